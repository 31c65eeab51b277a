"""Workbooks (XLSX, XLSB, XLS) as collections: a document a row, as BIGKinds exports them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from policytext.errors import ReadingError
from policytext.reading.columns import Columns, Fields, columns_of
from policytext.reading.places import Place
from policytext.reading.records import Record, Unreadable, plain

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_TOP = 20  # rows among which the header stands


def read_workbook(place: Place, fields: Fields) -> Iterator[Record | Unreadable]:
    """The documents in `place`, a row each, sheet by sheet.

    A sheet without the columns is left out where another one has them. Raises ReadingError, a
    part of a sentence, where the workbook cannot be read or no sheet has the columns.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    data = place.whole()
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [workbook.get_sheet_by_name(name) for name in workbook.sheet_names]
    except (CalamineError, OSError, ValueError) as error:
        raise ReadingError(f"the workbook cannot be read: {_said(error)}") from None
    headers = [_header(sheet, fields) for sheet in sheets]
    wrong = [header for header in headers if isinstance(header, ReadingError)]
    if len(wrong) == len(headers):
        raise wrong[0] if wrong else ReadingError("there is no sheet in it")
    for sheet, header in zip(sheets, headers, strict=True):
        if isinstance(header, ReadingError):
            if sheet.height:
                label = f"sheet {sheet.name}"
                yield Unreadable(
                    f"{place.key}#{label}",
                    place.key,
                    f"{place.where}: {label}: left out: {header}",
                    "left out",
                )
        else:
            yield from _records(place, sheet, *header, several=len(headers) - len(wrong) > 1)


def _header(sheet: CalamineSheet, fields: Fields) -> tuple[int, Columns] | ReadingError:
    """How many rows stand before the texts of a sheet, and its columns; or what is wrong."""
    wrong: ReadingError | None = None
    for number, row in zip(range(1, _TOP + 1), sheet.iter_rows(), strict=False):
        names = [plain(cell) for cell in row]
        if sum(1 for name in names if name.strip()) < 2:
            continue
        try:
            return number, columns_of(names, fields)
        except ReadingError as error:
            wrong = wrong or error
    return wrong or ReadingError("there is no table in it")


def _records(
    place: Place, sheet: CalamineSheet, top: int, columns: Columns, several: bool
) -> Iterator[Record | Unreadable]:
    for number, row in enumerate(sheet.iter_rows(), 1):
        if number > top and _filled(row):
            label = f"row {number}"
            yield columns.record(place, f"{sheet.name}, {label}" if several else label, row)


def _filled(row: Sequence[object]) -> bool:
    return any(cell not in ("", None) for cell in row)


def _said(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
