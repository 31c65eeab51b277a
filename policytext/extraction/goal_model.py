"""Weights that were learned from annotated documents, and what they say of a sentence."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp
from pathlib import Path

MODEL_FILE = Path(__file__).with_name("goal_model.json")


@dataclass(frozen=True, slots=True)
class GoalModel:
    """A logistic regression that tells goals from other sentences, and one that tells their types.

    Each maps the names of binary features to weights; the weight of "" is added to all.
    `threshold` is the probability from which a sentence counts as a goal.
    """

    goal: Mapping[str, float]
    types: Mapping[str, Mapping[str, float]]
    threshold: float

    def probability(self, features: Iterable[str]) -> float:
        """How likely a sentence with these features states a goal, from 0 to 1."""
        return 1 / (1 + exp(-_sum(self.goal, features)))

    def type(self, features: Iterable[str]) -> str:
        """The likeliest type of a goal with these features."""
        features = list(features)
        return max(self.types, key=lambda name: _sum(self.types[name], features))


def load_model(path: Path = MODEL_FILE) -> GoalModel:
    """The model in a JSON file, by default the one that ships."""
    raw = json.loads(path.read_bytes())
    return GoalModel(raw["goal"], raw["types"], raw["threshold"])


def _sum(weights: Mapping[str, float], features: Iterable[str]) -> float:
    # Sorted, because the order in which floats are added shows in the last digit.
    return weights[""] + sum(weights.get(feature, 0.0) for feature in sorted(features))
