"""Whether a space belongs where a line was broken: Korean is broken inside words as well.

Many programs draw the space at which they broke a line; where a document has such spaces, they say
it. Elsewhere the letters on both sides do: how often two letters stand next to each other with a
space between them, in the document itself and in press releases (`spaces.json`, made by
``training/spaces.py``).
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

_PAIR = re.compile(r"(?<=(\S))( ?)(?=(\S))")
_DIGIT = re.compile(r"[0-9]")
_LATIN = re.compile(r"[A-Za-z]")
_CLAUSE = re.compile(r"[^0-9][,;:?!]$")  # not the comma of 1,200, or the colon of 10:30
_DRAWN = 0.05  # share of the broken lines with a space behind them from which these are meant
_MANY = 8  # broken lines that show how a document breaks them
_SURE = 0.8  # likelihood of a space from which it is one although none was drawn
_BETWEEN_WORDS = 0.8  # share of likely spaces from which all lines are broken between words
_FEW = 3  # ragged lines, and
_RAGGED = 0.3  # share of such lines, from which all lines are broken between words
_HYPHENATED = re.compile(r"[a-z]-$")


class Break(NamedTuple):
    """The end of a line and what the next one begins with.

    `drawn`: whether a space was drawn at the end; `ragged`: whether a letter more had fitted there.
    """

    before: str
    after: str
    drawn: bool
    ragged: bool = False


class Pairs(NamedTuple):
    """How often a space stands between two letters, in percent: by both, by the first alone and by
    the second alone; `usual` is how often it does between any."""

    usual: float
    first: dict[str, float]
    second: dict[str, float]
    both: dict[str, dict[str, float]]


class Spacing:
    """What a document shows of its spaces: all places where it breaks a line, and all its lines."""

    def __init__(self, breaks: Sequence[Break], lines: Iterable[str]) -> None:
        self._drawn = sum(b.drawn for b in breaks) > _DRAWN * len(breaks)
        self._joined, self._spaced = count(lines)
        likely = 0 if self._drawn else sum(self._likelihood(b) > 0.5 for b in breaks)
        ragged = sum(b.ragged for b in breaks)
        self._between_words = not self._drawn and (
            likely >= max(_MANY, _BETWEEN_WORDS * len(breaks))
            or ragged >= max(_FEW, _RAGGED * len(breaks))
        )

    def between(self, b: Break) -> str:
        """What stands between the two parts of a break: a space or nothing."""
        if b.ragged or _is_latin(b) or _CLAUSE.search(b.before[-2:]):
            return " "
        if self._between_words and _are_letters(b):
            return " "
        if self._drawn:
            return " " if b.drawn or self._likelihood(b) > _SURE else ""
        return " " if self._likelihood(b) > 0.5 else ""

    def _likelihood(self, b: Break) -> float:
        first, second = (_kind(letter) for letter in (b.before[-1:], b.after[:1]))
        pair = first + second
        spaced, joined = self._spaced[pair], self._joined[pair]
        return (spaced + _general(first, second)) / (spaced + joined + 1)


def hyphenated(before: str, after: str) -> bool:
    """Whether a word of Latin letters was broken by a hyphen between `before` and `after`."""
    return _HYPHENATED.search(before) is not None and after[:1].islower()


def count(lines: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """How often two letters (digits as 0, Latin letters as a) follow each other, and how often with
    a space between them."""
    joined: Counter[str] = Counter()
    spaced: Counter[str] = Counter()
    for line in lines:
        for first, space, second in _PAIR.findall(_kind(line)):
            (spaced if space else joined)[first + second] += 1
    return joined, spaced


def _are_letters(b: Break) -> bool:
    """Whether no sign stands at the break, which may be written without a space."""
    return b.before[-1:].isalnum() and b.after[:1].isalnum()


def _is_latin(b: Break) -> bool:
    """Words of Latin letters are not broken, but by a hyphen."""
    before, after = b.before[-1:], b.after[:1]
    return before.isascii() and before.isalnum() and after.isascii() and after.isalpha()


def _kind(letters: str) -> str:
    return _LATIN.sub("a", _DIGIT.sub("0", letters))


def _general(first: str, second: str) -> float:
    """How likely a space is between two letters in any document."""
    pairs = _pairs()
    known = pairs.both.get(first, {}).get(second)
    if known is not None:
        return known / 100
    odds = (
        _odds(pairs.first.get(first, pairs.usual))
        + _odds(pairs.second.get(second, pairs.usual))
        - _odds(pairs.usual)
    )
    return 1 / (1 + math.exp(-odds))


def _odds(percent: float) -> float:
    share = min(max(percent / 100, 0.005), 0.995)
    return math.log(share / (1 - share))


@cache
def _pairs() -> Pairs:
    data = json.loads(Path(__file__).with_name("spaces.json").read_text(encoding="utf-8"))
    return Pairs(data["usual"], data["first"], data["second"], data["both"])
