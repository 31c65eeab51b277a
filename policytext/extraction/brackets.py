"""Round brackets in a stretch of text."""

from __future__ import annotations

import re


def open_bracket(gap: str) -> int | None:
    """Where a bracket opens in `gap` that does not close in it; None where none does."""
    opened: list[int] = []
    for position, sign in enumerate(gap):
        if sign in "(（[":
            opened.append(position)
        elif sign in ")）]" and opened:
            opened.pop()
    return opened[0] if opened else None


def without_brackets(gap: str) -> str:
    """The text without what stands in round brackets."""
    return re.sub(r"\([^()]*\)", "", gap)
