"""Which project the evidence favours, by weights that were learned from annotated documents.

The weights stand in `weights.json`: for every piece of evidence how much it adds to the score of a
project (`for`), and for what holds for a sum whatever the project, how much it adds to the score of
its paying for none (`against`). They are made by `training/linking.py`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from policytext.extraction.linking.evidence import Evidence
from policytext.model import Amount, Link, Role

PAYING_FOR_NOTHING: frozenset[Role] = frozenset({"effect", "other"})
ALWAYS = "any sum"

# How much the sums of a row, and an equal sum beside a name, count next to the sum itself.
_ROW = 0.5
_EQUAL = 1.0
# By how much a project that is listed with the best one, or referred to with it, may fall behind.
_BEHIND = 0.5


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of every piece of evidence, by its name."""

    for_project: Mapping[str, float]
    against: Mapping[str, float]


@lru_cache(maxsize=1)
def shipped_weights() -> Weights:
    """The weights that come with the program."""
    data = json.loads(Path(__file__).with_name("weights.json").read_text(encoding="utf-8"))
    return Weights(data["for"], data["against"])


class Ranking:
    """The scores of all sums of one document that may pay for something."""

    def __init__(
        self, weights: Weights, evidence: Evidence, amounts: Sequence[Amount], projects: int
    ) -> None:
        self._weights = weights
        self._evidence = evidence
        self._amounts = amounts
        self._paying = [i for i, a in enumerate(amounts) if a.role not in PAYING_FOR_NOTHING]
        self._found = {i: evidence.of(i) for i in self._paying} if projects else {}
        self._scores = {i: self._own_scores(i) for i in self._found}

    def links(self) -> list[Link]:
        """The links of every sum to the best project and to those that share its place."""
        links = []
        for index in self._scores:
            scores, how = self._joint_scores(index)
            best = max(range(len(scores)), key=lambda place: (scores[place], -place))
            if best == 0:
                continue
            for place, score in enumerate(scores):
                together = self._shares_place(index, place - 1) and score + _BEHIND >= scores[best]
                if place and (place == best or together):
                    links.append(Link(index, place - 1, how or self._rule(index, place - 1)))
        return links

    def _own_scores(self, index: int) -> list[float]:
        """The score of paying for nothing, then that of every project."""
        against, weights = self._weights.against, self._weights.for_project
        nothing = against.get(ALWAYS, 0.0) + _sum(against, self._evidence.against(index))
        return [nothing, *(_sum(weights, found) for found in self._found[index])]

    def _joint_scores(self, index: int) -> tuple[list[float], str]:
        """The scores with those of the sums that say the same, and the rule if these decide."""
        scores = self._scores[index]
        before = scores.index(max(scores))
        row = [i for i in self._evidence.row(index) if i != index and i in self._scores]
        how = ""
        if row:
            columns = zip(*(self._scores[i] for i in row), strict=True)
            means = [sum(column) / len(row) for column in columns]
            scores = [own + _ROW * mean for own, mean in zip(scores, means, strict=True)]
            how = "other sums in the row"
        if not self._evidence.named_beside(index):
            equal = next((i for i in self._scores if self._equal_beside_name(index, i)), None)
            if equal is not None:
                pairs = zip(scores, self._scores[equal], strict=True)
                scores = [own + _EQUAL * other for own, other in pairs]
                how = "same sum elsewhere"
        return scores, how if scores.index(max(scores)) != before else ""

    def _equal_beside_name(self, index: int, other: int) -> bool:
        """Whether the other sum is the same money, in a sentence that names a project."""
        a, b = self._amounts[index], self._amounts[other]
        return (
            other != index
            and (a.low, a.high, a.currency) == (b.low, b.high, b.currency)
            and self._evidence.named_beside(other)
        )

    def _shares_place(self, index: int, project: int) -> bool:
        """Whether a list or a reference puts the project beside others that the sum pays for."""
        return project >= 0 and any(
            name.startswith(("listed", "referred")) for name in self._found[index][project]
        )

    def _rule(self, index: int, project: int) -> str:
        """The piece of evidence that speaks loudest for a link."""
        found = sorted(self._found[index][project])
        return max(found, key=lambda name: self._weights.for_project.get(name, 0.0), default="")


def _sum(weights: Mapping[str, float], names: frozenset[str]) -> float:
    # Sorted, because the order of a set differs from run to run and rounding with it.
    return sum(weights.get(name, 0.0) for name in sorted(names))
