"""How likely the model takes a stretch of tokens for a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policytext.extraction.projects.clues import Columns
from policytext.extraction.projects.crf import marginals
from policytext.extraction.projects.emissions import Scorer
from policytext.extraction.projects.lexemes import Lexeme

OUTSIDE, BEGIN, INSIDE, END, SINGLE = "O", "B", "I", "E", "S"
_MIN_START = 0.03  # probability below which no name begins at a token
_MIN_SPAN = 0.02  # probability below which a span is not looked at
_MAX_TOKENS = 40


class SpanReader(NamedTuple):
    """The probabilities of the stretches of one sentence, from those of its tokens.

    `begin` and `single`: that a name of several tokens begins, and that one of one token stands
    there. `starts` and `ends`: that any name begins and ends there. The others are given that a name
    goes on at the token: that it ends, or goes on further; behind its first token, or behind
    another one.
    """

    begin: Sequence[float]
    single: Sequence[float]
    starts: Sequence[float]
    ends: Sequence[float]
    second_ends: Sequence[float]
    second_goes_on: Sequence[float]
    later_ends: Sequence[float]
    later_goes_on: Sequence[float]

    def probability(self, first: int, last: int) -> float:
        """The probability that the tokens from `first` to `last`, both included, are one name."""
        if first == last:
            return self.single[first]
        chance = self.begin[first]
        if last == first + 1:
            return chance * self.second_ends[last]
        chance *= self.second_goes_on[first + 1]
        for position in range(first + 2, last):
            chance *= self.later_goes_on[position]
        return chance * self.later_ends[last]

    def likely(self) -> Iterator[tuple[int, int, float]]:
        """All stretches that have at least a small chance: first token, last token, probability."""
        size = len(self.starts)
        for first, start in enumerate(self.starts):
            if start < _MIN_START:
                continue
            if self.single[first] >= _MIN_SPAN:
                yield first, first, self.single[first]
            chance = self.begin[first]
            ends, goes_on = self.second_ends, self.second_goes_on
            for last in range(first + 1, min(size, first + _MAX_TOKENS)):
                closed = chance * ends[last]
                if closed >= _MIN_SPAN:
                    yield first, last, closed
                chance *= goes_on[last]
                if chance < _MIN_SPAN:
                    break
                ends, goes_on = self.later_ends, self.later_goes_on


def read_spans(
    scorer: Scorer, sentences: Sequence[tuple[Sequence[Lexeme], Columns]]
) -> Iterator[SpanReader]:
    """The readers of sentences, none empty, given by their lexemes and columns."""
    label = {name: number for number, name in enumerate(scorer.crf.labels)}
    begin, inside, end, single = (label[name] for name in (BEGIN, INSIDE, END, SINGLE))
    sizes = [len(lexemes) for lexemes, _ in sentences]
    found = marginals(scorer.scores(sentences), sizes, scorer.crf.transitions)
    chances = found.chances
    rows: list[list[float]] = [
        row.tolist()
        for row in (
            chances[:, begin],
            chances[:, single],
            chances[:, begin] + chances[:, single],
            chances[:, end] + chances[:, single],
            found.of_next(begin, end),
            found.of_next(begin, inside),
            found.of_next(inside, end),
            found.of_next(inside, inside),
        )
    ]
    first = 0
    for size in sizes:
        yield SpanReader(*(row[first : first + size] for row in rows))
        first += size
