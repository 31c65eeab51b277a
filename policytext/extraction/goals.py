"""Stated goals: which sentences state one, and of which type.

Patterns of the dictionary `goals` are looked for in every sentence. One that `decides` makes a goal,
or none; the others, together with how the sentence ends, what its clauses of purpose serve
and where it stands, are weighed by a small model (see `training/goals.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from policytext.extraction.goal_features import FeatureReader, Fired
from policytext.extraction.goal_model import GoalModel, Weighed, load_model
from policytext.lexicon import Lexicon
from policytext.lexicon.matching import PatternSet
from policytext.model import GOAL_TYPES, Analysis, Goal, GoalType, Origin, Token

MODEL = "model"  # the rule of a goal that no pattern decides

_MAX_TOKENS = 600  # morphemes of a sentence beyond which it is a table or no sentence at all


class _Deciding(NamedTuple):
    """A pattern that decides: its name, and the type of goal that it makes, or "none"."""

    name: str
    type: str


class GoalExtractor:
    """Finds stated goals by the dictionary `goals` and the model beside this file."""

    def __init__(self, lexicon: Lexicon) -> None:
        entries = lexicon.entries("goal_patterns")
        self._names = [e.text("name") for e in entries]
        # What speaks against a goal is asked first.
        self._deciding = sorted(
            (_Deciding(e.text("name"), e.text("type")) for e in entries if e.flag("decides")),
            key=lambda pattern: pattern.type != "none",
        )
        self._decisive = frozenset(pattern.name for pattern in self._deciding)
        self._origins = lexicon.origins("goal_patterns", "name")
        # Those of a report stand behind those of goals, so that one search finds both.
        reporting = lexicon.entries("goal_reporting")
        self._patterns = PatternSet(e.text("pattern") for e in (*entries, *reporting))

    @cached_property
    def _model(self) -> GoalModel:
        return load_model()

    def extract(self, analysis: Analysis) -> tuple[Goal, ...]:
        """The sentences of `analysis` that state a goal, in order."""
        reader = FeatureReader(analysis)
        # One kind of work after the other, for all sentences: what each looks up stays at hand.
        statements = [
            (index, *self.fired(sentence.tokens))
            for index, sentence in enumerate(analysis.sentences)
            if 0 < len(sentence.tokens) <= _MAX_TOKENS
        ]
        goals = []
        for index, fired, end in statements:
            sentence = analysis.sentences[index]
            names = {name: match.pattern for name, match in fired}
            decided = self._decided(names)
            if decided and decided.type == "none":
                continue
            weighed = self._model.weigh(reader.read(index, fired, end))
            judged = self.judge(names, weighed, self._model)
            if judged:
                kind, rule = judged
                letters = analysis.text[sentence.start : sentence.end]
                goals.append(
                    Goal(
                        kind,
                        letters,
                        sentence.start,
                        sentence.end,
                        rule=rule,
                        score=weighed.probability if rule == MODEL else None,
                        entries=self._entries(rule, sorted(names, key=names.__getitem__)),
                    )
                )
        return tuple(goals)

    def _entries(self, rule: str, names: Iterable[str]) -> tuple[Origin, ...]:
        """The pattern that decided or, where the model did, all that fit."""
        return tuple(self._origins[name] for name in (names if rule == MODEL else (rule,)))

    def against(self, analysis: Analysis, index: int) -> str:
        """Why the sentence at `index` is no goal, in words."""
        fired, end = self.fired(analysis.sentences[index].tokens)
        decided = self._decided({name for name, _ in fired})
        if decided and decided.type == "none":
            origin = self._origins[decided.name]
            return f"the pattern {origin.entry!r} ({origin.at}) says that it is none"
        weighed = self._model.weigh(FeatureReader(analysis).read(index, fired, end))
        chance, enough = weighed.probability, self._model.threshold
        return (
            f"no pattern decides, and the model gives {chance:.2f} where a goal needs {enough:.2f}"
        )

    def fired(self, tokens: Sequence[Token]) -> tuple[list[Fired], int]:
        """The patterns that fit the statement in a sentence, by name, and where the statement ends
        and what only reports it begins (…라고 밝혔다)."""
        found = self._patterns.find(tokens)
        goals = len(self._names)
        reports = [match.start for match in found if match.pattern >= goals]
        end = len(tokens)
        if reports:
            start = max(reports)
            # The quotative of an indirect statement is its ending too: 지원한|다고.
            end = start + 1 if tokens[start].tag == "EC" else start
            found = self._patterns.find(tokens[:end])
        return [(self._names[m.pattern], m) for m in found if m.pattern < goals], end

    def judge(
        self, names: Collection[str], weighed: Weighed, model: GoalModel
    ) -> tuple[GoalType, str] | None:
        """The type of the goal in a sentence that the patterns `names` fit and that `model` has
        weighed, and what says so; None if it states none."""
        decided = self._decided(names)
        if decided:
            if decided.type == "none":
                return None
            return self._type(names, weighed, decided, model), decided.name
        if weighed.probability < model.threshold:
            return None
        return GOAL_TYPES[weighed.type], MODEL

    def _decided(self, names: Collection[str]) -> _Deciding | None:
        """The first of the patterns `names` that decides."""
        if self._decisive.isdisjoint(names):
            return None
        return next(pattern for pattern in self._deciding if pattern.name in names)

    @staticmethod
    def _type(
        names: Collection[str], weighed: Weighed, decided: _Deciding, model: GoalModel
    ) -> GoalType:
        """The type of a sentence that a pattern makes a goal.

        Where the model knows the pattern, the rest of the sentence tells the type. Where it knows
        only others, they may tell of a date besides, which comes first.
        """
        told = decided.type
        if any(("pattern", name) in model.goal for name in names):
            told = weighed.type
        known = ("pattern", decided.name) in model.goal
        return GOAL_TYPES[told if known or told == "target" else decided.type]
