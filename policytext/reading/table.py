"""A table as a document: CSV, TSV and workbooks; a row is a line, its cells are parted by tabs."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from policytext.errors import CollectionError, ReadingError
from policytext.reading.columns import Fields, columns_of
from policytext.reading.content import Content, assembled
from policytext.reading.separators import rows_of, separator_of
from policytext.reading.text import decode

_TOP = 20  # rows among which the header stands
_MAX_ROWS = 200_000  # of a sheet
_MAX_SIZE = 1 << 26  # bytes of a workbook, which is packed
_LINE_ENDS = re.compile(r"\s*\n\s*")
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"


def read(data: bytes, where: str) -> Content:
    """The text of a table; the sheets of a workbook are its sections.

    Raises CollectionError where its header says that every row is a document, ReadingError where it
    cannot be read; `where` names the file in both.
    """
    if data.startswith((_ZIP, _OLE)):
        return _content(list(_sheets(data, where)), "binary", where)
    text, encoding = decode(data, where)
    return _content([("", list(rows_of(text, separator_of(text) or ",")))], encoding, where)


def _sheets(data: bytes, where: str) -> Iterator[tuple[str, list[list[str]]]]:
    """The name and the rows of each sheet of a workbook that has any."""
    import python_calamine

    if len(data) > _MAX_SIZE:
        raise ReadingError(f"{where}: this workbook is far too large for one document; split it")
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in workbook.sheet_names:
            rows = workbook.get_sheet_by_name(name).iter_rows()
            filled = ([_written(cell) for cell in row] for row in islice(rows, _MAX_ROWS))
            yield name, [row for row in filled if any(row)]
    except (python_calamine.CalamineError, OSError, ValueError):
        raise ReadingError(
            f"{where}: this workbook is damaged or protected by a password"
        ) from None


def _written(cell: object) -> str:
    """A cell as a reader sees it: 300.0 is 300."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _content(
    sheets: Sequence[tuple[str, Sequence[Sequence[str]]]], encoding: str, where: str
) -> Content:
    if any(_is_header(row) for _, rows in sheets for row in rows[:_TOP]):
        raise CollectionError(
            f"{where}: every row of this table is a document; read it from a file, by "
            "`policytext extract` or `policytext batch`"
        )
    parts = [
        (f"sheet {name}", "\n".join("\t".join(map(_on_one_line, row)) for row in rows))
        for name, rows in sheets
    ]
    content = assembled(parts, where)
    return Content(content.text, encoding, content.metadata, content.sections)


def _is_header(row: Sequence[str]) -> bool:
    """Whether the cells under `row` are titles and texts, dates and sources of documents: a plan may
    have a column of texts as well, but nothing else of that kind."""
    try:
        return len(columns_of(row, Fields()).at) > 1
    except ReadingError:
        return False


def _on_one_line(cell: str) -> str:
    return _LINE_ENDS.sub(" ", cell.strip())
