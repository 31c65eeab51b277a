"""Known names, found on morpheme boundaries whatever their spaces."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from policytext.model import Token

_PREFIX = 2  # letters by which the lengths of names are filed


def compact(name: str) -> str:
    """The letters and digits of a name, in small letters."""
    if name.isalnum():  # most are: morphemes, and names of the model
        return name.lower()
    return "".join(filter(str.isalnum, name)).lower()


@dataclass(frozen=True, slots=True)
class Match:
    """A known name between two tokens, both included, and what is known of it."""

    first: int
    last: int
    name: str


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

    def find(self, text: str, tokens: Sequence[Token]) -> list[Match]:
        """The longest names that begin and end with a token; none overlaps another."""
        pieces = [compact(text[t.start : t.end]) for t in tokens]
        letters = "".join(pieces)
        starts: list[int] = []
        ends: dict[int, int] = {}
        position = 0
        for number, piece in enumerate(pieces):
            starts.append(position)
            position += len(piece)
            if piece:
                ends[position] = number
        found: list[Match] = []
        free = 0
        for number, start in enumerate(starts):
            if start < free or not pieces[number]:
                continue
            for length in self._lengths.get(letters[start : start + _PREFIX], ()):
                last = ends.get(start + length)
                name = letters[start : start + length]
                if last is not None and name in self._names:
                    found.append(Match(number, last, name))
                    free = start + length
                    break
        return found
