"""Patterns made of words, and patterns that search long texts quickly."""

from __future__ import annotations

import re
from collections.abc import Iterable


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
