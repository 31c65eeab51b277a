"""Stated goals."""

from __future__ import annotations

import re

from policytext.lexicon import Lexicon
from policytext.model import Analysis, Goal, GoalType

_TYPES: dict[str, GoalType] = {
    "target": "target", "purpose": "purpose", "intent": "intent", "expectation": "expectation"
}  # fmt: skip


class GoalExtractor:
    """Finds stated goals by the dictionary `goals`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._patterns = [
            (re.compile(e.text("pattern")), _TYPES[e.text("type")], e.origin)
            for e in lexicon.entries("goal_patterns")
        ]

    def extract(self, analysis: Analysis) -> tuple[Goal, ...]:
        """The sentences of `analysis` that state a goal, in order."""
        goals = []
        for sentence in analysis.sentences:
            letters = analysis.text[sentence.start : sentence.end]
            for pattern, kind, origin in self._patterns:
                if pattern.search(letters):
                    goals.append(Goal(kind, letters, sentence.start, sentence.end, rule=origin))
                    break
        return tuple(goals)
