"""Stretches of text that may be the name of a project, from all that proposes them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policytext.extraction.projects.lexemes import Lexeme
from policytext.extraction.projects.names import compact
from policytext.extraction.projects.passages import SPACE, STRAIGHT, Passage
from policytext.extraction.projects.signs import bits
from policytext.extraction.projects.spans import Chances

_MAX_WORDS = 7  # words of a run of nouns that a name may take in
_MAX_TOKENS = 30
# The last morphemes of words that stand in front of a name and describe it.
_DESCRIBING = frozenset({"ETM", "EC", "JX", "JKS", "JKB", "JKO", "JKG", "MAG"})
_NOMINAL, _HEADED = bits("nominal"), bits("headed")


class Candidate(NamedTuple):
    """Lexemes of a passage, both included, that may be a name.

    `quoted`: quotation marks enclose just these tokens; `known`: what a list of known names says of
    them, or "". `chance` is how likely it is a name, once that has been judged.
    """

    first: int
    last: int
    start: int
    end: int
    key: str
    probability: float
    quoted: bool
    known: str
    chance: float = 0.0


def propose(text: str, passage: Passage, chances: Chances) -> list[list[Candidate]]:
    """The candidates of each sentence of a passage, in order; no two of them are the same stretch."""
    gaps = passage.gaps.tolist()
    marked: set[tuple[int, int]] = set()
    named: dict[tuple[int, int], str] = {}
    others: set[tuple[int, int]] = set()
    for place, sight in zip(passage.places, passage.sights, strict=True):
        for _, first, last in sight.quoted:
            if 0 <= last - first <= _MAX_TOKENS:
                marked.add((place + first, place + last))
        for first, last, tag in sight.known:
            named[place + first, place + last] = tag
        for item in sight.listed:
            others.update(_tails(place + item.first, place + item.last, passage.lexemes, gaps))
    others.update(_compounds(passage, gaps))
    spans: dict[tuple[int, int], float] = {(a, b): p for a, b, p in chances.likely()}
    for span in (*marked, *named, *others):
        if span not in spans:
            spans[span] = chances.probability(*span)
    found: list[list[Candidate]] = [[] for _ in passage.sights]
    starts, ends = passage.starts.tolist(), passage.ends.tolist()
    for (a, b), probability in sorted(spans.items()):
        start, end = starts[a], ends[b]
        found[bisect_right(passage.places, a) - 1].append(
            Candidate(
                a,
                b,
                start,
                end,
                compact(text[start:end]),
                probability,
                (a, b) in marked,
                named.get((a, b), ""),
            )
        )
    return found


def _tails(
    first: int, last: int, lexemes: Sequence[Lexeme], gaps: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """An item and what is left of it behind each word that describes the name (`…를 위한 NAME`)."""
    yield first, last
    for i in range(first + 1, last + 1):
        if gaps[i] == SPACE and lexemes[i - 1].tag in _DESCRIBING:
            yield i, last


def _compounds(passage: Passage, gaps: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Runs of nouns that end in a head, from the beginning of each of their words."""
    import numpy as np

    nominal = passage.signs & _NOMINAL > 0
    headed = np.flatnonzero((passage.signs[1:] & _HEADED > 0) & nominal[:-1]) + 1
    within = nominal.tolist()
    for last in headed.tolist():
        words = 0
        first = last
        reach = last - _MAX_TOKENS
        while first >= reach and within[first] and words < _MAX_WORDS:
            if gaps[first] != STRAIGHT or not within[first - 1]:
                words += 1
                if first < last:
                    yield first, last
            first -= 1
