"""Stated goals: which sentences state one, and of which type.

Patterns of the dictionary `goals` are looked for in every sentence. One that `decides` makes a goal,
or none; the others, together with how the sentence ends, what its clauses of purpose serve
and where it stands, are weighed by a small model (see `training/goals.py`).
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from functools import cached_property

from policytext.extraction.goal_features import Feature, features
from policytext.extraction.goal_model import GoalModel, Weighed, load_model
from policytext.lexicon import Lexicon
from policytext.lexicon.patterns import PatternSet
from policytext.model import GOAL_TYPES, Analysis, Goal, GoalType, Token

MODEL = "model"  # the rule of a goal that no pattern decides

_MAX_TOKENS = 600  # morphemes of a sentence beyond which it is a table or no sentence at all


class GoalExtractor:
    """Finds stated goals by the dictionary `goals` and the model beside this file."""

    def __init__(self, lexicon: Lexicon) -> None:
        entries = lexicon.entries("goal_patterns")
        self._patterns = PatternSet(e.text("pattern") for e in entries)
        self._names = [e.text("name") for e in entries]
        # What speaks against a goal is asked first.
        self._deciding = sorted(
            ((("pattern", e.text("name")), e.text("type")) for e in entries if e.flag("decides")),
            key=lambda pattern: pattern[1] != "none",
        )
        self._decisive = frozenset(feature for feature, _ in self._deciding)
        self._origins = lexicon.origins("goal_patterns", "name")
        reporting = lexicon.entries("goal_reporting")
        self._reporting = PatternSet(e.text("pattern") for e in reporting)

    @cached_property
    def _model(self) -> GoalModel:
        return load_model()

    def extract(self, analysis: Analysis) -> tuple[Goal, ...]:
        """The sentences of `analysis` that state a goal, in order."""
        goals = []
        for index, sentence in enumerate(analysis.sentences):
            if not 0 < len(sentence.tokens) <= _MAX_TOKENS:
                continue
            found = self.features(analysis, index)
            weighed = self._model.weigh(found)
            judged = self.judge(found, weighed, self._model)
            if judged:
                kind, rule = judged
                letters = analysis.text[sentence.start : sentence.end]
                goal = Goal(kind, letters, sentence.start, sentence.end, rule=rule)
                goals.append(self._explained(goal, found, weighed))
        return tuple(goals)

    def _explained(self, goal: Goal, found: Set[Feature], weighed: Weighed) -> Goal:
        """The goal with the pattern that decided, or with the model's score and all that fit."""
        if goal.rule != MODEL:
            return replace(goal, entries=(self._origins[goal.rule],))
        names = {feature[1] for feature in found if feature[0] == "pattern"}
        fired = tuple(self._origins[name] for name in self._names if name in names)
        return replace(goal, score=weighed.probability, entries=fired)

    def against(self, analysis: Analysis, index: int) -> str:
        """Why the sentence at `index` is no goal, in words."""
        found = self.features(analysis, index)
        for feature, kind in self._deciding:
            if feature in found and kind == "none":
                origin = self._origins[feature[1]]
                return f"the pattern {origin.entry!r} ({origin.at}) says that it is none"
        chance, enough = self._model.weigh(found).probability, self._model.threshold
        return (
            f"no pattern decides, and the model gives {chance:.2f} where a goal needs {enough:.2f}"
        )

    def features(self, analysis: Analysis, index: int) -> set[Feature]:
        """What is to be seen in the sentence at `index`."""
        tokens = analysis.sentences[index].tokens
        end = self._statement_end(tokens)
        fired = [(self._names[m.pattern], m) for m in self._patterns.find(tokens[:end])]
        return features(analysis, index, fired, end)

    def judge(
        self, found: Set[Feature], weighed: Weighed, model: GoalModel
    ) -> tuple[GoalType, str] | None:
        """The type of the goal in a sentence with the features `found`, which `model` has weighed,
        and what says so; None if it states none."""
        decided = self._decisive & found
        for feature, kind in self._deciding if decided else ():
            if feature in decided:
                if kind == "none":
                    return None
                return self._type(weighed, feature, kind, model), feature[1]
        if weighed.probability < model.threshold:
            return None
        return GOAL_TYPES[weighed.type], MODEL

    @staticmethod
    def _type(weighed: Weighed, feature: Feature, kind: str, model: GoalModel) -> GoalType:
        """The type of a sentence that a pattern of type `kind` makes a goal.

        Where the model knows the pattern, the rest of the sentence tells the type. Where it knows
        only others, they may tell of a date besides, which comes first.
        """
        told = weighed.type if _knows_pattern(weighed, model) else kind
        return GOAL_TYPES[told if feature in model.goal or told == "target" else kind]

    def _statement_end(self, tokens: Sequence[Token]) -> int:
        """Where the statement ends and what only reports it begins (…라고 밝혔다)."""
        reports = self._reporting.find(tokens)
        if not reports:
            return len(tokens)
        start = max(match.start for match in reports)
        # The quotative of an indirect statement is its ending too: 지원한|다고.
        return start + 1 if tokens[start].tag == "EC" else start


def _knows_pattern(weighed: Weighed, model: GoalModel) -> bool:
    """Whether the model has learned some pattern that fits the sentence."""
    return any(feature[0] == "pattern" and feature in model.goal for feature in weighed.known)
