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

from policytext.extraction.linking.evidence import OF_KIND, Evidence
from policytext.model import Amount, Link, Number, Role

PAYING_FOR_NOTHING: frozenset[Role] = frozenset({"effect", "other"})
ALWAYS = "any sum"
NOTHING = -1

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
    """The scores of all sums of one document that may pay for something.

    A sum has a score for every project that may be meant, by index, and one for paying for nothing.
    """

    def __init__(self, weights: Weights, evidence: Evidence, amounts: Sequence[Amount]) -> None:
        self._weights = weights
        self._evidence = evidence
        self._amounts = amounts
        paying = [i for i, a in enumerate(amounts) if a.role not in PAYING_FOR_NOTHING]
        self._found = {i: evidence.of(i) for i in paying}
        self._scores = {i: self._own_scores(i) for i in paying}
        self._beside_names: dict[tuple[Number, Number, str], list[int]] = {}
        for i in paying:
            if evidence.named_beside(i):
                self._beside_names.setdefault(_money(amounts[i]), []).append(i)

    def links(self) -> list[Link]:
        """The links of every sum to the best project and to those that share its place."""
        links = []
        for index in self._scores:
            scores, how = self._joint_scores(index)
            best = _best(scores)
            if best == NOTHING:
                continue
            for project in sorted(scores):
                close = scores[project] + _BEHIND >= scores[best]
                if project == best or (close and self._shares_place(index, project)):
                    links.append(Link(index, project, how or self._rule(index, project)))
        return links

    def _own_scores(self, index: int) -> dict[int, float]:
        """The score of paying for nothing and that of every project."""
        against = self._evidence.against(index) | {ALWAYS}
        scores = {NOTHING: _sum(self._weights.against, against)}
        for project, found in self._found[index].items():
            scores[project] = _sum(self._weights.for_project, found)
        return scores

    def _joint_scores(self, index: int) -> tuple[dict[int, float], str]:
        """The scores with those of the sums that say the same, and the rule if these decide."""
        own = self._scores[index]
        scores, how = dict(own), ""
        row = [i for i in self._evidence.row(index) if i != index and i in self._scores]
        for other in row:
            _add(scores, self._scores[other], _ROW / len(row))
            how = "other sums in the row"
        if not self._evidence.named_beside(index):
            equal = self._beside_names.get(_money(self._amounts[index]), [])
            if equal:
                _add(scores, self._scores[equal[0]], _EQUAL)
                how = "same sum elsewhere"
        return scores, how if _best(scores) != _best(own) else ""

    def _shares_place(self, index: int, project: int) -> bool:
        """Whether a list or a reference puts the project beside others that the sum pays for."""
        found = self._found[index].get(project, frozenset())
        return any(name.startswith(("listed", "referred")) for name in found)

    def _rule(self, index: int, project: int) -> str:
        """The piece of evidence in the text that speaks loudest for a link."""
        found = sorted(self._found[index].get(project, frozenset()))
        spoken = [name for name in found if not name.startswith(OF_KIND)]
        return max(spoken, key=lambda name: self._weights.for_project.get(name, 0.0), default="")


def _money(amount: Amount) -> tuple[Number, Number, str]:
    return amount.low, amount.high, amount.currency


def _best(scores: Mapping[int, float]) -> int:
    """The project with the highest score, or NOTHING; of equals the first."""
    return max(sorted(scores), key=scores.__getitem__)


def _add(scores: dict[int, float], others: Mapping[int, float], weight: float) -> None:
    """Add the scores of another sum; what only one of the two knows of scores 0 with the other."""
    for project, score in others.items():
        scores[project] = scores.get(project, 0.0) + weight * score


def _sum(weights: Mapping[str, float], names: frozenset[str]) -> float:
    # Sorted, because the order of a set differs from run to run and rounding with it.
    return sum(weights.get(name, 0.0) for name in sorted(names))
