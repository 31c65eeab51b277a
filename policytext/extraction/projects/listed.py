"""Items of lists: those that give a sum for each name (``NAME(15억 원), NAME 12억 원``), and those
that signs in the line set apart (``▲NAME ▲NAME``, ``NAME, NAME, NAME``)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from policytext.extraction.projects.lexemes import NOMINAL
from policytext.extraction.projects.words import Words
from policytext.model import Amount, Sentence

_START, _END = attrgetter("start"), attrgetter("end")
_OPENING, _CLOSING = "([（［", ")]）］"
_MAX_LETTERS = 70  # of an item; what is longer is a clause
_SHORT = 30  # letters of an item that has no sum
_FEWEST = 3  # items without a sum or a bullet that make a list
_MAX_LABEL = 25  # letters between the bracket that opens and the sum in it (`(’23년 15 → 17억 원)`)
_NO_ENDS = ("NNB", "NR")  # nouns that stand between a name and its sum and end no name


@dataclass(frozen=True, slots=True)
class Listed:
    """Tokens, both included, that fill an item of a list; `priced`: its sum stands behind it."""

    first: int
    last: int
    priced: bool


def amounts_in(sentence: Sentence, amounts: Sequence[Amount]) -> Sequence[Amount]:
    """The sums, of those of a document in order, that stand in a sentence."""
    if not amounts:
        return ()
    first = bisect_right(amounts, sentence.start, key=_END)
    return amounts[first : bisect_left(amounts, sentence.end, first, key=_START)]


def find_listed(
    text: str, sentence: Sentence, amounts: Sequence[Amount], words: Words
) -> list[Listed]:
    """The items of the lists in a sentence, in order; `amounts` are the sums that stand in it."""
    borders = _borders(text, sentence, words.list_borders)
    if not amounts and len(borders) < _FEWEST:
        return []
    found: dict[int, Listed] = {}
    taken_to = sentence.start
    for amount in amounts:
        end = _end_of_name(text, max(taken_to, sentence.start), amount.start)
        border = bisect_left(borders, end) - 1  # below 0 only where the name ends as it begins
        start = max(borders[max(border, 0)], taken_to)
        taken_to = amount.end
        item = _item(sentence, start, end, words, priced=True)
        if item:
            found.setdefault(item.last, item)
    for start, stop in _unpriced(text, sentence, borders, words.list_bullets):
        following = bisect_left(amounts, start, key=_START)
        if following < len(amounts) and amounts[following].start < stop:
            continue
        item = _item(sentence, start, stop, words, priced=False)
        if item:
            found.setdefault(item.last, item)
    return [found[last] for last in sorted(found)]


def _borders(text: str, sentence: Sentence, signs: frozenset[str]) -> list[int]:
    """Where an item may begin: behind every sign that parts items, outside brackets."""
    borders = [sentence.start]
    depth = 0
    for match in _parting(signs).finditer(text, sentence.start, sentence.end):
        sign, i = match.group(), match.start()
        if sign in _OPENING:
            depth += 1
        elif sign in _CLOSING:
            depth = max(depth - 1, 0)
        elif not depth and not _in_number(text, i):
            borders.append(i + 1)
    return borders


@lru_cache(maxsize=16)
def _parting(signs: frozenset[str]) -> re.Pattern[str]:
    """A pattern for the signs, of one letter each, and for brackets."""
    return re.compile(f"[{re.escape(''.join(sorted(signs)) + _OPENING + _CLOSING)}]")


def _in_number(text: str, i: int) -> bool:
    return text[i - 1 : i].isdigit() and text[i + 1 : i + 2].isdigit()


def _end_of_name(text: str, start: int, sum_start: int) -> int:
    """Where the name before a sum ends: before the bracket that the sum stands in, or the sum."""
    for i in range(sum_start - 1, max(start, sum_start - _MAX_LABEL) - 1, -1):
        if text[i] in _CLOSING or text[i] == "\n":
            break
        if text[i] in _OPENING:
            return i
    return sum_start


def _unpriced(
    text: str, sentence: Sentence, borders: Sequence[int], bullets: frozenset[str]
) -> list[tuple[int, int]]:
    """The stretches behind each bullet in the line, where it has two or more, and those between
    signs, where three or more short ones follow each other."""
    stops = [*(b - 1 for b in borders[1:]), sentence.end]
    stretches = list(zip(borders, stops, strict=True))
    signed = [s for s in stretches[1:] if text[s[0] - 1] in bullets]
    if len(signed) > 1:
        return signed
    short = [0 < stop - start <= _SHORT for start, stop in stretches]
    return [
        stretch
        for i, stretch in enumerate(stretches)
        if any(short[k : k + _FEWEST] == [True] * _FEWEST for k in range(max(i - 2, 0), i + 1))
    ]


def _item(sentence: Sentence, start: int, end: int, words: Words, *, priced: bool) -> Listed | None:
    """The tokens between `start` and `end` without the marks, particles and labels at their ends."""
    tokens = sentence.tokens
    inside = [
        i
        for i in range(bisect_left(tokens, start, key=_START), bisect_left(tokens, end, key=_START))
        if tokens[i].start < tokens[i].end <= end
    ]
    ends = (n for n, i in enumerate(inside) if tokens[i].form in words.list_ends)
    inside = inside[: next(ends, None)]
    if not inside:
        return None
    first, last = inside[0], inside[-1]
    while first <= last and tokens[first].tag[0] in "SJM" and tokens[first].tag not in ("SL", "SN"):
        first += 1
    labelled = True
    while first <= last and labelled:
        token = tokens[last]
        opening = last == first or token.start > tokens[last - 1].end
        labelled = (
            token.tag[0] == "J"
            or token.tag in ("SP", "SF", "SS", "SSO", "SE", "SO", "SW", "SB")
            or (opening and (token.form in words.price_labels or token.tag == "MM"))
        )
        last -= labelled
    if (
        first > last
        or tokens[last].tag not in (*NOMINAL, "SSC", "ETN")
        or tokens[last].tag in _NO_ENDS
    ):
        return None
    if not 2 <= tokens[last].end - tokens[first].start <= _MAX_LETTERS:
        return None
    return Listed(first, last, priced)
