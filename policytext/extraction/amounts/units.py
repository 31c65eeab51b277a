"""Units of money: which currency stands at a place of a text, and what only looks like one."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from policytext.extraction.amounts.numbers import Numeral
from policytext.extraction.amounts.written import KRW
from policytext.letters import is_syllable
from policytext.lexicon import Lexicon
from policytext.scanning import any_of


class Unit(NamedTuple):
    """A unit that stands behind or before a number: where it ends, its currency, its worth in it."""

    end: int
    currency: str
    worth: Decimal | int


_HUNDREDTH = Decimal("0.01")
_WEIGHT_WINDOW = 14
_YEARS = range(1900, 2101)  # 2025엔 is in that year


class UnitReader:
    """Finds units by the dictionary `amounts`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._names: dict[str, tuple[str, Decimal | int]] = {}
        self._signs: dict[str, str] = {}
        self._fractions: dict[str, list[str]] = {}
        for entry in lexicon.entries("currencies"):
            code = entry.text("code")
            self._names.update((name.replace(" ", ""), (code, 1)) for name in entry.texts("names"))
            for name in entry.texts("subunits"):
                self._names[name] = (code, _HUNDREDTH)
            self._signs.update(dict.fromkeys(entry.texts("signs"), code))
            self._fractions[code] = [*entry.texts("subunits"), *entry.texts("fractions")]
        spellings = [
            name
            for entry in lexicon.entries("currencies")
            for name in (*entry.texts("names"), *entry.texts("subunits"))
        ]
        names = any_of(spellings).replace("\\ ", " ?")  # a space may be missing
        self.signs = any_of(self._signs)
        self.initials = re.escape("".join(sorted({name[0] for name in spellings})))
        self.sign_initials = re.escape("".join(sorted({sign[0] for sign in self._signs})))
        self._behind = re.compile(
            rf"(?P<space> {{0,2}})(?:(?P<name>{names})|(?P<sign>{self.signs})(?![A-Za-z\d]))"
        )
        self._before = re.compile(rf"(?:{self.signs}) ?")
        self._scales = {
            e.text("form"): int(e.text("value")) for e in lexicon.entries("sign_scales")
        }
        self._scale = re.compile(rf" ?({any_of(self._scales)})\b", re.IGNORECASE)
        self._endings = tuple(lexicon.words("unit_endings"))
        self._lookalikes = _by_letter(lexicon.words("unit_lookalikes"))
        self._short_lookalikes = _by_letter(lexicon.words("short_lookalikes"))
        self._weighing = re.compile(any_of(lexicon.words("weighing")))
        self._weights = frozenset(lexicon.words("weight_units"))

    def behind(self, text: str, numeral: Numeral, limit: int) -> Unit | None:
        """The unit behind a number, or None."""
        found = self._behind.match(text, numeral.end, limit)
        if found is None:
            return None
        sign = found["sign"]
        if sign is not None:
            if found["space"] and not sign.isalpha():
                return None
            return Unit(found.end(), self._signs[sign], 1)
        name = found["name"].replace(" ", "")
        currency, worth = self._names[name]
        spaced = bool(found["space"])
        if self._is_lookalike(text, found.start("name"), found.end(), spaced, numeral, currency):
            return None
        if name in self._weights and self._weighs(text, numeral.start, found.end()):
            return None
        return Unit(found.end(), currency, worth)

    def before(self, text: str, start: int, limit: int) -> Unit | None:
        """The sign (``US$``) that begins at `start`, or None."""
        found = self._before.match(text, start, limit)
        if found is None:
            return None
        sign = found.group().rstrip()
        return Unit(found.end(), self._signs[sign], 1)

    def scale(self, text: str, start: int, limit: int) -> tuple[int, int] | None:
        """What an English magnitude at `start` multiplies by, and where it ends."""
        found = self._scale.match(text, start, limit)
        return (self._scales[found.group(1).lower()], found.end()) if found else None

    def ends_here(self, text: str, end: int, limit: int) -> bool:
        """Whether the word of a unit that ends at `end` goes on with nothing but an ending."""
        letter = text[end : min(end + 1, limit)]
        return not is_syllable(letter) or text.startswith(self._endings, end)

    def fractions(self, currency: str) -> list[str]:
        """The names of the hundredths that may follow a sum in `currency`."""
        return self._fractions.get(currency, [])

    def _is_lookalike(
        self, text: str, start: int, end: int, spaced: bool, numeral: Numeral, currency: str
    ) -> bool:
        """Whether a word begins at `start` that is more than the unit that ends at `end`."""
        if numeral.ends_open and end - start == 1 and currency != KRW and numeral.low in _YEARS:
            return "," not in text[numeral.start : numeral.end]
        words = self._lookalikes.get(text[start], ())
        if numeral.ends_open:
            words = words + self._short_lookalikes.get(text[start], ())
        elif not spaced and (currency == KRW or end - start > 1):
            return False
        longest = max((len(word) for word in words if text.startswith(word, start)), default=0)
        if not longest:
            return False
        endings = (len(word) for word in self._endings if text.startswith(word, end))
        return longest > end - start + max(endings, default=-1)

    def _weighs(self, text: str, start: int, end: int) -> bool:
        """Whether the words around say that the number is a weight."""
        around = text[max(start - _WEIGHT_WINDOW, 0) : start] + text[end : end + _WEIGHT_WINDOW]
        return self._weighing.search(around) is not None


def _by_letter(words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word in words:
        found[word[0]] = (*found.get(word[0], ()), word)
    return found
