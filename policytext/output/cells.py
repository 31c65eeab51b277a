"""What stands in the cells of a table, and CSV and TSV, which are nothing but cells."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from policytext.output.columns import Kind

Cell = str | int | float | None
Row = list[Cell]

# Excel in Korean and Japanese takes the wide ones for formulas, too.
_FORMULA = tuple("=+-@＝＋－＠")
_BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
_SEPARATORS = {"csv": ",", "tsv": "\t"}


def dump(lines: Iterable[Sequence[Cell]], form: str) -> str:
    """Rows as CSV or TSV, each on one line.

    A text that a spreadsheet would run as a formula gets an apostrophe in front; line ends, tabs
    and control characters in it become spaces.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=_SEPARATORS[form], lineterminator="\n")
    writer.writerows([_safe(cell) for cell in line] for line in lines)
    return buffer.getvalue()


def one_line(text: str) -> str:
    """`text` without line ends, tabs and control characters."""
    return _BREAKS.sub(" ", text)


def in_sheet(value: Cell, kind: Kind) -> Cell:
    """A value of an archive as a person reads it: yes and no, lists with semicolons."""
    if value is None:
        return None
    if kind == "flag":
        return "yes" if value else "no"
    if kind == "list":
        return "; ".join(map(one_line, json.loads(str(value))))
    return value


def native(value: Cell, kind: Kind) -> Any:
    """A value of an archive as a program reads it: true and false, lists as lists."""
    if value is None:
        return None
    if kind == "flag":
        return bool(value)
    return json.loads(str(value)) if kind == "list" else value


def _safe(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    cell = one_line(cell)
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
