"""How likely the model takes a stretch of lexemes for a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policytext.extraction.projects.clues import Columns
from policytext.extraction.projects.crf import marginals
from policytext.extraction.projects.emissions import Scorer
from policytext.extraction.projects.passages import Passage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

OUTSIDE, BEGIN, INSIDE, END, SINGLE = "O", "B", "I", "E", "S"
_MIN_START = 0.03  # probability below which no name begins at a token
_MIN_SPAN = 0.02  # probability below which a span is not looked at
_MAX_TOKENS = 40


@dataclass(frozen=True, slots=True)
class Chances:
    """The probabilities of the stretches of a passage, from those of its lexemes.

    `starts` and `ends`: that any name begins and ends at a place. `openings`: where names are likely to
    begin, each with the place where its sentence stops. `begin` and `single`: that a name of several
    lexemes begins, and that one of one stands there. The others are given that a name goes on there:
    that it ends, or goes on further; behind its first lexeme, or behind another one.
    """

    starts: Floats
    ends: Floats
    openings: Sequence[tuple[int, int]]
    begin: Sequence[float]
    single: Sequence[float]
    second_ends: Sequence[float]
    second_goes_on: Sequence[float]
    later_ends: Sequence[float]
    later_goes_on: Sequence[float]

    def probability(self, first: int, last: int) -> float:
        """The probability that the lexemes from `first` to `last`, both included, are one name."""
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
        """All stretches that have at least a small chance: first place, last place, probability."""
        for first, stop in self.openings:
            if self.single[first] >= _MIN_SPAN:
                yield first, first, self.single[first]
            chance = self.begin[first]
            ends, goes_on = self.second_ends, self.second_goes_on
            for last in range(first + 1, min(stop, first + _MAX_TOKENS)):
                closed = chance * ends[last]
                if closed >= _MIN_SPAN:
                    yield first, last, closed
                chance *= goes_on[last]
                if chance < _MIN_SPAN:
                    break
                ends, goes_on = self.later_ends, self.later_goes_on


def read_chances(scorer: Scorer, passage: Passage, columns: Columns) -> Chances:
    """What the field of `scorer` says of a passage."""
    import numpy as np

    label = {name: number for number, name in enumerate(scorer.crf.labels)}
    begin, inside, end, single = (label[name] for name in (BEGIN, INSIDE, END, SINGLE))
    sizes = [len(sight.lexemes) for sight in passage.sights]
    scores = scorer.scores(passage, columns)
    found = marginals(scores, passage.places, sizes, scorer.crf.transitions)
    chances = found.chances
    starts = chances[:, begin] + chances[:, single]
    openings = np.flatnonzero(starts >= _MIN_START)
    following = found.of_next(((begin, end), (begin, inside), (inside, end), (inside, inside)))
    listed: list[list[float]] = np.stack(
        [chances[:, begin], chances[:, single], *following]
    ).tolist()
    return Chances(
        starts,
        chances[:, end] + chances[:, single],
        list(zip(openings.tolist(), passage.stops[openings].tolist(), strict=True)),
        *listed,
    )
