"""A linear-chain conditional random field: what labels a row of tokens most likely bears.

The weights are learned elsewhere and read from JSON: ``labels``, ``transitions`` (a row per label, to
every label) and ``weights``, for each template the weights of its values, one per label. A value of
several parts is joined by a tab.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from pathlib import Path

from policytext.extraction.projects.templates import TEMPLATES, values

Scores = list[list[float]]


@dataclass(frozen=True, slots=True)
class Crf:
    """Labels, the weight of every step from label to label, and of every feature for every label."""

    labels: tuple[str, ...]
    transitions: Sequence[Sequence[float]]
    weights: Sequence[Mapping[str, Sequence[float]]]

    def emissions(self, columns: Mapping[str, Sequence[str]], size: int) -> Scores:
        """For every token the sum of the weights of its features, one per label."""
        width = len(self.labels)
        scores = [[0.0] * width for _ in range(size)]
        for template, table in zip(TEMPLATES, self.weights, strict=True):
            if not table:
                continue
            for position, value in enumerate(values(template, columns, size)):
                row = table.get(value)
                if row is not None:
                    score = scores[position]
                    for label, weight in enumerate(row):
                        score[label] += weight
        return scores

    def marginals(self, scores: Scores) -> Marginals:
        """Forward and backward sums over all labellings."""
        return Marginals(scores, self.transitions)


class Marginals:
    """How likely a stretch of labels is, whatever stands around it."""

    def __init__(self, scores: Scores, transitions: Sequence[Sequence[float]]) -> None:
        self._steps = steps = [[exp(w) for w in row] for row in transitions]
        self._emissions: Scores = []
        width = len(transitions)
        span = range(width)
        forward: Scores = []
        backward: Scores = []
        for row in scores:
            top = max(row)
            emission = [exp(s - top) for s in row]
            self._emissions.append(emission)
            if forward:
                last = forward[-1]
                new = [emission[j] * sum(last[i] * steps[i][j] for i in span) for j in span]
            else:
                new = emission
            total = sum(new)
            forward.append([v / total for v in new])
        ahead = [1.0] * width
        for emission in reversed(self._emissions):
            backward.append(ahead)
            weighted = [a * e for a, e in zip(ahead, emission, strict=True)]
            ahead = [sum(steps[i][j] * weighted[j] for j in span) for i in span]
            total = sum(ahead)
            ahead = [v / total for v in ahead]
        backward.reverse()
        self._forward, self._backward = forward, backward

    def of_label(self, position: int, label: int) -> float:
        """The probability of `label` at `position`."""
        both = [
            f * b for f, b in zip(self._forward[position], self._backward[position], strict=True)
        ]
        return both[label] / sum(both)

    def of_next(self, position: int, label: int, following: int) -> float:
        """The probability of `following` at the next position, given `label` at this one."""
        weights = [
            step * emission * behind
            for step, emission, behind in zip(
                self._steps[label],
                self._emissions[position + 1],
                self._backward[position + 1],
                strict=True,
            )
        ]
        return weights[following] / sum(weights)


@lru_cache(maxsize=2)
def load(path: Path) -> Crf:
    """Read the model at `path`."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    return Crf(tuple(raw["labels"]), raw["transitions"], raw["weights"])
