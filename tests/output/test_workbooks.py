"""Workbooks open in Excel as what they are: texts as texts, numbers as numbers, nothing lost."""

from __future__ import annotations

import datetime
import gc
import io
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from policytext.errors import CallError
from policytext.output import workbook
from policytext.output.cells import Cell, one_line
from policytext.output.columns import COLUMNS
from policytext.output.files import whole_binary
from policytext.output.tables import TABLES, header

NAMES = ["document", "date", "value", "mentions", "sentence"]


def written(*rows: Sequence[Cell], names: Sequence[str] = NAMES, language: Any = "en") -> bytes:
    file = io.BytesIO()
    with workbook.workbook(file, language) as book:
        book.add("amounts", names, rows)
    return file.getvalue()


def sheets(data: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_numbers_and_dates_are_numbers_and_dates() -> None:
    data = written(["a", "2024-05-31", 10**13, 3, "문장"], ["b", "2024-05", 1.5, None, None])
    assert sheets(data)["amounts"] == [
        NAMES,
        ["a", datetime.date(2024, 5, 31), 10**13, 3, "문장"],
        ["b", "2024-05", 1.5, "", ""],
    ]


def test_korean_headers_stand_frozen_over_a_table_that_can_be_filtered() -> None:
    data = written(["a", None, 1, 1, "문장"], language="ko")
    assert sheets(data)["금액"][0] == ["문서", "일자", "금액", "언급 수", "문장"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert 'ySplit="1"' in sheet
    assert '<autoFilter ref="A1:E2"/>' in sheet


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
TRICKY = st.sampled_from(
    [
        *("=1+1", "+1", "-1", "@x", '=HYPERLINK("http://x")', "http://example.kr", "mailto:a@b"),
        *("<r>x</r>", "<r><t>x</t></r>", "_x0041_", "&amp;", "internal:a", " x ", "{=1}"),
        "\ufffe\uffff",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(TEXT, TRICKY), min_size=1, max_size=5))
def test_any_text_is_a_text_and_never_a_formula_or_a_link(texts: list[str]) -> None:
    data = written(*(["d", None, None, None, text] for text in texts))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert not any("rels" in name and "sheet1" in name for name in archive.namelist())
    assert "<f" not in sheet
    assert "<hyperlink" not in sheet
    assert "<r>" not in sheet
    for text, row in zip(texts, sheets(data)["amounts"][1:], strict=True):
        if "\ufffe" not in text and "\uffff" not in text:
            assert str(row[4]).strip() == one_line(text).strip()


@pytest.mark.parametrize("letter", ["가", "😀"])
def test_a_cell_that_is_too_long_is_cut_with_a_mark(letter: str) -> None:
    text = letter * 40_000
    (cell,) = (row[4] for row in sheets(written(["d", None, None, None, text]))["amounts"][1:])
    assert len(cell.encode("utf-16-le")) // 2 in (workbook.MAX_CELL, workbook.MAX_CELL - 1)
    assert cell.endswith("… [cut: 40,000 characters]")
    assert workbook.fitting("가" * workbook.MAX_CELL) == "가" * workbook.MAX_CELL


def test_a_table_longer_than_a_sheet_goes_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_ROWS", 3)
    found = sheets(written(*([str(n), None, n, n, "문장"] for n in range(5))))
    assert [[row[0] for row in rows] for rows in found.values()] == [
        ["document", "0", "1"],
        ["document", "2", "3"],
        ["document", "4"],
    ]
    assert list(found) == ["amounts", "amounts 2", "amounts 3"]


@pytest.mark.parametrize("table", TABLES)
def test_every_table_of_extract_has_columns_that_are_known(table: str) -> None:
    assert set(header(table)) <= set(COLUMNS)


def test_a_workbook_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    file = io.BytesIO()

    def fail() -> None:
        with workbook.workbook(file, "en") as book:
            book._book.add_worksheet().row_data_fh.close()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not file.getvalue()
    assert not list(tmp_path.iterdir())


def test_a_workbook_without_sheets_is_no_file() -> None:
    file = io.BytesIO()
    with workbook.workbook(file, "en"):
        pass
    assert not file.getvalue()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
def test_a_full_disk_is_told_once() -> None:
    with (
        pytest.raises(CallError, match="/dev/full: cannot be written: No space left"),
        whole_binary(Path("/dev/full")) as file,
        workbook.workbook(file, "en") as book,
    ):
        book.add("amounts", NAMES, [[str(n), None, n, n, f"{n * 7919}"] for n in range(20_000)])
    gc.collect()


def test_a_workbook_goes_through_a_pipe() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise OSError(29, "Illegal seek")

    pipe, rows = Pipe(), [["a", "2024-05-31", 3, 1, "문장"]]
    with workbook.workbook(pipe, "en") as book:
        book.add("amounts", NAMES, rows)
    assert sheets(pipe.getvalue()) == sheets(written(*rows))
