"""The flow of a text processor's document: paragraphs and tables, and what is anchored in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from itertools import chain

from policytext.reading.rows import row_lines

MAX_DEPTH = 32  # of tables and boxes in one another; a document of offices has three or four
_MAX_COLUMNS = 256  # a damaged file may put a cell anywhere
_FIRST_YEAR = 1980  # a clock or a writer that knows no date says 1601 or 1970
_KOREA = timezone(timedelta(hours=9))


class TooDeepError(RecursionError):
    """Tables and boxes stand in one another more than `MAX_DEPTH` deep."""


class Paragraph:
    """A paragraph while it is read: its letters, and the lines of tables, boxes and captions in it.

    What is anchored before its first letter stands in front of it; what is anchored further on
    follows it, so that no sentence is broken off. `mark` is the number or the bullet in front of its
    letters, if it has any, "" where there is none.
    """

    __slots__ = ("_after", "_before", "_blank", "_letters", "_mark")

    def __init__(self, mark: str = "") -> None:
        self._mark = mark
        self._letters: list[str] = []
        self._blank = True
        self._before: list[str] = []
        self._after: list[str] = []

    def add_text(self, letters: str) -> None:
        """Letters as they stand in the paragraph; a line end is a forced line break."""
        self._letters.append(letters)
        if self._blank and letters:
            self._blank = letters.isspace()

    def add_object(self, lines: Sequence[str]) -> None:
        """The lines of what is anchored at this place."""
        (self._before if self._blank else self._after).extend(lines)

    def lines(self) -> list[str]:
        """The lines of the paragraph and of all that is anchored in it."""
        own = marked(self._mark, "".join(self._letters)).split("\n")
        if not self._before and not self._after:
            return own
        return [*self._before, *(own if any(own) else ()), *self._after]


def marked(mark: str, letters: str) -> str:
    """The letters of a paragraph behind its number or bullet, if it has one and there are any."""
    return f"{mark} {letters.lstrip()}" if mark and letters.strip() else letters


class Table:
    """A table while it is read: its cells, row by row, and its caption."""

    __slots__ = ("_captions", "_rows")

    def __init__(self) -> None:
        self._rows: dict[int, list[list[str]]] = {}
        self._captions: dict[bool, list[list[str]]] = {True: [], False: []}

    def add_cell(self, row: int, column: int, lines: list[str]) -> None:
        """A cell by its row and its first column, counted from 0; its lines may be added later.

        What merged cells cover is empty, so that columns stay columns; a cell that claims the place
        of an earlier one in its row follows it.
        """
        cells = self._rows.setdefault(row, [])
        cells.extend([] for _ in range(min(column, _MAX_COLUMNS) - len(cells)))
        cells.append(lines)

    def add_caption(self, lines: list[str], below: bool) -> None:
        """The lines of the caption, which stands under the table if `below`."""
        self._captions[below].append(lines)

    def lines(self) -> list[str]:
        """The lines of the table; a row is one of them, as far as `row_lines` lets it."""
        above, below = (chain.from_iterable(self._captions[key]) for key in (False, True))
        rows = chain.from_iterable(row_lines(cells) for cells in self._rows.values())
        return [*above, *rows, *below]


def running_lines(lines: Sequence[str]) -> list[str]:
    """What heads and feet of pages say, once and without page numbers, which have no letters."""
    return list(dict.fromkeys(line for line in lines if any(map(str.isalpha, line))))


def korean_date(moment: object) -> str | None:
    """The day in Korea of a datetime, which is in UTC unless it says otherwise; None where it is none."""
    if not isinstance(moment, datetime) or moment.year < _FIRST_YEAR:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(_KOREA).date().isoformat()
    except (OverflowError, ValueError):
        return None
