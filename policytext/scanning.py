"""Patterns made of words, and patterns that search long texts quickly."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from re import _constants as signs  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_MOST_WORDS = 12


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def scanner(firsts: str, pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that finds what `pattern` finds, several times as fast.

    `firsts` are the characters with which a match can begin, written as in a set (``0-9$``). They
    come first and alone, so that the search skips all other characters without trying anything. A
    match therefore spans its first character only: where it ends is told by its groups, of which
    `pattern` must have one that ends where it ends.
    """
    return re.compile(rf"[{firsts}](?<=(?={pattern})[{firsts}])", flags)


class Worded:
    """A pattern for short stretches of text, which is compiled when one first holds a word that it
    cannot fit without: most of many patterns are never asked more than that.

    `core` is the pattern in which the words are looked for, and `whole` the one that is to fit,
    which holds it.
    """

    def __init__(self, core: str, whole: str | None = None) -> None:
        self._words = needed_words(core)
        self._whole = core if whole is None else whole

    def may_fit(self, letters: str) -> bool:
        """Whether `letters` have such a word, or the pattern none."""
        return not self._words or any(word in letters for word in self._words)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The whole pattern."""
        return re.compile(self._whole)


def needed_words(pattern: str) -> frozenset[str]:
    """Words of which one at least stands in every text that fits a pattern; none where no such are
    to be seen."""
    parsed = parser.parse(pattern)
    return frozenset() if parsed.state.flags & re.IGNORECASE else _needed_words(parsed)


def _needed_words(parts: Iterable[Any]) -> frozenset[str]:
    """Of the parts that follow each other the words of the one that can be missed least: those whose
    shortest is longest."""
    found: list[frozenset[str]] = []
    words = [""]  # those that end here: one after the other, or by one of several letters
    for sign, argument in parts:
        letters = _letters(sign, argument)
        if letters and len(words) * len(letters) <= _MOST_WORDS:
            words = [word + letter for word in words for letter in letters]
            continue
        found.append(frozenset(words))
        words = [""]
        if sign is signs.SUBPATTERN and not argument[1] & re.IGNORECASE:
            found.append(_needed_words(argument[3]))
        elif sign in (signs.MAX_REPEAT, signs.MIN_REPEAT) and argument[0]:
            found.append(_needed_words(argument[2]))
        elif sign is signs.BRANCH:
            branches = [_needed_words(branch) for branch in argument[1]]
            found.append(frozenset().union(*branches) if all(branches) else frozenset())
    found.append(frozenset(words))
    best = max(found, key=lambda words: (min(map(len, words), default=0), -len(words)))
    return best if all(best) else frozenset()


def _letters(sign: Any, argument: Any) -> list[str]:
    """The letters of which a part is one; none where it is something else."""
    if sign is signs.LITERAL:
        return [chr(argument)]
    if sign is signs.IN and all(member is signs.LITERAL for member, _ in argument):
        return [chr(letter) for _, letter in argument]
    return []


def needs_digit(pattern: str) -> bool:
    """Whether no text without a digit can fit a pattern; False where that is not to be seen."""
    return _needs_digit(parser.parse(pattern))


def _needs_digit(parts: Iterable[Any]) -> bool:
    return any(_is_digit(sign, argument) for sign, argument in parts)


def _is_digit(sign: Any, argument: Any) -> bool:
    """Whether a part of a pattern stands for a digit at least."""
    if sign is signs.LITERAL:
        return bool(chr(argument).isdecimal())
    if sign is signs.RANGE:
        return bool(ord("0") <= argument[0] and argument[1] <= ord("9"))
    if sign is signs.CATEGORY:
        return bool(argument is signs.CATEGORY_DIGIT)
    if sign is signs.IN:
        return all(_is_digit(*member) for member in argument)
    if sign in (signs.MAX_REPEAT, signs.MIN_REPEAT):
        return bool(argument[0]) and _needs_digit(argument[2])
    if sign is signs.SUBPATTERN:
        return _needs_digit(argument[3])
    if sign is signs.BRANCH:
        return all(map(_needs_digit, argument[1]))
    return False
