"""How likely the model takes a stretch of tokens for a name."""

from __future__ import annotations

from collections.abc import Iterator

from policytext.extraction.projects.crf import Crf, Marginals, Scores

OUTSIDE, BEGIN, INSIDE, END, SINGLE = "O", "B", "I", "E", "S"
_MIN_START = 0.03  # probability below which no name begins at a token
_MIN_SPAN = 0.02  # probability below which a span is not looked at
_MAX_TOKENS = 40


class SpanReader:
    """The probabilities of the stretches of one sentence."""

    def __init__(self, crf: Crf, scores: Scores) -> None:
        label = {name: number for number, name in enumerate(crf.labels)}
        self._begin, self._inside, self._end, self._single = (
            label[name] for name in (BEGIN, INSIDE, END, SINGLE)
        )
        self._marginals = Marginals(scores, crf.transitions)
        self.size = len(scores)
        self.starts = [
            self._marginals.of_label(i, self._begin) + self._marginals.of_label(i, self._single)
            for i in range(self.size)
        ]
        self.ends = [
            self._marginals.of_label(i, self._end) + self._marginals.of_label(i, self._single)
            for i in range(self.size)
        ]

    def probability(self, first: int, last: int) -> float:
        """The probability that the tokens from `first` to `last`, both included, are one name."""
        if first == last:
            return self._marginals.of_label(first, self._single)
        chance = self._marginals.of_label(first, self._begin)
        state = self._begin
        for position in range(first, last):
            following = self._end if position + 1 == last else self._inside
            chance *= self._marginals.of_next(position, state, following)
            state = self._inside
        return chance

    def likely(self) -> Iterator[tuple[int, int, float]]:
        """All stretches that have at least a small chance: first token, last token, probability."""
        for first in range(self.size):
            if self.starts[first] < _MIN_START:
                continue
            alone = self._marginals.of_label(first, self._single)
            if alone >= _MIN_SPAN:
                yield first, first, alone
            chance = self._marginals.of_label(first, self._begin)
            state = self._begin
            for last in range(first + 1, min(self.size, first + _MAX_TOKENS)):
                closed = chance * self._marginals.of_next(last - 1, state, self._end)
                if closed >= _MIN_SPAN:
                    yield first, last, closed
                chance *= self._marginals.of_next(last - 1, state, self._inside)
                if chance < _MIN_SPAN:
                    break
                state = self._inside
