"""Searching long texts for patterns that begin with one of a few characters."""

from __future__ import annotations

import re


def scanner(firsts: str, pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that finds what `pattern` finds, several times as fast.

    `firsts` are the characters with which a match can begin, written as in a set (``0-9$``). They
    come first and alone, so that the search skips all other characters without trying anything. A
    match therefore spans its first character only: where it ends is told by its groups, of which
    `pattern` must have one that ends where it ends.
    """
    return re.compile(rf"[{firsts}](?<=(?={pattern})[{firsts}])", flags)
