"""Texts that are tables, and what parts their cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice, pairwise

_SEPARATORS = ",\t;|"
_SAMPLE = 20  # rows that tell whether a text is a table
_MIN_ROWS = 3
_MAX_NAME = 90  # letters of the name of a column, or bytes
_THREE_DIGITS = re.compile(r"[0-9]{3}(?![0-9])")
_MAX_CELL = 1 << 20  # letters


def separator_of(text: str) -> str | None:
    """What parts the cells of a text that is a table: rows of one width; None if it is none."""
    sample = "\n".join(islice(text.split("\n"), 10 * _SAMPLE))
    for separator in _SEPARATORS:
        rows = list(islice(rows_of(sample, separator), _SAMPLE))
        widths = {len(row) for row in rows}
        if len(rows) >= _MIN_ROWS and len(widths) == 1 and _is_header(rows[0], separator):
            return separator
    return None


def rows_of(text: str, separator: str) -> Iterator[list[str]]:
    """The rows of a text; one that cannot be parsed ends them all."""
    csv.field_size_limit(_MAX_CELL)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            if any(cell.strip() for cell in row):
                yield row
    except csv.Error:
        return


def _is_header(row: list[str], separator: str) -> bool:
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
