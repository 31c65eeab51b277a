"""What the dictionaries know of projects, made ready to look up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from policytext.lexicon import Lexicon

# The kinds of strangers, as the dictionary declares them.
STRANGERS = ("law", "body", "meeting", "procedure", "document", "place")
_SYLLABLES = re.compile(r"[가-힣]{1,12}")


class Endings:
    """Words that end a name, each with what it makes of the name (`kinds`)."""

    def __init__(self, kinds: Mapping[str, str]) -> None:
        self.kinds = kinds
        lengths: dict[str, set[int]] = {}
        for form in kinds:
            lengths.setdefault(form[-1:], set()).add(len(form))
        # By the last letter, so that hardly any text is looked at more than once.
        self._lengths = {last: sorted(found, reverse=True) for last, found in lengths.items()}

    def at(self, letters: str) -> str:
        """The longest of the words that ends `letters`, or ""."""
        for length in self._lengths.get(letters[-1:], ()):
            piece = letters[-length:]
            if piece in self.kinds:
                return piece
        return ""


class Ending(NamedTuple):
    """What a writing ends in: how many letters of it are a head or a stranger, and its kind."""

    kind: str
    letters: int
    stranger: bool


@dataclass(frozen=True, slots=True)
class Words:
    """The sections of the dictionaries that the search for projects reads.

    `places` are the regions by name and short form; the others are the sections ``project_…``.
    """

    heads: Endings
    strangers: Endings
    tails: Endings
    patterns: tuple[tuple[re.Pattern[str], str], ...]
    years: tuple[re.Pattern[str], ...]
    ordinal: re.Pattern[str]
    introductions: tuple[str, ...]
    generics: frozenset[str]
    agencies: frozenset[str]
    places: frozenset[str]
    quotes: Mapping[str, str]
    breaks: frozenset[str]
    class_words: tuple[str, ...]
    list_borders: frozenset[str]
    list_bullets: frozenset[str]
    list_ends: frozenset[str]
    price_labels: frozenset[str]
    list_callers: frozenset[str]

    def ending(self, letters: str) -> Ending:
        """The head that `letters` end in, or the stranger where that is longer."""
        head, stranger = self.heads.at(letters), self.strangers.at(letters)
        if len(stranger) > len(head):
            return Ending(self.strangers.kinds[stranger], len(stranger), True)
        return Ending(self.heads.kinds[head] if head else "", len(head), False)


def read_words(lexicon: Lexicon) -> Words:
    """Make ready what `lexicon` knows of projects and regions."""
    tails = lexicon.words("project_tails")
    return Words(
        heads=_endings(lexicon, "project_heads"),
        strangers=_endings(lexicon, "project_strangers"),
        tails=Endings(dict.fromkeys(tails, "")),
        patterns=tuple(
            (re.compile(e.text("pattern")), e.text("kind"))
            for e in lexicon.entries("project_patterns")
        ),
        years=tuple(re.compile(e.text("pattern")) for e in lexicon.entries("project_years")),
        ordinal=re.compile(
            "|".join(f"(?:{e.text('pattern')})" for e in lexicon.entries("project_ordinals"))
        ),
        introductions=lexicon.words("project_introductions"),
        generics=frozenset(lexicon.words("project_generics")),
        agencies=frozenset(lexicon.words("project_agencies")),
        places=frozenset(
            form for e in lexicon.entries("regions") for form in (e.text("name"), *e.texts("forms"))
        ),
        quotes={pair[0]: pair[1] for pair in lexicon.words("project_quotes")},
        breaks=frozenset(lexicon.words("project_breaks")),
        class_words=lexicon.words("project_class_words"),
        list_borders=frozenset(
            (*lexicon.words("project_list_signs"), *lexicon.words("project_list_bullets"))
        ),
        list_bullets=frozenset(lexicon.words("project_list_bullets")),
        list_ends=frozenset(lexicon.words("project_list_ends")),
        price_labels=frozenset(lexicon.words("project_price_labels")),
        list_callers=frozenset(lexicon.words("project_list_callers")),
    )


_LAW = "law"
_SHORT_TAIL = 3  # letters up to which a word may be a rule's last syllable with a particle


def goes_on_as_law(words: Words, text: str, end: int) -> bool:
    """Whether the word that ends at `end` goes on as the name of a law or a rule (`이용권|법`)."""
    tail = _SYLLABLES.match(text, end)
    if not tail:
        return False
    letters = tail.group()
    return any(
        letters.startswith(form) and (len(form) > 1 or len(letters) <= _SHORT_TAIL)
        for form, kind in words.strangers.kinds.items()
        if kind == _LAW
    )


def _endings(lexicon: Lexicon, section: str) -> Endings:
    return Endings(
        {form: e.text("kind") for e in lexicon.entries(section) for form in e.texts("forms")}
    )
