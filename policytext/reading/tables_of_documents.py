"""Tables of which every row is a document: CSV, TSV, and workbooks as BIGKinds exports them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from policytext.errors import ReadingError
from policytext.reading.columns import HEADER_ROWS, Columns, Fields, columns_of, has_columns
from policytext.reading.delimited import rows_of
from policytext.reading.places import Place
from policytext.reading.records import Record, Unreadable, plain
from policytext.reading.separators import is_table
from policytext.reading.workbooks import Sheet, sheets_of

_SUFFIXES = frozenset({".csv", ".tsv", ".tab"})


def is_delimited(head: bytes, suffix: str, fields: Fields) -> bool:
    """Whether what begins with `head` is such a table in CSV or TSV: by its name, by its header, or,
    if its name says something else, by both the header and the rows."""
    if suffix in _SUFFIXES:
        return True
    if suffix and not is_table(head):
        return False
    header = next((row.cells for row in rows_of(io.BytesIO(head))), ())
    return has_columns(header, fields, least=2 if suffix else 1)


def read_delimited(place: Place, fields: Fields) -> Iterator[Record | Unreadable]:
    """The documents in `place`, a row each; a row that cannot be read costs itself alone.

    Raises ReadingError, a part of a sentence, where the rest cannot be read.
    """
    columns: Columns | None = None
    for row in rows_of(place.stream):
        label = f"line {row.line}"
        if row.wrong:
            yield place.unreadable(row.wrong, label)
        elif columns is None:
            columns = columns_of(row.cells, fields)
        else:
            yield _record(place, label, row.cells, columns)
    if columns is None:
        raise ReadingError("there is no text in it")


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


def read_workbook(place: Place, fields: Fields) -> Iterator[Record | Unreadable]:
    """The documents in `place`, a row each, sheet by sheet.

    A sheet without the columns is left out where another one has them. Raises ReadingError, a
    part of a sentence, where the workbook cannot be read or no sheet has the columns.
    """
    sheets = sheets_of(place.whole())
    headers = [_header(sheet, fields) for sheet in sheets]
    wrong = [header for header in headers if isinstance(header, ReadingError)]
    if len(wrong) == len(headers):
        raise wrong[0] if wrong else ReadingError("there is no sheet in it")
    for sheet, header in zip(sheets, headers, strict=True):
        if isinstance(header, ReadingError):
            if next(sheet.rows(), None):
                label = f"sheet {sheet.name}"
                yield Unreadable(
                    f"{place.key}#{label}",
                    place.key,
                    f"{place.where}: {label}: left out: {header}",
                    "left out",
                )
        else:
            yield from _records(place, sheet, *header, several=len(headers) - len(wrong) > 1)


def _header(sheet: Sheet, fields: Fields) -> tuple[int, Columns] | ReadingError:
    """The number of the row that is the header of a sheet, and its columns; or what is wrong."""
    wrong: ReadingError | None = None
    for number, row in sheet.rows():
        if number > HEADER_ROWS:
            break
        names = [plain(cell) for cell in row]
        if sum(1 for name in names if name.strip()) < 2:
            continue
        try:
            return number, columns_of(names, fields)
        except ReadingError as error:
            wrong = wrong or error
    return wrong or ReadingError("there is no table in it")


def _records(
    place: Place, sheet: Sheet, top: int, columns: Columns, several: bool
) -> Iterator[Record | Unreadable]:
    for number, row in sheet.rows():
        if number > top:
            label = f"row {number}"
            yield columns.record(place, f"{sheet.name}, {label}" if several else label, row)
