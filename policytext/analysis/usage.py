"""What frequent words are in sentences as a rule.

A file beside this one lists runs of Hangul with the morphemes that Kiwi most often finds in them in
sentences of press releases (see `training/usage.py`). Its lines are in order. Each holds the run, between
what stands against it (see `units.around`), a tab, and its morphemes as ``form/TAG``, each behind the
one before it, as long as its form; where it stands elsewhere, ``@start-end`` says where in the run.
Where a short run is something else behind a word that ends in a certain syllable, a line says so
behind a space (``열 을``: ``문을 열``). A line that begins with a hyphen holds what follows many nouns: ``-에서는``. It takes its place behind any
noun of the list, as Kiwi would for 94 of 100 words that are not in the list as a whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection
from functools import cached_property
from pathlib import Path
from sys import intern

FILE = Path(__file__).with_name("usage.tsv")
TAIL = "-"  # before what follows nouns
NEAR = " "  # before the last letter of the word in front
_NOMINAL = frozenset({"NNG", "NNP", "NNB", "XPN", "XSN", "XR"})
_SHORTEST = 2  # syllables of a noun behind which a tail is looked for

Morphemes = tuple[tuple[str, str, int, int], ...]


class Usage:
    """The list; what holds one of `words`, which are kept whole, is left to Kiwi."""

    def __init__(self, words: Collection[str]) -> None:
        self._words = re.compile("|".join(map(re.escape, words))) if words else None

    def of(self, before: str, letters: str, behind: str, previous: str = "") -> Morphemes | None:
        """The usual morphemes of a run of Hangul between what stands against it, with offsets into
        it; None for one of which the list says nothing.

        `previous` is the last letter of the word before that of the run, which begins with it; it
        matters only for a run that `depends` on it.
        """
        if self._words and self._words.search(letters):
            return None
        line = previous and self._line(f"{before}{letters}{behind}{NEAR}{previous}")
        line = line or self._line(f"{before}{letters}{behind}")
        if line is not None:
            return decode(line)
        for end in range(len(letters) - 1, _SHORTEST - 1, -1):  # the longest noun first
            tail = self._tails.get(letters[end:] + behind)
            line = tail and self._line(before + letters[:end])
            if tail and line and is_nominal(noun := decode(line)):
                return (*noun, *decode(tail, end))
        return None

    def depends(self, before: str, letters: str, behind: str) -> bool:
        """Whether the morphemes of a run depend on the word before it."""
        key = f"{before}{letters}{behind}{NEAR}"
        place = bisect_left(self._lines, key)
        return place < len(self._lines) and self._lines[place].startswith(key)

    def load(self) -> None:
        """Read the list, which the first word would read."""
        _ = self._tails

    def _line(self, key: str) -> str | None:
        key += "\t"
        place = bisect_left(self._lines, key)
        if place == len(self._lines) or not self._lines[place].startswith(key):
            return None
        return self._lines[place][len(key) :]

    @cached_property
    def _lines(self) -> list[str]:
        return FILE.read_text("utf-8").splitlines()

    @cached_property
    def _tails(self) -> dict[str, str]:
        first, last = (bisect_left(self._lines, sign) for sign in (TAIL, chr(ord(TAIL) + 1)))
        lines = (line[len(TAIL) :].split("\t", 1) for line in self._lines[first:last])
        return dict(lines)


def is_nominal(morphemes: Morphemes) -> bool:
    """Whether they are nouns and affixes alone."""
    return all(tag in _NOMINAL for _, tag, _, _ in morphemes)


def encode(morphemes: Morphemes) -> str:
    """Morphemes as a line has them."""
    parts = []
    at = 0
    for form, tag, start, end in morphemes:
        elsewhere = (start, end) != (at, at + len(form))
        parts.append(f"{form}/{tag}" + (f"@{start}-{end}" if elsewhere else ""))
        at = end
    return " ".join(parts)


def decode(line: str, start: int = 0) -> Morphemes:
    """Morphemes out of a line, the first at `start`."""
    found = []
    at = start
    for part in line.split(" "):
        morpheme, _, place = part.partition("@")
        form, _, tag = morpheme.rpartition("/")
        first, last = at, at + len(form)
        if place:
            first, last = (start + int(number) for number in place.split("-"))
        found.append((intern(form), intern(tag), first, last))
        at = last
    return tuple(found)
