"""Paragraphs that say again what an earlier one has said, word for word or nearly."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from policytext.model import Paragraph

MIN_LENGTH = 20  # characters of a paragraph, below which nothing counts as a repeat
SIMILARITY = 0.9  # share of the characters that stand in both, in order

_MAX_NEAR = 20_000  # characters of a paragraph, above which only an exact copy counts
_PIECE = 6  # characters of the pieces by which earlier paragraphs are found again
_MAX_HOLDERS = 16  # earlier paragraphs that are noted for one piece; more have it in common
_MAX_COMPARED = 16  # earlier paragraphs that one paragraph is compared with


def mark_repeats(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs, each with the start of the first earlier one that it repeats, or None.

    Two paragraphs are one if the longest sequence of characters common to both, in order, holds at
    least `SIMILARITY` of the longer one; spaces count as characters.
    """
    seen: dict[str, int] = {}
    originals = _Originals()
    marked: list[Paragraph] = []
    for paragraph in paragraphs:
        letters = text[paragraph.start : paragraph.end]
        if len(letters) < MIN_LENGTH:
            marked.append(paragraph)
            continue
        of = seen.get(letters)
        if of is None:
            of = originals.near(letters)
        if of is None:
            seen[letters] = paragraph.start
            originals.add(letters, paragraph.start)
        marked.append(paragraph if of is None else replace(paragraph, repeats=of))
    return tuple(marked)


class _Originals:
    """The paragraphs that repeat nothing.

    Only those of about the same length can be near. Where they are few, all are compared. Where
    they are many, the pieces that they are made of propose: a near copy keeps most pieces of its
    original whole, so the few that share the most are enough, and time stays linear in the length
    of the text.
    """

    def __init__(self) -> None:
        self._letters: list[str] = []
        self._starts: list[int] = []
        self._by_length: list[tuple[int, int]] = []  # lengths and positions, in order
        self._holders: dict[str, list[int]] = {}
        self._indexed = 0  # paragraphs whose pieces are in `_holders`

    def add(self, letters: str, start: int) -> None:
        """Note a paragraph and where it starts."""
        if len(letters) <= _MAX_NEAR:
            insort(self._by_length, (len(letters), len(self._letters)))
        self._letters.append(letters)
        self._starts.append(start)

    def near(self, letters: str) -> int | None:
        """The start of the first paragraph that is near to `letters`, or None."""
        if len(letters) > _MAX_NEAR:
            return None
        shortest = ceil(SIMILARITY * len(letters))
        longest = int(len(letters) / SIMILARITY)
        first = bisect_left(self._by_length, (shortest, 0))
        last = bisect_left(self._by_length, (longest + 1, 0))
        if last - first > _MAX_COMPARED:
            proposed = self._proposed(letters)
        else:
            proposed = [number for _, number in self._by_length[first:last]]
        if not proposed:
            return None
        from rapidfuzz.distance import LCSseq

        for number in sorted(proposed):
            similarity = LCSseq.normalized_similarity(
                letters, self._letters[number], score_cutoff=SIMILARITY
            )
            if similarity >= SIMILARITY:
                return self._starts[number]
        return None

    def _proposed(self, letters: str) -> list[int]:
        """The paragraphs that share the most pieces with `letters`."""
        holders = self._holders
        for number in range(self._indexed, len(self._letters)):
            earlier = self._letters[number]
            for place in range(0, min(len(earlier), _MAX_NEAR) - _PIECE + 1, _PIECE):
                held = holders.setdefault(earlier[place : place + _PIECE], [])
                if len(held) < _MAX_HOLDERS:
                    held.append(number)
        self._indexed = len(self._letters)
        pieces = {letters[place : place + _PIECE] for place in range(len(letters) - _PIECE + 1)}
        shared = Counter(
            number for piece in pieces if piece in holders for number in holders[piece]
        )
        return sorted(shared, key=lambda number: (-shared[number], number))[:_MAX_COMPARED]
