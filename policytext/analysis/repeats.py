"""Paragraphs that say again what an earlier one has said, word for word or nearly."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from policytext.model import Paragraph

MIN_LENGTH = 20  # characters of a paragraph, below which nothing counts as a repeat
SIMILARITY = 0.9  # share of the characters that stand in both, in order


def mark_repeats(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs, each with the start of the first earlier one that it repeats, or None.

    Two paragraphs are one if the longest sequence of characters common to both, in order, holds at
    least `SIMILARITY` of the longer one; spaces count as characters.
    """
    long = [text[p.start : p.end] for p in paragraphs if p.end - p.start >= MIN_LENGTH]
    originals = _Originals(set(long))
    seen: dict[str, int] = {}
    marked: list[Paragraph] = []
    for paragraph in paragraphs:
        letters = text[paragraph.start : paragraph.end]
        if len(letters) < MIN_LENGTH:
            marked.append(paragraph)
            continue
        of = seen.get(letters)
        if of is None:
            of = seen[letters] = originals.near(letters, paragraph.start)
        marked.append(replace(paragraph, repeats=None if of == paragraph.start else of))
    return tuple(marked)


class _Originals:
    """The paragraphs that repeat nothing, found by their rare trigrams.

    Of two paragraphs that are near, at most a tenth of either stands alone; that breaks at most
    half of the trigrams of either (a letter in excess breaks three, a letter that lacks breaks two).
    So if trigrams are ordered by how rare they are, the first half of the one and the first half of
    the other have one in common, and only paragraphs that have need be compared.
    """

    def __init__(self, paragraphs: Iterable[str]) -> None:
        self._counts = Counter(gram for letters in paragraphs for gram in _trigrams(letters))
        self._by_gram: dict[str, list[int]] = defaultdict(list)
        self._originals: list[tuple[str, int]] = []

    def near(self, letters: str, start: int) -> int:
        """The start of the first original near to `letters`; `start` where it is a new one."""
        from rapidfuzz.distance import LCSseq

        grams = sorted(_trigrams(letters), key=lambda gram: (self._counts[gram], gram))
        rare = grams[: len(letters) // 2 + 1]
        for number in sorted({n for gram in rare for n in self._by_gram.get(gram, ())}):
            earlier, of = self._originals[number]
            short, long = sorted((len(letters), len(earlier)))
            if short >= SIMILARITY * long and (
                LCSseq.normalized_similarity(letters, earlier, score_cutoff=SIMILARITY)
                >= SIMILARITY
            ):
                return of
        for gram in rare:
            self._by_gram[gram].append(len(self._originals))
        self._originals.append((letters, start))
        return start


def _trigrams(letters: str) -> set[str]:
    return {letters[i : i + 3] for i in range(len(letters) - 2)}
