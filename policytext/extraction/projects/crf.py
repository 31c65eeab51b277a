"""A linear-chain conditional random field: what labels a row of tokens most likely bears.

`weights` holds for each template the weights of its values, one per label; `transitions` a row per
label, to every label.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from operator import mul

from policytext.extraction.projects.templates import TEMPLATES, silent, values

Scores = list[list[float]]


@dataclass(frozen=True, slots=True)
class Crf:
    """Labels, the weight of every step from label to label, and of every feature for every label."""

    labels: tuple[str, ...]
    transitions: Sequence[Sequence[float]]
    weights: Sequence[Mapping[str, Sequence[float]]]

    def emissions(self, columns: Mapping[str, Sequence[str]], size: int) -> Scores:
        """For every token the sum of the weights of its features, one per label."""
        nothing = (0.0,) * len(self.labels)
        empty = {name for name, column in columns.items() if not any(column)}
        found: list[Iterable[Sequence[float] | None]] = [[nothing] * size]
        for template, table in zip(TEMPLATES, self.weights, strict=True):
            if not silent(template, empty):
                found.append(map(table.get, values(template, columns, size)))
        # One tuple of rows per token; most of the program's time goes by here, so no loop of Python.
        return [
            list(map(sum, zip(*filter(None, rows), strict=True)))
            for rows in zip(*found, strict=True)
        ]


class Marginals:
    """How likely a stretch of labels is, whatever stands around it."""

    def __init__(self, scores: Scores, transitions: Sequence[Sequence[float]]) -> None:
        self._steps = [[exp(w) for w in row] for row in transitions]
        self._emissions: Scores = []
        into = list(zip(*self._steps, strict=True))
        forward: Scores = []
        for row in scores:
            top = max(row)
            emission = [exp(s - top) for s in row]
            self._emissions.append(emission)
            new = emission
            if forward:
                last = forward[-1]
                new = [
                    e * sum(map(mul, last, steps)) for e, steps in zip(emission, into, strict=True)
                ]
            forward.append(_normal(new))
        backward: Scores = []
        ahead = [1.0] * len(self._steps)
        for emission in reversed(self._emissions):
            backward.append(ahead)
            weighted = list(map(mul, ahead, emission))
            ahead = _normal([sum(map(mul, steps, weighted)) for steps in self._steps])
        backward.reverse()
        self._backward = backward
        self._chances = [
            _normal(list(map(mul, f, b))) for f, b in zip(forward, backward, strict=True)
        ]

    def of_label(self, position: int, label: int) -> float:
        """The probability of `label` at `position`."""
        return self._chances[position][label]

    def of_next(self, position: int, label: int, following: int) -> float:
        """The probability of `following` at the next position, given `label` at this one."""
        ahead = map(mul, self._emissions[position + 1], self._backward[position + 1])
        weights = list(map(mul, self._steps[label], ahead))
        chance: float = weights[following] / sum(weights)
        return chance


def _normal(weights: list[float]) -> list[float]:
    total = sum(weights)
    return [w / total for w in weights]
