"""The numbers and bullets that text processors write in front of paragraphs by themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

LEVELS = 9  # at most, in a list
_PLACE = re.compile(r"%([1-9])")
_CIRCLED = 20
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip

Writer = Callable[[int], str]


class Level(NamedTuple):
    """How the items of a level are marked: how a number is written, the text in which ``%1`` to ``%9``
    stand for the numbers of the levels, and the first number. A bullet is a text without numbers."""

    write: Writer
    text: str
    start: int = 1


class Counter:
    """The lists of a document, each by its id and the levels by their number from 0, and how far
    each has been counted."""

    def __init__(self, lists: Mapping[str, Mapping[int, Level]]) -> None:
        self._lists = lists
        self._counts: dict[str, list[int]] = {}

    def mark(self, list_: str, level: int) -> str:
        """What stands in front of the next item of this list and level; "" where it has no such.

        The bullets of fonts of symbols, which are no letters, come as ``•``.
        """
        levels = self._lists.get(list_)
        if levels is None or level not in levels or not 0 <= level < LEVELS:
            return ""
        counts = self._counts.setdefault(list_, [0] * LEVELS)
        counts[level] = counts[level] + 1 if counts[level] else levels[level].start
        counts[level + 1 :] = [0] * (LEVELS - level - 1)
        text = "".join("•" if "\ue000" <= sign <= "\uf8ff" else sign for sign in levels[level].text)
        return _PLACE.sub(lambda place: _shown(levels, counts, int(place[1]) - 1), text)


def _shown(levels: Mapping[int, Level], counts: list[int], level: int) -> str:
    if level not in levels:
        return ""
    return levels[level].write(max(counts[level], levels[level].start))


def roman(number: int) -> str:
    """I, II, III, IV …"""
    letters = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        letters += sign * min(times, 9)
    return letters


def small_roman(number: int) -> str:
    """i, ii, iii, iv …"""
    return roman(number).lower()


def lettered(letters: str) -> Writer:
    """Numbers written as `letters`, which begin anew behind the last."""
    return lambda number: letters[(number - 1) % len(letters)]


def circled(number: int) -> str:
    """① to ⑳, and (21) from there on."""
    return chr(0x2460 + number - 1) if 1 <= number <= _CIRCLED else f"({number})"


capitals = lettered("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
small_letters = lettered("abcdefghijklmnopqrstuvwxyz")
syllables = lettered("가나다라마바사아자차카타파하")
consonants = lettered("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ")
