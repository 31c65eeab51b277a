"""Known names, found on morpheme boundaries whatever their spaces."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from policytext.model import Token

_OTHER = re.compile(r"[\W_]+")  # what is neither letter nor digit
_SHORTEST = 2  # letters of the shortest name
_PREFIX = 3  # letters by which names are filed, as far as they have so many


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
        self._names = {key for key in map(compact, names) if len(key) >= _SHORTEST}
        filed: dict[str, set[int]] = {}
        for name in self._names:
            filed.setdefault(name[:_PREFIX], set()).add(len(name))
        # How long the names are that begin with certain letters, the longest first.
        self._lengths = {prefix: sorted(lengths, reverse=True) for prefix, lengths in filed.items()}
        self._openings = {prefix[:size] for prefix in filed for size in range(1, _PREFIX)}
        self._has_short = any(len(prefix) < _PREFIX for prefix in filed)

    def may_begin(self, letters: str) -> bool:
        """Whether a name may begin with a token of these letters."""
        if len(letters) < _PREFIX:
            return letters in self._openings
        return letters[:_PREFIX] in self._lengths or letters[:_SHORTEST] in self._lengths

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
        text, starts, lengths_of = letters.letters, letters.starts, self._lengths.get
        for number in begins:
            start = starts[number]
            lengths = lengths_of(text[start : start + _PREFIX], ())
            if self._has_short:
                lengths = (*lengths, *lengths_of(text[start : start + _SHORTEST], ()))
            for length in lengths:
                name = text[start : start + length]
                if name not in self._names or start < free:
                    continue
                last = letters.ending(start + length)
                if last is not None:
                    found.append(Match(number, last, name))
                    free = start + length
                    break
        return found
