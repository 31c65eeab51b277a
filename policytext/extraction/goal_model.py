"""Weights that were learned from annotated documents, and what they say of a sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from math import exp, fsum
from pathlib import Path

from policytext.extraction.goal_features import Feature

MODEL_FILE = Path(__file__).with_name("goal_model.json")
JOINT = "\t"  # between the parts of a feature in the file
ALWAYS: Feature = ("",)


@dataclass(frozen=True)
class GoalModel:
    """A logistic regression that tells goals from other sentences, and one that tells their types.

    Each maps binary features to weights; the weight of `ALWAYS` is added to all.
    `threshold` is the probability from which a sentence counts as a goal.
    """

    goal: Mapping[Feature, float]
    types: Mapping[str, Mapping[Feature, float]]
    threshold: float

    @cached_property
    def _rows(self) -> dict[Feature, tuple[float, ...]]:
        """The weights of every feature side by side: for a goal, then for each of the types."""
        tables = [self.goal, *self.types.values()]
        known = dict.fromkeys(feature for table in tables for feature in table)
        return {feature: tuple(table.get(feature, 0.0) for table in tables) for feature in known}

    @cached_property
    def _known(self) -> frozenset[Feature]:
        return frozenset(self._rows)

    def weigh(self, features: Set[Feature]) -> Weighed:
        """What a sentence with these features is likely to be."""
        known = self._known & features
        rows = [self._rows[ALWAYS], *(self._rows[feature] for feature in known)]
        return Weighed(list(zip(*rows, strict=True)), list(self.types), known)


class Weighed:
    """A sentence as a model sees it."""

    def __init__(
        self, columns: Sequence[Sequence[float]], types: Sequence[str], known: Set[Feature]
    ) -> None:
        """`columns`: the weights of its features for a goal, then those for each of `types`; `known`:
        those of its features that weigh something."""
        self._goal, *self._types = columns
        self._names = types
        self.known = known

    @cached_property
    def probability(self) -> float:
        """How likely the sentence states a goal, from 0 to 1."""
        return 1 / (1 + exp(-fsum(self._goal)))

    @cached_property
    def type(self) -> str:
        """The likeliest type of the goal."""
        # Exact sums, because features are a set and the order of additions would show.
        sums = dict(zip(self._names, map(fsum, self._types), strict=True))
        return max(sums, key=sums.__getitem__)


def load_model(path: Path = MODEL_FILE) -> GoalModel:
    """The model in a JSON file, by default the one that ships."""
    raw = json.loads(path.read_bytes())
    types = {name: _read(weights) for name, weights in raw["types"].items()}
    return GoalModel(_read(raw["goal"]), types, raw["threshold"])


def _read(weights: Mapping[str, float]) -> dict[Feature, float]:
    return {tuple(name.split(JOINT)): weight for name, weight in weights.items()}
