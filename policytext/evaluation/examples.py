"""The examples and counter-examples that dictionaries give for their entries: whether they hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from policytext.extraction.amounts import AmountExtractor
from policytext.extraction.known import KnownNames
from policytext.extraction.sector_evidence import EvidenceReader
from policytext.lexicon import Entry, Lexicon
from policytext.lexicon.matching import PatternSet
from policytext.model import Analysis

Fits = Callable[[Entry, str], bool]

# How much of its example a regular expression must fit; elsewhere it is enough that it is found.
_FROM_START = ("bylines", "title_labels", "title_names", "furniture")
_WHOLE = ("mastheads",)


class Trial(NamedTuple):
    """An example (`example`) or a counter-example (`counter`) of an entry, and whether it holds.

    `seen` are the morphemes of the text, by which a pattern over morphemes is mended, "" for others.
    """

    section: str
    entry: Entry
    field: str
    text: str
    holds: bool
    seen: str

    def said(self) -> str:
        """What is wrong with an example that does not hold, in one line."""
        name = self.entry.named(self.section).entry
        must = "does not fit" if self.field == "example" else "fits and must not"
        seen = f"; its morphemes are {self.seen}" if self.seen else ""
        return f"{self.entry.origin}: {self.section} {name!r}: the {self.field} {must}: {self.text}{seen}"


class ExampleReader:
    """Tries the examples of `lexicon`; `read` makes the analysis of a plain text."""

    def __init__(self, lexicon: Lexicon, read: Callable[[str], Analysis]) -> None:
        self._lexicon = lexicon
        self._read = read
        self._amounts = AmountExtractor(lexicon)
        self._names = KnownNames(lexicon)
        self._sectors = EvidenceReader(lexicon)
        self._fits: Mapping[str, Fits] = {
            "goal_patterns": self._morphemes,
            "goal_reporting": self._morphemes,
            "no_money": lambda entry, text: not self._amounts.read(text),
            "role_rules": self._role,
            "programmes": self._programme,
            "sectors": lambda entry, text: entry.text("id") in self._sectors_in(text),
            "sector_terms": lambda entry, text: entry.text("sector") in self._sectors_in(text),
        }

    def trials(self, file: str | None = None) -> Iterator[Trial]:
        """Every example in the order of the dictionaries; those of the dictionary `file` alone if one
        is named."""
        for section, entries in self._lexicon.sections.items():
            for entry in entries:
                if file is not None and entry.file != file:
                    continue
                for field in ("example", "counter"):
                    text = entry.values.get(field)
                    if isinstance(text, str):
                        yield self._trial(section, entry, field, text)

    def _trial(self, section: str, entry: Entry, field: str, text: str) -> Trial:
        fits = self._fits.get(section)
        found = fits(entry, text) if fits else _matches(section, entry, text)
        holds = found == (field == "example")
        seen = ""
        if not holds and fits == self._morphemes:
            tokens = self._read(text).sentences[0].tokens
            seen = " ".join(f"{token.form}/{token.tag}" for token in tokens)
        return Trial(section, entry, field, text, holds, seen)

    def _morphemes(self, entry: Entry, text: str) -> bool:
        sentences = self._read(text).sentences
        return bool(sentences and PatternSet([entry.text("pattern")]).find(sentences[0].tokens))

    def _role(self, entry: Entry, text: str) -> bool:
        return entry.text("role") in {amount.role for amount in self._amounts.read(text)}

    def _programme(self, entry: Entry, text: str) -> bool:
        found = (
            name.programme.name
            for sentence in self._read(text).sentences
            for name in self._names.find(text, sentence.tokens)
        )
        return entry.text("name") in found

    def _sectors_in(self, text: str) -> set[str]:
        evidence = self._sectors.read(self._read(text))
        return {sector for sector, found in evidence.items() if found.mentions or found.hints}


def _matches(section: str, entry: Entry, text: str) -> bool:
    """Whether the regular expression of an entry fits a text."""
    pattern = re.compile(entry.text("pattern"))
    if section in _WHOLE:
        return pattern.fullmatch(text) is not None
    return (pattern.match if section in _FROM_START else pattern.search)(text) is not None
