"""Paragraphs that say again what an earlier one has said, word for word or nearly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from policytext.model import Paragraph

MIN_LENGTH = 20  # characters of a paragraph, below which nothing counts as a repeat
SIMILARITY = 0.9  # share of the characters that stand in both, in order

_MAX_NEAR = 20_000  # characters of a paragraph, above which only an exact copy counts
_PIECE = 6  # characters of the pieces by which earlier paragraphs are found again
_MAX_HOLDERS = 16  # earlier paragraphs that are noted for one piece; more have it in common
_MAX_COMPARED = 8  # earlier paragraphs that one paragraph is compared with


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
    """The paragraphs that repeat nothing, found again by the pieces they are made of.

    Pieces propose and an exact comparison decides. A near copy keeps most pieces of its original
    whole, so the few that share the most are enough; time stays linear in the length of the text.
    """

    def __init__(self) -> None:
        self._letters: list[str] = []
        self._starts: list[int] = []
        self._holders: dict[str, list[int]] = {}

    def add(self, letters: str, start: int) -> None:
        """Note a paragraph and where it starts."""
        number = len(self._letters)
        self._letters.append(letters)
        self._starts.append(start)
        if len(letters) > _MAX_NEAR:
            return
        for place in range(0, len(letters) - _PIECE + 1, _PIECE):
            holders = self._holders.setdefault(letters[place : place + _PIECE], [])
            if len(holders) < _MAX_HOLDERS:
                holders.append(number)

    def near(self, letters: str) -> int | None:
        """The start of the first paragraph that is near to `letters`, or None."""
        if len(letters) > _MAX_NEAR:
            return None
        holders = self._holders
        pieces = {letters[place : place + _PIECE] for place in range(len(letters) - _PIECE + 1)}
        shared = Counter(
            number for piece in pieces if piece in holders for number in holders[piece]
        )
        if not shared:
            return None
        from rapidfuzz.distance import LCSseq

        proposed = sorted(shared, key=lambda number: (-shared[number], number))[:_MAX_COMPARED]
        for number in sorted(proposed):
            earlier = self._letters[number]
            short, long = sorted((len(letters), len(earlier)))
            if short >= SIMILARITY * long and (
                LCSseq.normalized_similarity(letters, earlier, score_cutoff=SIMILARITY)
                >= SIMILARITY
            ):
                return self._starts[number]
        return None
