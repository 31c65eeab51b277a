"""Paragraphs that say again what an earlier one has said, word for word or nearly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from policytext.model import Paragraph

MIN_LENGTH = 20  # characters of a paragraph, below which nothing counts as a repeat
SIMILARITY = 0.9  # share of the characters that stand in both, in order


def mark_repeats(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs, each with the start of the first earlier one that it repeats, or None.

    Two paragraphs are one if the longest sequence of characters common to both, in order, holds at
    least `SIMILARITY` of the longer one; spaces count as characters.
    """
    seen: dict[str, int] = {}
    originals: list[tuple[str, int]] = []
    marked: list[Paragraph] = []
    for paragraph in paragraphs:
        letters = text[paragraph.start : paragraph.end]
        if len(letters) < MIN_LENGTH:
            marked.append(paragraph)
            continue
        of = seen.get(letters)
        if of is None:
            of = _near(letters, originals)
        if of is None:
            seen[letters] = paragraph.start
            originals.append((letters, paragraph.start))
        marked.append(replace(paragraph, repeats=of))
    return tuple(marked)


def _near(letters: str, originals: Sequence[tuple[str, int]]) -> int | None:
    """The start of the first of `originals` that is near to `letters`, or None."""
    if not originals:
        return None
    from rapidfuzz.distance import LCSseq

    for earlier, start in originals:
        short, long = sorted((len(letters), len(earlier)))
        if short < SIMILARITY * long:
            continue
        if LCSseq.normalized_similarity(letters, earlier, score_cutoff=SIMILARITY) >= SIMILARITY:
            return start
    return None
