"""Goals with what their sentences say besides."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from policytext.extraction.amounts.numbers import NumberReader
from policytext.extraction.details.actors import ActorFinder
from policytext.extraction.details.deadlines import DeadlineFinder
from policytext.extraction.details.measures import MeasureFinder
from policytext.lexicon import Lexicon
from policytext.model import Analysis, Goal


class GoalDetails:
    """Reads who acts, what is to be reached and by when, by the dictionary `goal-details`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._actors = ActorFinder(lexicon)
        self._measures = MeasureFinder(lexicon, NumberReader(lexicon))
        self._deadlines = DeadlineFinder(lexicon)

    def add(self, analysis: Analysis, goals: Sequence[Goal]) -> tuple[Goal, ...]:
        """The goals, which are sentences of `analysis`, with their details."""
        sentences = analysis.sentences
        detailed = []
        for goal in goals:
            index = bisect_left(sentences, goal.start, key=lambda sentence: sentence.start)
            tokens = sentences[index].tokens
            text = analysis.text
            targets = tuple(self._measures.find(text, tokens))
            starts = {target.start for target in targets}
            detailed.append(
                replace(
                    goal,
                    actor=self._actors.find(text, tokens),
                    targets=targets,
                    by=tuple(self._deadlines.find(text, goal.start, goal.end, starts)),
                )
            )
        return tuple(detailed)
