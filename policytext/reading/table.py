"""A table as a document: CSV, TSV and workbooks; a row is a line, its cells are parted by tabs."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from policytext.errors import CollectionError, ReadingError
from policytext.reading.columns import HEADER_ROWS, Fields, has_columns
from policytext.reading.content import Content, assembled
from policytext.reading.delimited import rows_of
from policytext.reading.records import plain
from policytext.reading.signatures import OLE, ZIP
from policytext.reading.text import decode
from policytext.reading.workbooks import sheets_of

_MAX_ROWS = 200_000  # of a sheet
_MAX_SIZE = 1 << 26  # bytes of a workbook, which is packed
_LINE_ENDS = re.compile(r"\s*\n\s*")

_Table = tuple[str, list[Sequence[str]]]  # its name and its rows


def read(data: bytes, where: str) -> Content:
    """The text of a table; the sheets of a workbook are its sections.

    Raises CollectionError where its header says that every row is a document, ReadingError where it
    cannot be read; `where` names the file in both.
    """
    packed = data.startswith((ZIP, OLE))
    text, encoding = ("", "binary") if packed else decode(data, where)
    try:
        tables = _sheets(data) if packed else [_rows(text)]
    except ReadingError as error:
        raise ReadingError(f"{where}: {error}") from None
    if any(_is_header(row) for _, rows in tables for row in rows[:HEADER_ROWS]):
        raise CollectionError(
            f"{where}: every row of this table is a document; read it from a file, by "
            "`policytext extract` or `policytext batch`"
        )
    parts = [
        (f"sheet {name}", "\n".join("\t".join(map(_on_one_line, row)) for row in rows))
        for name, rows in tables
    ]
    return replace(assembled(parts, where), encoding=encoding)


def _sheets(data: bytes) -> list[_Table]:
    if len(data) > _MAX_SIZE:
        raise ReadingError("this workbook is far too large for one document; split it")
    return [
        (sheet.name, [[plain(cell) for cell in row] for _, row in islice(sheet.rows(), _MAX_ROWS)])
        for sheet in sheets_of(data)
    ]


def _rows(text: str) -> _Table:
    """The one table of a text; what is wrong with a row costs nothing of it."""
    return "", [row.cells for row in rows_of(io.BytesIO(text.encode()))]


def _is_header(row: Sequence[str]) -> bool:
    """Whether the cells under `row` are titles and texts, dates and sources of documents: a plan may
    have a column of texts as well, but nothing else of that kind."""
    return has_columns(row, Fields(), least=2)


def _on_one_line(cell: str) -> str:
    return _LINE_ENDS.sub(" ", cell.strip())
