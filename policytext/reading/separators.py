"""Texts that are tables, and what parts their cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice

_SEPARATORS = ",\t;|"
_SAMPLE = 20  # rows that tell whether a text is a table
_MIN_ROWS = 3
_MAX_CELL = 1 << 20  # letters


def separator_of(text: str) -> str | None:
    """What parts the cells of a text that is a table: rows of one width; None if it is none."""
    sample = "\n".join(islice(text.split("\n"), 10 * _SAMPLE))
    for separator in _SEPARATORS:
        rows = list(islice(rows_of(sample, separator), _SAMPLE))
        widths = {len(row) for row in rows}
        if len(rows) >= _MIN_ROWS and len(widths) == 1 and widths.pop() > 1:
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
