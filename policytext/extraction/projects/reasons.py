"""What speaks for a mention of a project, in the words of an explanation.

Every candidate is weighed by the model. The reason says what kind of candidate it was:

    known programme          an entry of the dictionary `programmes` names it
    name by number or date   a pattern of `project_patterns` fits
    quoted name              quotation marks enclose it
    name seen in the press   it stood in quotation marks in several press releases
    head                     it ends in a head such as 사업 (`project_heads`)
    words around it          nothing but what stands around it
    repeated name            found elsewhere in the document, it stands here again
    short form               introduced in brackets, or the name with words left out
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from policytext.extraction.projects.candidates import Candidate
from policytext.extraction.projects.names import compact
from policytext.extraction.projects.words import Words
from policytext.lexicon import Lexicon
from policytext.model import Analysis, Mention, Origin, Span

SHORT_FORM = "short form"


class Reason(NamedTuple):
    """Why a stretch was taken for a name: the rule, the model's chance, and the entries behind it."""

    rule: str
    chance: float
    entries: tuple[Origin, ...]


class Reasons:
    """Finds reasons by the dictionaries."""

    def __init__(self, lexicon: Lexicon, words: Words) -> None:
        self._words = words
        self._heads = lexicon.origins("project_heads", "forms")
        self._patterns = [
            (re.compile(entry.text("pattern")), entry.named("project_patterns"))
            for entry in lexicon.entries("project_patterns")
        ]
        self._tails = lexicon.words("programme_tails")
        self._lexicon = lexicon

    @cached_property
    def _programmes(self) -> dict[str, Origin]:
        """The entries of the section by name; made when a known name is first found."""
        found: dict[str, Origin] = {}
        for entry in self._lexicon.entries("programmes"):
            for name in (entry.text("name"), *entry.texts("aliases")):
                found.setdefault(compact(name), entry.named("programmes"))
        return found

    def of(self, text: str, kept: Sequence[tuple[Span, Candidate]]) -> dict[Span, Reason]:
        """The reasons of the stretches that were taken for names, each with its candidate."""
        return {span: self._of(text[span.start : span.end], c) for span, c in kept}

    def _of(self, name: str, candidate: Candidate) -> Reason:
        head = self._words.heads.at(name)
        heads = (self._heads[head],) if head else ()
        known = self._known(name) if candidate.known.startswith("P") else None
        if known:
            rule = "known programme"
            if known.section == "project_patterns":
                rule = "name by number or date"
            return Reason(rule, candidate.chance, (known, *heads))
        if candidate.quoted:
            rule = "quoted name"
        elif candidate.known:
            rule = "name seen in the press"
        else:
            rule = "head" if heads else "words around it"
        return Reason(rule, candidate.chance, heads)

    def _known(self, name: str) -> Origin | None:
        """The entry that `name` is known by."""
        key = compact(name)
        for tail in ("", *self._tails):
            programme = self._programmes.get(key.removesuffix(tail)) if key.endswith(tail) else None
            if programme:
                return programme
        return next((origin for p, origin in self._patterns if p.fullmatch(name)), None)


def mentioned(
    analysis: Analysis, spans: Sequence[Span], reasons: Mapping[Span, Reason]
) -> tuple[Mention, ...]:
    """The mentions of one project, each with the rule that found it."""
    text = analysis.text
    found = {compact(text[s.start : s.end]) for s in reasons}

    def rule(span: Span) -> str:
        if span in reasons:
            return reasons[span].rule
        return "repeated name" if compact(text[span.start : span.end]) in found else SHORT_FORM

    return tuple(Mention(s.start, s.end, text[s.start : s.end], rule(s)) for s in spans)
