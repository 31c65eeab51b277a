"""Weights that were learned from annotated documents, and what they say of a sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp, fsum
from pathlib import Path
from sys import intern

from policytext.extraction.goal_features import Feature, Seen

MODEL_FILE = Path(__file__).with_name("goal_model.json")
JOINT = "\t"  # between the parts of a feature in the file
ALWAYS: Feature = ("",)
Row = tuple[float, ...]


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
    def _rows(self) -> dict[Feature, Row]:
        """The weights of every feature side by side: for a goal, then for each of the types."""
        tables = [self.goal, *self.types.values()]
        known = dict.fromkeys(feature for table in tables for feature in table)
        return {feature: tuple(table.get(feature, 0.0) for table in tables) for feature in known}

    @cached_property
    def _runs(self) -> dict[str, dict[str | tuple[str, ...], Row]]:
        """The same by kind and run, for features of runs."""
        runs: dict[str, dict[str | tuple[str, ...], Row]] = {}
        for (kind, *run), row in self._rows.items():
            runs.setdefault(kind, {})[run[0] if len(run) == 1 else tuple(run)] = row
        return runs

    def weigh(self, seen: Seen) -> Weighed:
        """What a sentence with these features is likely to be."""
        rows = [self._rows[ALWAYS]]
        rows += filter(None, map(self._rows.get, seen.single))
        for kind, runs in seen.runs.items():
            table = self._runs.get(kind, {})
            rows += [table[run] for run in table.keys() & runs]
        return Weighed(rows, list(self.types))


class Weighed:
    """A sentence as a model sees it."""

    def __init__(self, rows: Sequence[Row], types: Sequence[str]) -> None:
        """`rows`: the weights of its features, for a goal, then for each of `types`."""
        self._rows = rows
        self._types = types

    # Sums are exact, because the order of features is not told and would show.

    @cached_property
    def probability(self) -> float:
        """How likely the sentence states a goal, from 0 to 1."""
        return 1 / (1 + exp(-fsum([row[0] for row in self._rows])))

    @cached_property
    def type(self) -> str:
        """The likeliest type of the goal."""
        _, *columns = zip(*self._rows, strict=True)
        sums = dict(zip(self._types, map(fsum, columns), strict=True))
        return max(sums, key=sums.__getitem__)


def load_model(path: Path = MODEL_FILE) -> GoalModel:
    """The model in a JSON file, by default the one that ships."""
    raw = json.loads(path.read_bytes())
    same: dict[float, float] = {}
    types = {name: _read(weights, same) for name, weights in raw["types"].items()}
    return GoalModel(_read(raw["goal"], same), types, raw["threshold"])


def _read(weights: Mapping[str, float], same: dict[float, float]) -> dict[Feature, float]:
    # Equal words are one word, and so are equal weights: what is looked up often is little.
    return {
        tuple(map(intern, name.split(JOINT))): same.setdefault(weight, weight)
        for name, weight in weights.items()
    }
