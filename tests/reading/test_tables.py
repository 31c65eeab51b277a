"""A table is a document of rows, unless every row of it is a document."""

from __future__ import annotations

import csv
import io
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sources import workbook

from policytext.errors import CollectionError, ReadingError
from policytext.model import Document
from policytext.reading.collections import is_collection, read_documents
from policytext.reading.records import Record, document_of
from policytext.reading.sniffing import sniff
from policytext.reading.sources import read_sources
from policytext.reading.table import read

BUDGET = (
    '사업,2025,2026,비고\n청년 창업 지원 사업,300,"1,450",(단위: 억원)\n빈집 정비,100,90,"두\n줄"\n'
)
NEWS = "일자,언론사,제목\n20240531,해온일보,수소버스 120대 들인다\n20240601,해온신문,빈집 정비에 450억 원\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp949"])
def test_a_budget_in_csv_is_a_line_a_row_with_tabs_between_its_cells(encoding: str):
    data = BUDGET.encode(encoding)
    assert sniff(data, "b") == "table"
    assert read(data, "b.csv").text == (
        "사업\t2025\t2026\t비고\n청년 창업 지원 사업\t300\t1,450\t(단위: 억원)\n빈집 정비\t100\t90\t두 줄\n"
    )


def test_a_workbook_is_read_sheet_by_sheet():
    data = workbook(
        io.BytesIO(), 예산=[["(단위: 억원)"], ["사업", 2025], ["빈집 정비", 300.0]], 비고=[["끝"]]
    ).getvalue()
    content = read(data, "b.xlsx")
    assert sniff(data, "b") == "table"
    assert content.text == "(단위: 억원)\n사업\t2025\n빈집 정비\t300\n끝\n"
    assert [section.label for section in content.sections] == ["sheet 예산", "sheet 비고"]


@pytest.mark.parametrize(
    "data",
    [
        NEWS.encode(),
        workbook(io.BytesIO(), 기사=[row.split(",") for row in NEWS.splitlines()]).getvalue(),
    ],
    ids=["csv", "xlsx"],
)
def test_every_row_of_a_list_of_articles_is_a_document(data: bytes, tmp_path: Path):
    suffix = "csv" if data.startswith("일자".encode()) else "xlsx"
    path = tmp_path / f"news.{suffix}"
    path.write_bytes(data)
    found = [d for d in read_documents(str(path), None) if isinstance(d, Document)]
    assert is_collection(str(path))
    assert [d.metadata.date for d in found] == ["2024-05-31", "2024-06-01"]
    with pytest.raises(CollectionError, match="every row of this table is a document"):
        list(read_documents("-", io.BytesIO(data)))


@pytest.mark.parametrize(
    ("name", "rows", "documents"),
    [
        ("예산", BUDGET, 1),
        ("목록", "제목,조회수\n섬마을,3\n달빛,4\n", 1),
        ("기사", NEWS, 2),
        ("아래", "목록,5월,끝\n" + NEWS, 2),
    ],
)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_document_and_an_archive_are_told_apart_in_the_same_way(
    name: str, rows: str, documents: int, form: str, tmp_path: Path
) -> None:
    path = tmp_path / f"{name}.{form}"
    if form == "csv":
        path.write_text(rows, "utf-8")
    else:
        workbook(path, 표=list(csv.reader(io.StringIO(rows))))
    extracted = [d for d in read_documents(str(path), None) if isinstance(d, Document)]
    archived = [document_of(r) for r in read_sources([str(path)]) if isinstance(r, Record)]
    assert len(extracted) == documents
    assert [d.text for d in archived] == [d.text for d in extracted]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes there")
def test_a_pipe_can_be_read_only_once(tmp_path: Path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    assert not is_collection(str(path))
    with ThreadPoolExecutor() as pool:
        pool.submit(path.write_text, BUDGET, "utf-8")
        (budget,) = read_documents(str(path), None)
        pool.submit(path.write_text, NEWS, "utf-8")
        with pytest.raises(CollectionError, match="read it from a file"):
            list(read_documents(str(path), None))
    assert isinstance(budget, Document)
    assert "청년 창업 지원 사업\t300" in budget.text


@pytest.mark.parametrize(
    "text",
    [
        "예산은 3억, 기간은 3년\n",
        "가, 나\n다, 라, 마\n바\n",
        "제목\n본문\n본문\n본문\n",
        "예산을 늘리고, 줄인다.\n사업을 열고, 닫는다.\n계획을 짜고, 고친다.\n",
        "빈집 정비에 1,200억 원\n도로에 2,300억 원을 쓴다.\n철도에 3,400억 원을 쓴다.\n",
    ],
)
def test_texts_with_commas_are_no_tables(text: str):
    assert sniff(text.encode(), "t") == "text"


def test_a_quotation_mark_that_is_never_closed_costs_no_row_of_a_budget():
    rows = "".join(f"사업 {number},{number}\n" for number in range(30))
    text = read(f'사업,예산\n{rows}정비,90\n돌봄,"70억,원\n보육,80\n'.encode(), "b.csv").text
    assert text.endswith('사업 29\t29\n정비\t90\n돌봄\t"70억\t원\n보육\t80\n')


def test_a_damaged_workbook_is_refused_in_one_sentence():
    data = (
        workbook(io.BytesIO(), 예산=[["사업", 1]]).getvalue().replace(b"PK\x01\x02", b"PK\x01\x03")
    )
    with pytest.raises(ReadingError, match=r"^b\.xlsx: [^\n]*$"):
        read(data, "b.xlsx")


def test_a_list_of_articles_with_columns_of_unknown_names_is_no_document() -> None:
    data = ("표제,풀어쓴 글\n" + f"섬마을,{'돌본다. ' * 20_000}\n" * 100).encode()
    with pytest.raises(ReadingError, match="its columns are 표제, 풀어쓴 글: name them"):
        read(data, "a.csv")
