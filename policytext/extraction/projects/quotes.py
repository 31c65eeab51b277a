"""What stands in quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from policytext.model import Token

_MAX_QUOTE = 70  # characters: a longer one has lost its closing mark
_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Quote:
    """What stands between two marks: ``text[start:end]`` without the marks."""

    start: int
    end: int
    mark: str


def find_quotes(text: str, start: int, end: int, pairs: Mapping[str, str]) -> list[Quote]:
    """Stretches between quotation marks, in order; the inner ones after those that hold them."""
    found: list[Quote] = []
    closed: set[int] = set()
    for match in _marks("".join(pairs)).finditer(text, start, end):
        position, sign = match.start(), match.group()
        closing = pairs[sign]
        if _is_apostrophe(text, position, end) or (sign == closing and position in closed):
            continue
        close = text.find(closing, position + 1, min(end, position + _MAX_QUOTE))
        if close > position + 1:
            found.append(Quote(position + 1, close, sign))
            closed.add(close)
    return found


def tokens_between(tokens: Sequence[Token], quote: Quote) -> tuple[int, int]:
    """The first and the last token between two marks; the last is the lesser where there is none."""
    first = bisect_left(tokens, quote.start, key=_START)
    last = first - 1
    while last + 1 < len(tokens) and tokens[last + 1].end <= quote.end:
        last += 1
    return first, last


@lru_cache(maxsize=16)
def _marks(openings: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(openings)}]")


def _is_apostrophe(text: str, position: int, end: int) -> bool:
    """Whether the mark stands for the century of a year (``’26년``)."""
    return (
        text[position] in "‘’'"
        and position + 2 < end
        and text[position + 1].isdigit()
        and text[position + 2].isdigit()
    )
