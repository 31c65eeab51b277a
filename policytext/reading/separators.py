"""Texts that are tables, and what parts their cells."""

from __future__ import annotations

import csv
import io
import re
from codecs import BOM_UTF8
from collections.abc import Sequence
from itertools import islice, pairwise

_SEPARATORS = ",\t;|"
_HEAD = 16_384  # bytes that are looked at
_SAMPLE = 20  # rows that tell whether a text is a table
_MIN_ROWS = 3
_MAX_NAME = 90  # bytes of the name of a column
_THREE_DIGITS = re.compile(r"[0-9]{3}(?![0-9])")

_Rows = list[list[str]]


def is_table(data: bytes) -> bool:
    """Whether a text that begins with `data` is a table: rows of one width under a header."""
    return any(_is_table(_rows(data, separator), separator) for separator in _SEPARATORS)


def separator_of(data: bytes) -> str:
    """What parts the cells of a table that begins with `data`; if it looks like none, what most
    evenly cuts its lines into the cells of the first."""
    cut = {separator: _rows(data, separator) for separator in _SEPARATORS}
    tables = [separator for separator, rows in cut.items() if _is_table(rows, separator)]
    return max(tables or _SEPARATORS, key=lambda separator: _fit(cut[separator]))


def _rows(data: bytes, separator: str) -> _Rows:
    """The first rows, each character a byte, without the last if it may be cut."""
    # The zero bytes are those of UTF-16, whose other bytes are ASCII.
    head = data[:_HEAD].removeprefix(BOM_UTF8).replace(b"\0", b"")
    text = head.decode("latin-1").replace("\r", "\n")
    filled = (row for row in csv.reader(io.StringIO(text), delimiter=separator) if any(row))
    rows = list(islice(filled, _SAMPLE + 1))
    cut = len(rows) > _SAMPLE or (len(data) > _HEAD and len(rows) > 1)
    return rows[:-1] if cut else rows


def _fit(rows: _Rows) -> tuple[float, int]:
    """The share of the rows that are as wide as the first, and its width."""
    width = len(rows[0]) if rows else 0
    even = sum(len(row) == width for row in rows) / (len(rows) or 1)
    return (even if width > 1 else 0.0), width


def _is_table(rows: _Rows, separator: str) -> bool:
    return (
        len(rows) >= _MIN_ROWS
        and len({len(row) for row in rows}) == 1
        and _is_header(rows[0], separator)
    )


def _is_header(row: Sequence[str], separator: str) -> bool:
    """Whether the first row of what may be a table names columns and is no line of a text, in which
    commas stand before spaces, in numbers (1,200) and in sentences."""
    if len(row) < 2 or separator == "\t":
        return len(row) > 1
    names = all(
        len(cell) <= _MAX_NAME and cell == cell.strip(" ") and not cell.endswith((".", "!", "?"))
        for cell in row
    )
    return names and not any(
        left[-1:].isdigit() and _THREE_DIGITS.match(right) for left, right in pairwise(row)
    )
