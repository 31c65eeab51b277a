"""XLSX: a sheet per table, numbers as numbers, and nothing that a spreadsheet would run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, BinaryIO

from policytext.errors import CallError
from policytext.output.cells import Cell, one_line
from policytext.output.columns import COLUMNS, Kind, Language, heading, table_heading

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

MAX_ROWS = 1_048_576  # of a sheet of Excel, the header among them
MAX_CELL = 32_767  # UTF-16 units that a cell of Excel holds
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_WIDTHS: Mapping[Kind, int] = {"long": 60, "money": 20, "date": 12, "integer": 9, "flag": 9}
_FORMATS: Mapping[Kind, str] = {
    "money": "#,##0",
    "integer": "0",
    "real": "0.00",
    "date": "yyyy-mm-dd",
}
_FRACTION = "#,##0.00##"


class Book:
    """A workbook that is being written; its rows go to disk as they come."""

    def __init__(self, workbook: Workbook, language: Language) -> None:
        self._book = workbook
        self._language = language
        self._sheets: dict[str, _Sheet] = {}
        self._formats = {
            kind: workbook.add_format({"num_format": f}) for kind, f in _FORMATS.items()
        }
        self._formats["fraction"] = workbook.add_format({"num_format": _FRACTION})  # type: ignore[index]
        self._bold = workbook.add_format({"bold": True})

    def add(self, table: str, names: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
        """Write rows below those that `table` has; returns on how many sheets it stands.

        A table that is longer than a sheet goes on in another one, `amounts 2`.
        """
        sheet = self._sheets.get(table) or self._next(table, names, 1)
        for row in rows:
            if sheet.filled == MAX_ROWS:
                sheet.finish()
                sheet = self._next(table, names, sheet.number + 1)
            sheet.write(row)
        return sheet.number

    def finish(self) -> None:
        """Write what stands at the ends of the sheets."""
        for sheet in self._sheets.values():
            sheet.finish()

    def _next(self, table: str, names: Sequence[str], number: int) -> _Sheet:
        title = table_heading(table, self._language)
        worksheet = self._book.add_worksheet(f"{title} {number}" if number > 1 else title)
        headings = [heading(name, self._language) for name in names]
        kinds = [COLUMNS[name].kind for name in names]
        sheet = _Sheet(worksheet, number, headings, kinds, self._formats, self._bold)
        self._sheets[table] = sheet
        return sheet


class _Sheet:
    """One sheet and how many of its rows are filled."""

    def __init__(
        self,
        worksheet: Worksheet,
        number: int,
        headings: Sequence[str],
        kinds: Sequence[Kind],
        formats: Mapping[Any, Any],
        bold: Any,
    ) -> None:
        self.number = number
        self.filled = 1
        self._sheet = worksheet
        self._kinds = kinds
        self._formats = formats
        for column, (title, kind) in enumerate(zip(headings, kinds, strict=True)):
            worksheet.set_column(column, column, _WIDTHS.get(kind, 16), formats.get(kind))
            worksheet.write_string(0, column, title, bold)
        worksheet.freeze_panes(1, 0)

    def write(self, row: Sequence[Cell]) -> None:
        """Write one row."""
        number, sheet = self.filled, self._sheet
        for column, (cell, kind) in enumerate(zip(row, self._kinds, strict=True)):
            if cell is None:
                continue
            if not isinstance(cell, str):
                fraction = kind == "money" and cell != int(cell)
                form = self._formats["fraction" if fraction else kind] if kind in _FORMATS else None
                sheet.write_number(number, column, cell, form)
            elif kind == "date" and (day := _day(cell)):
                sheet.write_datetime(number, column, day, self._formats["date"])
            else:
                sheet.write_string(number, column, fitting(cell))
        self.filled += 1

    def finish(self) -> None:
        """Let the rows be filtered."""
        self._sheet.autofilter(0, 0, self.filled - 1, len(self._kinds) - 1)


@contextmanager
def workbook(file: BinaryIO, language: Language) -> Iterator[Book]:
    """A workbook that is written to `file` when the block has ended well and filled a sheet.

    Raises OSError where the disk does not take it, CallError where XlsxWriter does not.
    """
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import XlsxFileError

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    # The folder for what XlsxWriter has not packed yet goes away also where the block fails.
    with TemporaryDirectory(prefix="policytext-") as folder:
        raw = Workbook(_Target(file), options | {"tmpdir": folder})
        raw.use_zip64()
        book = Book(raw, language)
        try:
            yield book
            if raw.worksheets():
                book.finish()
                raw.close()
        except XlsxFileError as error:
            if isinstance(error.args[0], OSError):
                raise error.args[0] from None
            raise CallError(f"the workbook cannot be written: {error}") from None


class _Target:
    """The file of a workbook. When the disk has refused it something it takes all else without a word:
    the zip that XlsxWriter leaves behind ends itself later, and would complain past all handlers."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._seekable = file.seekable()
        self._at = 0
        self._refused = False

    def write(self, data: bytes) -> int:
        self._try(self._file.write, data)
        self._at += len(data)
        return len(data)

    def seek(self, place: int) -> int:
        if not self._seekable:  # a pipe, which the zip is then written for
            raise OSError
        self._try(self._file.seek, place)
        self._at = place
        return place

    def tell(self) -> int:
        return self._at

    def flush(self) -> None:
        self._try(self._file.flush)

    def _try(self, do: Callable[..., object], *given: object) -> None:
        if not self._refused:
            try:
                do(*given)
            except OSError:
                self._refused = True
                raise


def fitting(text: str) -> str:
    """`text` as a cell holds it: on one line, cut with a mark where it is too long."""
    text = one_line(text)
    if len(text) > MAX_CELL // 2 and _units(text) > MAX_CELL:
        mark = f" … [cut: {len(text):,} characters]"
        text = _cut(text, MAX_CELL - len(mark)) + mark
    # XlsxWriter would take this for markup of its own and write it as it is.
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str, units: int) -> str:
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")


def _day(text: str) -> date | None:
    """The date that an ISO text is, None where Excel, which begins with 1900, has none."""
    if not _ISO.fullmatch(text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year >= 1900 else None
