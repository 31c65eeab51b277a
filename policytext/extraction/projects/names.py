"""Known names, found on morpheme boundaries whatever their spaces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from policytext.model import Token

_OTHER = re.compile(r"[\W_]+")  # what is neither letter nor digit
_PREFIX = 2  # letters by which the lengths of names are filed


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
    """The letters of a sentence, as names are compared, and which token ends where in them."""

    def __init__(self, pieces: Sequence[str]) -> None:
        """`pieces` holds the letters of every token."""
        self.pieces = pieces
        self.letters = "".join(pieces)
        self.ends: dict[int, int] = {}
        position = 0
        for number, piece in enumerate(pieces):
            if piece:
                position += len(piece)
                self.ends[position] = number


def letters_of(text: str, tokens: Sequence[Token]) -> Letters:
    """The letters of the sentence of `tokens`, whose offsets refer to `text`."""
    return Letters([compact(text[t.start : t.end]) for t in tokens])


class NameIndex:
    """A set of names; equal but for spaces and signs is equal."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {key for key in map(compact, names) if len(key) >= _PREFIX}
        lengths: dict[str, set[int]] = {}
        for name in self._names:
            lengths.setdefault(name[:_PREFIX], set()).add(len(name))
        self._lengths: Mapping[str, Sequence[int]] = {
            prefix: sorted(found, reverse=True) for prefix, found in lengths.items()
        }

    def find(self, sentence: Letters) -> list[Match]:
        """The longest names that begin and end with a token; none overlaps another."""
        letters, pieces, ends = sentence.letters, sentence.pieces, sentence.ends
        lengths = self._lengths
        found: list[Match] = []
        if not lengths:
            return found
        free = position = 0
        for number, piece in enumerate(pieces):
            start = position
            position += len(piece)
            if start < free or not piece:
                continue
            for length in lengths.get(letters[start : start + _PREFIX], ()):
                last = ends.get(start + length)
                if last is None:
                    continue
                name = letters[start : start + length]
                if name in self._names:
                    found.append(Match(number, last, name))
                    free = start + length
                    break
        return found
