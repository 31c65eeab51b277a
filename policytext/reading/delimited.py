"""CSV and TSV: separator and encoding told by the bytes, every row on its own."""

from __future__ import annotations

import csv
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from typing import IO

from policytext.errors import ReadingError
from policytext.reading.columns import Columns, Fields, columns_of, has_columns
from policytext.reading.places import Place, head_of
from policytext.reading.records import Record, Unreadable
from policytext.reading.text import decode_line

SUFFIXES = frozenset({".csv", ".tsv", ".tab"})
_SEPARATORS = (",", "\t", ";", "|")
_SAMPLE = 50  # lines that tell the separator
_MAX_ROW = 4 * 2**20  # characters of one row: more are a quotation mark that nobody closed
_MAX_UNCLOSED = 20  # rows of that kind before the rest is given up

Row = tuple[int, list[str] | None]  # the line it begins on; None where it cannot be read


def is_table(head: bytes, suffix: str, fields: Fields) -> bool:
    """Whether what begins with `head` is a table: by its name or, if it has none, by its header."""
    if suffix:
        return suffix in SUFFIXES
    lines = _sample(head)
    header = next(_rows(lines[:1], _separator(lines)), [])
    return has_columns(_decoded(header) or [], fields)


def read_table(place: Place, fields: Fields) -> Iterator[Record | Unreadable]:
    """The documents in `place`, a row each; a row that cannot be read costs itself alone."""
    head, stream = head_of(place.stream)
    lines = _Lines(stream)
    columns: Columns | None = None
    for number, row in _numbered_rows(lines, _separator(_sample(head))):
        label = f"line {number}"
        cells = _decoded(row) if row else None
        if row is None:
            yield place.unreadable("a quotation mark is not closed, or the row is too long", label)
        elif cells is None:
            yield place.unreadable("neither UTF-8 nor CP949; repair this row", label)
        elif columns is None:
            try:
                columns = columns_of(cells, fields)
            except ReadingError as error:
                yield place.unreadable(str(error))
                return
        else:
            yield _record(place, label, cells, columns)
    if lines.given_up:
        yield place.unreadable(
            f"too many quotation marks are not closed; nothing is read from line {lines.number} on"
        )
    elif columns is None:
        yield place.unreadable("there is no text in it")


def _record(
    place: Place, label: str, cells: Sequence[str], columns: Columns
) -> Record | Unreadable:
    if len(cells) < columns.needed() or any(cell.strip() for cell in cells[columns.width :]):
        return place.unreadable(
            f"the row has {len(cells)} cells and the header {columns.width}; is a cell with the "
            "separator in it without quotation marks?",
            label,
        )
    padded = [*cells, *[""] * (columns.width - len(cells))]
    return columns.record(place, label, padded)


class _Lines:
    """The lines of a table for `csv.reader`, each character a byte (Latin-1) of UTF-8 or CP949.

    No byte of a Korean letter in either encoding is a separator, a quotation mark or a line end,
    so rows can be cut first and decoded one by one: a wrong byte spoils its row alone. The lines
    of the row at hand are kept, to be read anew where a quotation mark in it is never closed.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._again: list[str] = []
        self._length = 0
        self.row: list[str] = []
        self.number = 0  # of the last line that was given
        self.ended = False
        self.given_up = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self._length > _MAX_ROW:
            raise _UnclosedError
        line = self._again.pop() if self._again else self._read()
        if not line:
            self.ended = True
            raise StopIteration
        self.number += 1
        self.row.append(line)
        self._length += len(line)
        return line

    def _read(self) -> str:
        data = self._stream.readline(_MAX_ROW + 1)
        return (data if self.number else data.removeprefix(BOM_UTF8)).decode("latin-1")

    def next_row(self) -> None:
        """Forget the lines of the row at hand."""
        self.row = []
        self._length = 0

    def back(self) -> str:
        """Give all lines of the row at hand again but the first, which is returned."""
        first, *rest = self.row
        self._again += reversed(rest)
        self.number -= len(rest)
        self.ended = False
        self.next_row()
        return first


class _UnclosedError(Exception):
    """A row goes on for longer than any row does."""


def _numbered_rows(lines: _Lines, separator: str) -> Iterator[Row]:
    width, unclosed = 0, 0
    csv.field_size_limit(2 * _MAX_ROW)
    reader = csv.reader(lines, delimiter=separator)
    while True:
        lines.next_row()
        start = lines.number + 1
        try:
            row = next(reader, None)
            broken = lines.ended and bool(lines.row) and row is not None
        except (csv.Error, _UnclosedError):
            row, broken = None, True
        if broken:
            if unclosed == _MAX_UNCLOSED:
                lines.given_up = True
                return
            unclosed += 1
            reader = csv.reader(lines, delimiter=separator)
            row = _unquoted(lines.back(), separator, width)
            yield start, row
        elif row is None:
            return
        elif any(cell.strip() for cell in row):
            width = width or len(row)
            yield start, row


def _unquoted(line: str, separator: str, width: int) -> list[str] | None:
    """A line whose quotation marks are no quotes, where it has as many cells as the header."""
    cells = line.rstrip("\r\n").split(separator)
    return cells if len(cells) == width else None


def _sample(head: bytes) -> list[str]:
    """The first lines of a table, without one that may be cut."""
    lines = head.removeprefix(BOM_UTF8).decode("latin-1").splitlines(keepends=True)[:_SAMPLE]
    return lines[:-1] if len(lines) > 1 and not lines[-1].endswith("\n") else lines


def _separator(lines: Sequence[str]) -> str:
    """What most evenly cuts the lines into the cells of the header."""

    def fit(separator: str) -> tuple[float, int]:
        rows = list(_rows(lines, separator))
        width = len(rows[0]) if rows else 0
        even = sum(len(row) == width for row in rows) / (len(rows) or 1)
        return (even if width > 1 else 0.0), width

    return max(_SEPARATORS, key=fit)


def _rows(lines: Sequence[str], separator: str) -> Iterator[list[str]]:
    try:
        yield from (row for row in csv.reader(lines, delimiter=separator) if row)
    except csv.Error:
        return


def _decoded(row: Sequence[str]) -> list[str] | None:
    """The texts of a row; None where they are in no known encoding."""
    data = "\0".join(cell.replace("\0", "") for cell in row).encode("latin-1")
    try:
        return decode_line(data).split("\0")
    except UnicodeDecodeError:
        return None
