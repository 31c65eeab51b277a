"""Known names, found on morpheme boundaries whatever their spaces."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from policytext.model import Token

_OTHER = re.compile(r"[\W_]+")  # what is neither letter nor digit
_PREFIX = 2  # letters by which names are filed


def compact(name: str) -> str:
    """The letters and digits of a name, in small letters."""
    if name.isalnum():  # most are: morphemes, and names of the model
        return name.lower()
    return _OTHER.sub("", name).lower()


class Match(NamedTuple):
    """A known name between two tokens, both included, and what is known of it."""

    first: int
    last: int
    name: str


class Letters:
    """The letters of tokens, as names are compared, and which token begins and ends where in them."""

    def __init__(self, pieces: Sequence[str]) -> None:
        """`pieces` holds the letters of every token."""
        self.pieces = pieces
        self.letters = "".join(pieces)
        self.starts = list(accumulate(map(len, pieces), initial=0))

    def ending(self, position: int) -> int | None:
        """The token whose letters end before `position`, None where none does."""
        following = bisect_left(self.starts, position)
        whole = following < len(self.starts) and self.starts[following] == position
        return following - 1 if whole else None


def letters_of(text: str, tokens: Sequence[Token]) -> Letters:
    """The letters of the sentence of `tokens`, whose offsets refer to `text`."""
    return Letters([compact(text[t.start : t.end]) for t in tokens])


class NameIndex:
    """A set of names; equal but for spaces and signs is equal."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {key for key in map(compact, names) if len(key) >= _PREFIX}
        self._filed: dict[str, list[str]] = {}
        for name in self._names:
            self._filed.setdefault(name[:_PREFIX], []).append(name)
        self._initials = {prefix[0] for prefix in self._filed}
        self._lengths: dict[str, list[int]] = {}  # by the first letters; sorted when first needed

    def may_begin(self, letters: str) -> bool:
        """Whether a name may begin with a token of these letters."""
        if len(letters) < _PREFIX:
            return letters in self._initials
        return any(name.startswith(letters) for name in self._filed.get(letters[:_PREFIX], ()))

    def find(self, letters: Letters, begins: Iterable[int] | None = None) -> list[Match]:
        """The longest names that begin and end with a token; none overlaps another.

        `begins`: the tokens, in order, with which a name may begin; all where None.
        """
        if not self._names:
            return []
        if begins is None:
            fits = {piece for piece in set(letters.pieces) if self.may_begin(piece)}
            begins = [number for number, piece in enumerate(letters.pieces) if piece in fits]
        found: list[Match] = []
        free = 0
        for number in begins:
            start = letters.starts[number]
            if start < free:
                continue
            for length in self._lengths_of(letters.letters[start : start + _PREFIX]):
                last = letters.ending(start + length)
                if last is None:
                    continue
                name = letters.letters[start : start + length]
                if name in self._names:
                    found.append(Match(number, last, name))
                    free = start + length
                    break
        return found

    def _lengths_of(self, prefix: str) -> Sequence[int]:
        """The lengths of the names that begin with `prefix`, the longest first."""
        lengths = self._lengths.get(prefix)
        if lengths is None:
            filed = self._filed.get(prefix)
            if filed is None:
                return ()
            lengths = self._lengths[prefix] = sorted(set(map(len, filed)), reverse=True)
        return lengths
