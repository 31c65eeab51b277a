"""Stated goals: which sentences state one, and of which type.

Patterns of the dictionary `goals` are looked for in every sentence. One that `decides` makes a goal
of its own type; the others, together with how the sentence ends, what its clauses of purpose serve
and where it stands, are weighed by a small model (see `training/goals.py`).
"""

from __future__ import annotations

from functools import cached_property

from policytext.extraction.goal_features import features
from policytext.extraction.goal_model import GoalModel, load_model
from policytext.lexicon import Lexicon
from policytext.lexicon.patterns import Match, PatternSet
from policytext.model import Analysis, Goal, GoalType

_TYPES: dict[str, GoalType] = {
    "target": "target", "purpose": "purpose", "intent": "intent", "expectation": "expectation"
}  # fmt: skip
_MAX_TOKENS = 600  # morphemes of a sentence beyond which it is a table or no sentence at all


class GoalExtractor:
    """Finds stated goals by the dictionary `goals` and the model beside this file."""

    def __init__(self, lexicon: Lexicon) -> None:
        entries = lexicon.entries("goal_patterns")
        self._patterns = PatternSet(e.text("pattern") for e in entries)
        self._names = [e.text("name") for e in entries]
        self._types = [e.text("type") for e in entries]
        self._decides = [e.flag("decides") for e in entries]
        reporting = lexicon.entries("goal_reporting")
        self._reporting = PatternSet(e.text("pattern") for e in reporting)

    @cached_property
    def _model(self) -> GoalModel:
        return load_model()

    def extract(self, analysis: Analysis) -> tuple[Goal, ...]:
        """The sentences of `analysis` that state a goal, in order."""
        goals = []
        for index, sentence in enumerate(analysis.sentences):
            kind_and_rule = self._judge(analysis, index)
            if kind_and_rule:
                kind, rule = kind_and_rule
                letters = analysis.text[sentence.start : sentence.end]
                goals.append(Goal(kind, letters, sentence.start, sentence.end, rule=rule))
        return tuple(goals)

    def features(self, analysis: Analysis, index: int) -> set[str]:
        """What the model is told about the sentence at `index`."""
        tokens = analysis.sentences[index].tokens
        return self._features(analysis, index, self._patterns.find(tokens))

    def _features(self, analysis: Analysis, index: int, matches: list[Match]) -> set[str]:
        reporting = self._reporting.find(analysis.sentences[index].tokens)
        fired = [(self._names[m.pattern], m) for m in matches]
        return features(
            analysis, index, fired, max(m.start for m in reporting) if reporting else None
        )

    def _judge(self, analysis: Analysis, index: int) -> tuple[GoalType, str] | None:
        """The type of the goal in the sentence at `index` and what says so, or None."""
        tokens = analysis.sentences[index].tokens
        if not tokens or len(tokens) > _MAX_TOKENS:
            return None
        matches = self._patterns.find(tokens)
        for match in matches:
            if self._decides[match.pattern]:
                return _TYPES[self._types[match.pattern]], self._names[match.pattern]
        found = self._features(analysis, index, matches)
        if self._model.probability(found) < self._model.threshold:
            return None
        return _TYPES[self._model.type(found)], "model"
