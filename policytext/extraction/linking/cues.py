"""The words by which a text leads from one thing to another: the dictionary `linking`, made ready."""

from __future__ import annotations

import re

from policytext.extraction.linking.naming import References
from policytext.lexicon import Lexicon
from policytext.scanning import any_of

CLOSERS = "’”」』》>\"' "
OPENERS = "‘“「『《<\"' "


class Cues:
    """The cue words of the dictionary `linking`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.references = References(lexicon)
        self.labels = frozenset(lexicon.words("sum_labels"))
        self.separators = frozenset(lexicon.words("list_separators"))
        self.joiners = frozenset(lexicon.words("list_joiners"))
        self.commons = frozenset(lexicon.words("name_commons"))
        self.sum_of = lexicon.words("sum_of")
        self.spent_on = lexicon.words("spent_on")
        self.means = lexicon.words("means_particles")
        self.wholes = lexicon.words("whole_particles")
        self.clause_ends = lexicon.words("clause_ends")
        self._cases = {
            form: e.text("case")
            for e in lexicon.entries("case_particles")
            for form in e.texts("forms")
        }
        self._openings = {
            e.text("sense"): re.compile(any_of(e.texts("forms")))
            for e in lexicon.entries("sentence_openings")
        }
        self.describing = re.compile(
            rf"(?:{any_of(lexicon.words('described_as'))})(?:{any_of(lexicon.words('copulas'))})"
        )

    def case(self, text: str, end: int) -> str:
        """The case of what ends at `end`: topic, subject, object, owner, goal, or "".

        It is told by the particle that follows, be there a closing quotation mark between.
        """
        rest = text[end : end + 8].lstrip(CLOSERS)
        return self._cases.get(rest[:2]) or self._cases.get(rest[:1]) or ""

    def opening(self, text: str, start: int) -> str:
        """How the sentence at `start` follows on the one before: "goes" on, "turns" away, or ""."""
        for sense, pattern in self._openings.items():
            if pattern.match(text, start):
                return sense
        return ""
