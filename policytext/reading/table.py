"""A table as a document: CSV, TSV and workbooks; a row is a line, its cells are parted by tabs."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from policytext.errors import CollectionError, ReadingError
from policytext.reading.columns import Fields, header_among
from policytext.reading.content import Content, assembled
from policytext.reading.delimited import rows_of
from policytext.reading.records import plain
from policytext.reading.signatures import OLE, ZIP
from policytext.reading.text import decode
from policytext.reading.workbooks import sheets_of

_MAX_ROWS = 200_000  # of a sheet
_MAX_SIZE = 1 << 26  # bytes of a workbook, which is packed
_MAX_TEXT = 8_000_000  # characters of a table
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
    headers = [header_among(rows, Fields()) for _, rows in tables]
    if not all(isinstance(header, ReadingError) for header in headers):
        raise CollectionError(
            f"{where}: every row of this table is a document; read it from a file, by "
            "`policytext extract` or `policytext batch`"
        )
    parts = [
        (f"sheet {name}", "\n".join("\t".join(map(_on_one_line, row)) for row in rows))
        for name, rows in tables
    ]
    content = assembled(parts, where)
    if len(content.text) > _MAX_TEXT:
        raise ReadingError(
            f"{where}: this table is far too large for one document, and it is none of which every row "
            f"is a document: {next(iter(headers))}"
        )
    return replace(content, encoding=encoding)


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


def _on_one_line(cell: str) -> str:
    return _LINE_ENDS.sub(" ", cell.strip())
