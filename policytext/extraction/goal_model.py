"""Weights that were learned from annotated documents, and what they say of a sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping, Set
from dataclasses import dataclass
from math import exp, fsum
from pathlib import Path

from policytext.extraction.goal_features import Feature

MODEL_FILE = Path(__file__).with_name("goal_model.json")
JOINT = "\t"  # between the parts of a feature in the file
ALWAYS: Feature = ("",)


@dataclass(frozen=True, slots=True)
class GoalModel:
    """A logistic regression that tells goals from other sentences, and one that tells their types.

    Each maps binary features to weights; the weight of `ALWAYS` is added to all.
    `threshold` is the probability from which a sentence counts as a goal.
    """

    goal: Mapping[Feature, float]
    types: Mapping[str, Mapping[Feature, float]]
    threshold: float

    def probability(self, features: Set[Feature]) -> float:
        """How likely a sentence with these features states a goal, from 0 to 1."""
        return 1 / (1 + exp(-_sum(self.goal, features)))

    def type(self, features: Set[Feature]) -> str:
        """The likeliest type of a goal with these features."""
        return max(self.types, key=lambda name: _sum(self.types[name], features))


def load_model(path: Path = MODEL_FILE) -> GoalModel:
    """The model in a JSON file, by default the one that ships."""
    raw = json.loads(path.read_bytes())
    types = {name: _read(weights) for name, weights in raw["types"].items()}
    return GoalModel(_read(raw["goal"]), types, raw["threshold"])


def _read(weights: Mapping[str, float]) -> dict[Feature, float]:
    return {tuple(name.split(JOINT)): weight for name, weight in weights.items()}


def _sum(weights: Mapping[Feature, float], features: Set[Feature]) -> float:
    # Exact, because features are a set and the order of additions would show in the last digit.
    return weights[ALWAYS] + fsum(map(weights.__getitem__, weights.keys() & features))
