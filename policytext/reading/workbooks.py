"""The rows of workbooks (XLSX, XLSB, XLS), sheet by sheet."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from policytext.errors import ReadingError

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

# What makes a workbook of a zip (XLSX, XLSB) and of an OLE document (XLS): a file, a stream in it.
WORKBOOK_PARTS = frozenset({"xl/workbook.xml", "xl/workbook.bin"})
WORKBOOK_STREAMS = frozenset({"Workbook", "Book"})


class Sheet:
    """A sheet of a workbook."""

    def __init__(self, sheet: CalamineSheet) -> None:
        self._sheet = sheet
        self.name = sheet.name

    def rows(self) -> Iterator[tuple[int, list[object]]]:
        """The rows that are not empty, each with its number from 1; cells are strings, numbers,
        dates and truth values."""
        for number, row in enumerate(self._sheet.iter_rows(), 1):
            if any(str(cell).strip() for cell in row):
                yield number, list(row)


def sheets_of(data: bytes) -> list[Sheet]:
    """The sheets of the workbook `data`; raises ReadingError, a part of a sentence, where it cannot
    be read."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [Sheet(workbook.get_sheet_by_name(name)) for name in workbook.sheet_names]
    except (CalamineError, OSError, ValueError):
        raise ReadingError("this workbook is damaged or protected by a password") from None
