"""By when a goal is to be reached: `2030년까지`, `내년 상반기 안에`, `2027년 준공 예정`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from policytext.lexicon import Lexicon
from policytext.lexicon.lexicon import Entry
from policytext.model import Deadline
from policytext.scanning import any_of, needs_digit

_CENTURY = 2000
_DIGIT = re.compile(r"\d")
_BACK = 6  # characters before a date that may say that it has passed


class _Dated(NamedTuple):
    """A pattern of a date, the last month of the period it means, None where a group tells, and
    whether no date without a digit fits it."""

    pattern: re.Pattern[str]
    month: int | None
    in_figures: bool


class DeadlineFinder:
    """Finds deadlines by the dictionary `goal-details`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._dates = [_dated(entry) for entry in lexicon.entries("goal_dates")]
        self._halves = {
            e.text("form"): int(e.text("month")) for e in lexicon.entries("goal_date_halves")
        }
        marks = any_of(lexicon.words("goal_date_marks"))
        ends = "|".join(f"(?:{e.text('pattern')})" for e in lexicon.entries("goal_date_ends"))
        passed = any_of(lexicon.words("goal_date_passed"))
        self._mark = re.compile(rf"\s?\)?\s?(?:{marks})(?!\s?(?:는|의))")
        self._starts = lexicon.words("goal_date_starts")
        self._gap = re.compile(rf"\s?(?:(?:{any_of(lexicon.words('goal_date_joints'))})\s?){{0,2}}")
        self._end = re.compile(ends)
        self._passed = re.compile(rf"(?:{passed})\s?\(?$")

    def find(self, text: str, start: int, end: int, targets: Collection[int]) -> Iterator[Deadline]:
        """The deadlines in ``text[start:end]``, in order; a date straight before something that is to
        be reached, of which `targets` are the starts, is one too (`2031년 40%`)."""
        position = start
        figures = _DIGIT.search(text, start, end) is not None
        searched = [date for date in self._dates if figures or not date.in_figures]
        dates = [(d, m) for d in searched if (m := d.pattern.search(text, start, end))]
        while position < end:
            # A date that begins before `position` is part of one that has been read.
            dates = [
                (d, found)
                for d, m in dates
                if (found := m if m.start() >= position else d.pattern.search(text, position, end))
            ]
            if not dates:
                return
            # The first, and of those that begin there the longest.
            date, match = min(dates, key=lambda pair: (pair[1].start(), -pair[1].end()))
            position = match.end()
            mark = self._mark.match(text, match.end(), end)
            if not mark and not self._is_end(text, match.end(), end, targets):
                continue
            if self._passed.search(text, max(start, match.start() - _BACK), match.start()):
                continue
            stop = mark.end() if mark else match.end()
            yield Deadline(
                match.start(),
                stop,
                text[match.start() : stop],
                _value(match, date.month, self._halves),
            )
            position = stop

    def _is_end(self, text: str, position: int, end: int, targets: Collection[int]) -> bool:
        """Whether what stands at `position`, behind a date, says that something is to be done then."""
        if text.startswith(self._starts, position):
            return False
        gap = self._gap.match(text, position, end)
        return bool(gap and gap.end() in targets) or bool(self._end.match(text, position, end))


def _dated(entry: Entry) -> _Dated:
    month = entry.text("month")
    pattern = entry.text("pattern")
    return _Dated(re.compile(pattern), int(month) if month else None, needs_digit(pattern))


def _value(match: re.Match[str], month: int | None, halves: Mapping[str, int]) -> str | None:
    """The date as ISO 8601 has it, as exact as the words: `2030`, `2030-06`, `2030-06-30`; the last
    month of a half or a quarter. None without a year."""
    groups = match.groupdict()
    if not groups.get("year"):
        return None
    year = int(re.sub(r"\D", "", groups["year"]))
    year += _CENTURY if year < 100 else 0
    if groups.get("half"):
        month = halves.get(groups["half"])  # an entry may be switched off
    elif groups.get("quarter"):
        month = 3 * int(groups["quarter"])
    elif groups.get("month"):
        month = int(groups["month"])
    if month is None:
        return f"{year}"
    if groups.get("day"):
        return f"{year}-{month:02}-{int(groups['day']):02}"
    return f"{year}-{month:02}"
