"""What counts as the same: names, stretches of text, and one-to-one pairs of items."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

_PUNCTUATION = re.compile(r"[\s‘’“”\"'`「」『』《》〈〉<>()\[\]·ㆍ‧∙・,.~\-–—_/:;]+")
_EDGE = " \n\t‘’“”\"'「」『』《》<>"
_PART = 0.7  # share of a longer name that a shorter one inside it must make up
_PAIRS = 0.8  # share of letter pairs from which two names are alike

Expected = TypeVar("Expected")
Given = TypeVar("Given")


class Stretch(Protocol):
    """Anything that stands somewhere in a text."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""


def key(name: str) -> str:
    """A name without spaces, quotation marks, punctuation and case."""
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", name)).lower()


def alike(one: str, other: str) -> bool:
    """Whether two keys name one thing, leniently: they share 80 % of their letter pairs, or one
    holds the other and is not much longer."""
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    if short in long and len(short) >= _PART * len(long):
        return True
    pairs = [{name[i : i + 2] for i in range(len(name) - 1)} for name in (one, other)]
    total = len(pairs[0]) + len(pairs[1])
    return total > 0 and 2 * len(pairs[0] & pairs[1]) >= _PAIRS * total


def overlap(one: Stretch, other: Stretch) -> int:
    """How many characters two stretches share; 0 or less where they share none."""
    return min(one.end, other.end) - max(one.start, other.start)


def trimmed(text: str, stretch: Stretch) -> tuple[int, int]:
    """Where a stretch stands without spaces and quotation marks at its ends."""
    start, end = stretch.start, stretch.end
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def pairs(
    expected: Sequence[Expected],
    given: Sequence[Given],
    score: Callable[[Expected, Given], float],
) -> dict[int, int]:
    """The best one-to-one pairs, as positions in `given` by positions in `expected`.

    Pairs are taken by their score, the best first and of equals the first; 0 or less is no pair.
    """
    ranked = sorted(_scored(expected, given, score))
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in ranked:
        if i not in taken and j not in used:
            taken[i] = j
            used.add(j)
    return taken


def _scored(
    expected: Sequence[Expected],
    given: Sequence[Given],
    score: Callable[[Expected, Given], float],
) -> Iterator[tuple[float, int, int]]:
    for i, one in enumerate(expected):
        for j, other in enumerate(given):
            points = score(one, other)
            if points > 0:
                yield -points, i, j
