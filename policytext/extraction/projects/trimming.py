"""What of a stretch of text is the name: without what stands in front of it, behind it and around it."""

from __future__ import annotations

import re

from policytext.extraction.projects.words import Words
from policytext.model import Span

_OPENERS, _CLOSERS = "([（「‘“", ")]）」’”+!%"
_BRACKETS = {"(": ")", "（": "）", "[": "]"}
_LONGEST_DATE = 30
_DATE_BEHIND = re.compile(r"\s?\([’‘']?\d{2,4}\.[^()\n]{0,20}\)$")


class Trimmer:
    """Trims names by the words of the dictionaries."""

    def __init__(self, words: Words) -> None:
        self._years = words.years
        self._breaks = words.breaks
        introductions = "|".join(map(re.escape, words.introductions))
        self._introduction = re.compile(rf"\s?[(（]\s?(?:{introductions})(?![가-힣])")

    def name(self, text: str, start: int, end: int) -> Span | None:
        """The name in ``text[start:end]``, without a year or a number in front, a short form that is
        introduced behind it, a date in brackets and signs at its ends; None where two items of a list stand there."""
        introduced = self._introduction.search(text, start + 1, end)
        end = introduced.start() if introduced else end
        for pattern in self._years:
            year = pattern.match(text, start, end)
            start = year.end() if year else start
        while start < end - 1 and not (text[start].isalnum() or text[start] in _OPENERS):
            start += 1
        while end > start + 1 and not (text[end - 1].isalnum() or text[end - 1] in _CLOSERS):
            end -= 1
        date = _DATE_BEHIND.search(text, max(start + 1, end - _LONGEST_DATE), end)
        end = date.start() if date else end
        if self._breaks.intersection(text[start:end]):
            return None
        return Span(start, _closed(text, start, end))


def _closed(text: str, start: int, end: int) -> int:
    """Where a name ends whose last bracket is closed straight behind it, or never, or never opened."""
    for opening, closing in _BRACKETS.items():
        if text[end - 1] == closing and text.find(opening, start, end) < 0:
            return end - 1
        place = text.rfind(opening, start, end)
        if place <= start or text.find(closing, place, end) >= 0:
            continue
        if text.startswith(closing, end):
            return end + 1
        while place > start + 1 and text[place - 1].isspace():
            place -= 1
        return place
    return end
