"""Stretches of tokens that may be a name, with their probability."""

from __future__ import annotations

from dataclasses import dataclass

from policytext.extraction.projects.crf import Crf, Marginals, Scores

BEGIN, INSIDE, END, SINGLE = "B", "I", "E", "S"
_MIN_START = 0.03  # probability below which no name begins at a token
_MIN_SPAN = 0.02  # probability below which a span is not looked at
_MAX_TOKENS = 40


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens of a sentence, both included, and the probability that they are one name."""

    first: int
    last: int
    probability: float


def likely_stretches(crf: Crf, scores: Scores) -> list[Stretch]:
    """All stretches that the model gives at least a small chance, in the order of the text."""
    if not scores:
        return []
    label = {name: number for number, name in enumerate(crf.labels)}
    begin, inside, end, single = (label[name] for name in (BEGIN, INSIDE, END, SINGLE))
    marginals = Marginals(scores, crf.transitions)
    found: list[Stretch] = []
    for first in range(len(scores)):
        alone = marginals.of_label(first, single)
        if alone >= _MIN_SPAN:
            found.append(Stretch(first, first, alone))
        open_ = marginals.of_label(first, begin)
        if open_ < _MIN_START:
            continue
        state = begin
        for last in range(first + 1, min(len(scores), first + _MAX_TOKENS)):
            closed = open_ * marginals.of_next(last - 1, state, end)
            if closed >= _MIN_SPAN:
                found.append(Stretch(first, last, closed))
            open_ *= marginals.of_next(last - 1, state, inside)
            if open_ < _MIN_SPAN:
                break
            state = inside
    return found
