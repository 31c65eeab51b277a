"""Tables of which every row is a document: CSV, TSV, and workbooks as BIGKinds exports them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from policytext.errors import ReadingError
from policytext.reading.columns import HEADER_ROWS, Columns, Fields, header_among
from policytext.reading.delimited import rows_of
from policytext.reading.places import Place
from policytext.reading.records import Record, Unreadable
from policytext.reading.separators import is_table
from policytext.reading.workbooks import Sheet, sheets_of

_SUFFIXES = frozenset({".csv", ".tsv", ".tab"})


def is_delimited(head: bytes, suffix: str, fields: Fields) -> bool:
    """Whether what begins with `head` is such a table in CSV or TSV: by its name or its rows, and by
    its header, unless the user names columns."""
    if suffix in _SUFFIXES:
        if fields.named:
            return True
    elif suffix and not is_table(head):
        return False
    rows = islice(rows_of(io.BytesIO(head)), HEADER_ROWS)
    return not isinstance(header_among([row.cells for row in rows], fields), ReadingError)


def read_delimited(place: Place, fields: Fields) -> Iterator[Record | Unreadable]:
    """The documents in `place`, a row each; a row that cannot be read costs itself alone.

    Raises ReadingError, a part of a sentence, where the rest cannot be read.
    """
    rows = rows_of(place.stream)
    first = list(islice(rows, HEADER_ROWS))
    if not first:
        raise ReadingError("there is no text in it")
    header = header_among([() if row.wrong else row.cells for row in first], fields)
    if isinstance(header, ReadingError):
        raise header
    top, columns = header
    for number, row in enumerate(chain(first, rows)):
        label = f"line {row.line}"
        if row.wrong:
            yield place.unreadable(row.wrong, label)
        elif number > top:
            yield _record(place, label, row.cells, columns)


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


_Header = tuple[int, Columns]  # the number of a row, and what its cells are


def headers_of(data: bytes, fields: Fields) -> list[tuple[Sheet, _Header | ReadingError]] | None:
    """The sheets of a workbook, each with its header or why it has none; None where no row of it is
    a document, but the workbook is one.

    Raises ReadingError, a part of a sentence, where it cannot be read or no sheet has the columns
    that the user names.
    """
    found = [(sheet, _header(sheet, fields)) for sheet in sheets_of(data)]
    wrong = [header for _, header in found if isinstance(header, ReadingError)]
    if len(wrong) < len(found):
        return found
    if fields.named and wrong:
        raise wrong[0]
    return None


def read_sheets(
    place: Place, sheets: Sequence[tuple[Sheet, _Header | ReadingError]]
) -> Iterator[Record | Unreadable]:
    """The documents in the sheets of the workbook in `place`, a row each.

    A sheet without the columns is left out with a word.
    """
    several = sum(1 for _, header in sheets if not isinstance(header, ReadingError)) > 1
    for sheet, header in sheets:
        if not isinstance(header, ReadingError):
            yield from _records(place, sheet, *header, several)
        elif next(sheet.rows(), None):
            label = f"sheet {sheet.name}"
            yield Unreadable(
                f"{place.key}#{label}",
                place.key,
                f"{place.where}: {label}: left out: {header}",
                "left out",
            )


def _header(sheet: Sheet, fields: Fields) -> _Header | ReadingError:
    rows = list(islice(sheet.rows(), HEADER_ROWS))
    header = header_among([row for _, row in rows], fields)
    if isinstance(header, ReadingError):
        return header
    place, columns = header
    return rows[place][0], columns


def _records(
    place: Place, sheet: Sheet, top: int, columns: Columns, several: bool
) -> Iterator[Record | Unreadable]:
    for number, row in sheet.rows():
        if number > top:
            label = f"row {number}"
            yield columns.record(place, f"{sheet.name}, {label}" if several else label, row)
