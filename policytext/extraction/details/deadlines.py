"""By when a goal is to be reached: `2030년까지`, `내년 상반기 안에`, `2027년 준공 예정`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from policytext.lexicon import Lexicon
from policytext.lexicon.lexicon import Entry
from policytext.model import Deadline
from policytext.scanning import any_of

_CENTURY = 2000
_BACK = 6  # characters before a date that may say that it has passed


class _Dated(NamedTuple):
    """A pattern of a date and the last month of the period it means, None where a group tells."""

    pattern: re.Pattern[str]
    month: int | None


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
        while position < end:
            found = self._date(text, position, end)
            if found is None:
                return
            match, month = found
            position = match.end()
            mark = self._mark.match(text, match.end(), end)
            if not mark and not self._is_end(text, match.end(), end, targets):
                continue
            if self._passed.search(text, max(start, match.start() - _BACK), match.start()):
                continue
            stop = mark.end() if mark else match.end()
            yield Deadline(
                match.start(), stop, text[match.start() : stop], _value(match, month, self._halves)
            )
            position = stop

    def _is_end(self, text: str, position: int, end: int, targets: Collection[int]) -> bool:
        """Whether what stands at `position`, behind a date, says that something is to be done then."""
        if text.startswith(self._starts, position):
            return False
        gap = self._gap.match(text, position, end)
        return bool(gap and gap.end() in targets) or bool(self._end.match(text, position, end))

    def _date(self, text: str, start: int, end: int) -> tuple[re.Match[str], int | None] | None:
        """The first date in a stretch, and of those that begin there the longest."""
        found = [(m, d.month) for d in self._dates if (m := d.pattern.search(text, start, end))]
        return min(found, key=lambda pair: (pair[0].start(), -pair[0].end()), default=None)


def _dated(entry: Entry) -> _Dated:
    month = entry.text("month")
    return _Dated(re.compile(entry.text("pattern")), int(month) if month else None)


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
