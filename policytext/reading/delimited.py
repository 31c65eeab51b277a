"""The rows of CSV and TSV: separator and encoding told by the bytes, every row on its own."""

from __future__ import annotations

import csv
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from policytext.errors import ReadingError
from policytext.reading.places import head_of
from policytext.reading.separators import separator_of
from policytext.reading.text import decode_line

_MAX_ROW = 4 * 2**20  # characters of one row: more are a quotation mark that nobody closed
_MAX_UNCLOSED = 20  # rows of that kind before the rest is given up


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the line it begins on, its cells, and what is wrong with it, None where nothing is.

    Where a quotation mark is not closed the cells are its first line, cut at every separator; where
    the row is in no known encoding there are none.
    """

    line: int
    cells: Sequence[str]
    wrong: str | None = None


def rows_of(stream: IO[bytes]) -> Iterator[Row]:
    """The rows of a table in UTF-8, CP949 or both, without those that are empty.

    Raises ReadingError, a part of a sentence, where too many rows are wrong to go on.
    """
    head, stream = head_of(stream)
    separator = separator_of(head)
    lines = _Lines(stream)
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
                raise ReadingError(
                    "too many quotation marks are not closed; nothing is read from line "
                    f"{lines.number} on"
                )
            unclosed += 1
            reader = csv.reader(lines, delimiter=separator)
            row = lines.back().rstrip("\r\n").split(separator)
            # With as many cells as the header its quotation marks are no quotes.
            yield _decoded(start, row, closed=len(row) == width)
        elif row is None:
            return
        elif any(cell.strip() for cell in row):
            width = width or len(row)
            yield _decoded(start, row)


def _decoded(line: int, row: Sequence[str], closed: bool = True) -> Row:
    data = "\0".join(cell.replace("\0", "") for cell in row).encode("latin-1")
    wrong = None if closed else "a quotation mark is not closed, or the row is too long"
    try:
        return Row(line, decode_line(data).split("\0"), wrong)
    except UnicodeDecodeError:
        return Row(line, (), wrong or "neither UTF-8 nor CP949; repair this row")


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
