"""How a name is compared with the names of other documents."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policytext.extraction.projects.names import compact
from policytext.extraction.projects.words import read_words
from policytext.extraction.sightings import NameSpotter
from policytext.lexicon import Lexicon

_BRACKETS = re.compile(r"[(\[（]([^()\[\]（）]{1,60})[)\]）]")
_NUMBER = re.compile(r"\s*['‘’`]?((?:19|20)\d\d)\s+")
_LEAST = 4  # letters that are left of a name when something is taken away from it
_LEAST_SHORT = 2  # letters of a short name in brackets


@dataclass(frozen=True, slots=True)
class NameKey:
    """What a name is compared by: letters and digits alone, and the short names in its brackets.

    `ordinals` are its numbers of an edition (제2차). `bare`: the name is made of words that name nothing by themselves (시범사업, 기본계획).
    """

    key: str
    shorts: tuple[str, ...]
    ordinals: tuple[str, ...]
    bare: bool


class NameReader:
    """Takes from a name what does not tell programmes apart: spaces and signs, the year in front,
    what stands in brackets, a tail such as 사업 or 제도. An ordinal stays: 제2차 is not 제3차."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._spotter = NameSpotter(lexicon)
        self._tails = sorted(map(compact, lexicon.words("programme_tails")), key=len, reverse=True)
        years = "|".join(f"(?:{e.text('pattern')})" for e in lexicon.entries("project_years"))
        self._year = re.compile(rf"\s*(?:{years})\s*")
        self._ordinal = read_words(lexicon).ordinal
        self._known: dict[str, str] = {}
        for entry in lexicon.entries("programmes"):
            key = self._stem(compact(entry.text("name")))
            for name in (entry.text("name"), *entry.texts("aliases")):
                self._known.setdefault(self._stem(compact(name)), key)

    def read(self, name: str, date: str | None = None) -> NameKey:
        """What `name` is compared by, in a document of that `date` (ISO 8601): a number in front is a
        year that was named with it (2024 창업경진대회) only if it is about that of the document."""
        plain = self._without_year(_BRACKETS.sub(" ", name), date)
        key = self._stem(compact(plain))
        known = self._known.get(key)
        if known is not None:
            return NameKey(known, (), (), False)
        shorts = (compact(inside) for inside in _BRACKETS.findall(name))
        return NameKey(
            key,
            tuple(short for short in shorts if len(short) >= _LEAST_SHORT and short.isalpha()),
            tuple(map(compact, self._ordinal.findall(plain))),
            self._spotter.is_bare(plain) or len(key) < _LEAST_SHORT,
        )

    def _without_year(self, name: str, date: str | None) -> str:
        match = self._year.match(name)
        if match is None and date:
            match = _NUMBER.match(name)
            if match and abs(int(match[1]) - int(date[:4])) > 1:
                match = None
        if match and len(compact(name[match.end() :])) >= _LEAST:
            return name[match.end() :]
        return name

    def _stem(self, key: str) -> str:
        """`key` without the tail that may follow a name and then belongs to it."""
        for tail in self._tails:
            if key.endswith(tail) and len(key) - len(tail) >= _LEAST:
                return key[: -len(tail)]
        return key
