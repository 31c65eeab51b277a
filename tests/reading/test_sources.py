"""Archives are read as a stream, whatever they are kept in; what cannot be read is told, the rest goes on."""

from __future__ import annotations

import datetime
import gzip
import io
import json
import lzma
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sources import read, workbook, written

from policytext.errors import CallError
from policytext.reading.columns import Fields
from policytext.reading.records import document_of, iso_date

OBJECT = {
    "id": 7,
    "title": "섬마을 돌봄사업",
    "body": "환경부는 섬마을을 돌본다.",
    "ministry": "환경부",
    "date": "05/31/2024 11:00:00",
    "url": "https://example.kr/7",
}
LINE = (json.dumps(OBJECT, ensure_ascii=False) + "\n").encode()
CSV = "제목,본문,일자,언론사\n섬마을,돌본다.,20240531,한빛일보\n달빛,기록한다.,2024.6.1,들꽃신문\n"


@pytest.mark.parametrize("pack", [bytes, lzma.compress, gzip.compress], ids=["plain", "xz", "gzip"])
def test_json_lines_are_documents_whatever_they_are_packed_in(
    pack: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    path = written(tmp_path, "archive", pack(b"\n" + LINE))
    (record,), unreadable = read(path)
    assert not unreadable
    assert record.text == "섬마을 돌봄사업\n환경부는 섬마을을 돌본다."
    assert (record.title, record.publisher, record.date) == (
        "섬마을 돌봄사업",
        "환경부",
        "2024-05-31",
    )
    assert (record.key, record.collection) == (f"{path}#7", str(path))
    assert (record.name, record.url) == ("archive#7", "https://example.kr/7")
    document = document_of(record)
    assert document.source.sha256 == record.sha256
    assert (document.metadata.organization, document.metadata.date) == ("환경부", "2024-05-31")


def test_a_document_keeps_its_key_when_others_come_before_it(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", CSV)
    earlier = {record.title: record.key for record in read(path)[0]}
    written(tmp_path, "a.csv", CSV.replace("섬마을,", "별빛,쏟아진다.,20240501,한빛일보\n섬마을,"))
    later = {record.title: record.key for record in read(path)[0]}
    assert {title: later[title] for title in earlier} == earlier
    assert len(set(later.values())) == 3


def test_a_file_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", LINE)
    assert len(read(path, tmp_path, path)[0]) == 1


def test_the_content_of_a_record_is_all_that_is_said_of_it(tmp_path: Path) -> None:
    path = written(tmp_path, "a.jsonl", LINE + LINE.replace(b"05/31", b"06/01"))
    first, second = read(path)[0]
    assert first.sha256 != second.sha256
    assert first.text == second.text


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (LINE + b'{"title": \n' + LINE, "line 2: no JSON object"),
        (LINE + b"[1]\n" + LINE, "line 2: no JSON object"),
        (LINE + b'{"title": ' + b"[" * 100_000 + b"\n" + LINE, "line 2: no JSON object"),
        (LINE + b'{"number": 1}\n' + LINE, "line 2: no column is known to hold titles or texts"),
        (LINE + b'{"title": " ", "body": null}\n' + LINE, "line 2: there is no text in it"),
        (LINE + b'{"title": "\xff\xff"}\n' + LINE, "line 2: no JSON object"),
    ],
    ids=["broken", "list", "nested", "no text", "empty", "encoding"],
)
def test_a_broken_line_costs_itself_alone(data: bytes, complaint: str, tmp_path: Path) -> None:
    records, (broken,) = read(written(tmp_path, "a.jsonl", data))
    assert len(records) == 2
    assert complaint in broken.reason


@pytest.mark.parametrize("pack", [lzma.compress, gzip.compress], ids=["xz", "gzip"])
def test_what_stands_before_the_end_of_a_file_that_is_cut_short_is_read(
    pack: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    noise = "".join(f'{{"title": "{n * 7919 % 99991} {n}"}}\n' for n in range(20_000)).encode()
    records, (cut,) = read(written(tmp_path, "a.jsonl.xz", pack(noise)[:-1000]))
    assert len(records) > 1000
    assert "damaged or cut short" in cut.reason


def test_json_of_many_lines_is_one_document_or_a_list_of_them(tmp_path: Path) -> None:
    one = written(tmp_path, "one.json", json.dumps(OBJECT, indent=2))
    several = written(tmp_path, "list.json", json.dumps([OBJECT, OBJECT | {"id": 8}], indent=2))
    assert [record.name for record in read(one, several)[0]] == [
        "one.json#7",
        "list.json#7",
        "list.json#8",
    ]
    assert "no JSON" in read(written(tmp_path, "cut.json", json.dumps([OBJECT])[:-3]))[1][0].reason


def test_any_other_file_is_one_document_for_the_readers_of_files(tmp_path: Path) -> None:
    path = written(tmp_path, "계획.txt", "섬마을 돌봄 계획\n예산 300억 원".encode("cp949"))
    (record,), _ = read(path)
    assert (record.key, record.collection, record.name) == (str(path), str(tmp_path), "계획.txt")
    assert document_of(record).text == "섬마을 돌봄 계획\n예산 300억 원"


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (LINE, ["-#7"]),
        (lzma.compress(CSV.encode()), ["-#line 2", "-#line 3"]),
        (CSV.encode("utf-16"), ["-#line 2", "-#line 3"]),
        ("섬마을 돌봄 계획".encode(), ["-"]),
    ],
    ids=["json lines", "packed csv", "csv in utf-16", "text"],
)
def test_standard_input_may_be_any_of_these(data: bytes, names: list[str]) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    records, unreadable = read("-", stdin=Pipe(data))
    assert [record.name for record in records] == names
    assert not unreadable


def test_two_texts_by_standard_input_are_two_documents() -> None:
    keys = {read("-", stdin=io.BytesIO(text.encode()))[0][0].key for text in ("하나", "둘")}
    assert len(keys) == 2


def test_a_closed_standard_input_is_told() -> None:
    assert "standard input" in read("-", stdin=None)[1][0].reason


def test_the_user_may_name_the_columns(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", "글,표제,제목\n돌본다.,섬마을,버린다\n")
    fields = Fields.parse(["text=글", "title=표제"])
    assert read(path, fields=fields)[0][0].text == "섬마을\n돌본다."
    wrong = read(path, fields=Fields.parse(["text=내용"]))[1][0].reason
    assert wrong.endswith("there is no column '내용'; its columns are 글, 표제, 제목")


@pytest.mark.parametrize("option", ["text", "text=", "본문=text", "=x"])
def test_a_field_that_is_named_wrongly_is_told(option: str) -> None:
    with pytest.raises(CallError, match="FIELD=COLUMN"):
        Fields.parse([option])


@pytest.mark.parametrize(
    ("said", "iso"),
    [
        ("2024-05-31", "2024-05-31"),
        ("2024. 5. 3. 09:00", "2024-05-03"),
        ("2024년 5월 3일", "2024-05-03"),
        ("20240531", "2024-05-31"),
        (20240531.0, "2024-05-31"),
        ("20240531110000", "2024-05-31"),
        ("05/31/2024 11:00:00", "2024-05-31"),
        (datetime.datetime(2024, 5, 31, 9), "2024-05-31"),
        (datetime.date(2024, 5, 31), "2024-05-31"),
        ("20241331", ""),
        ("어제", ""),
        (None, ""),
    ],
)
def test_dates(said: object, iso: str) -> None:
    assert iso_date(said) == iso


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.binary(max_size=100).map(lambda tail: b'{"title": "' + tail),
        st.binary(max_size=100).map(lambda tail: CSV.encode() + tail),
        st.binary(max_size=50).map(lambda tail: b"PK\x03\x04" + tail),
        st.binary(max_size=50).map(lambda tail: b"\x1f\x8b\x08" + tail),
    ),
    st.sampled_from(["", ".csv", ".json", ".jsonl", ".xlsx", ".zip", ".xls", ".tsv.gz"]),
)
def test_no_bytes_at_all_stop_the_reading(data: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder), f"file{suffix}", data)
        records, unreadable = read(path, written(Path(folder), "next.txt", "다음 문서"))
        assert [record.name for record in records][-1] == "next.txt"
        assert len(records) + len(unreadable) > 1


def bigkinds(**cells: object) -> list[object]:
    return [
        cells.get(name, "")
        for name in ("뉴스식별자", "일자", "언론사", "기고자", "제목", "본문", "URL", "제외")
    ]


BIGKINDS = ["뉴스 식별자", "일자", "언론사", "기고자", "제목", "본문", "URL", " 분석제외  여부"]


def test_a_bigkinds_workbook_keeps_ids_as_strings_marks_cut_texts_and_follows_its_marks(
    tmp_path: Path,
) -> None:
    path = workbook(
        tmp_path / "NewsResult.xlsx",
        sheet=[
            BIGKINDS,
            bigkinds(
                뉴스식별자="01100101.20240531110000001",
                일자="20240531",
                언론사="한빛일보",
                기고자="김하늘",
                제목="섬마을을 돌보다",
                본문="가" * 200,
            ),
            bigkinds(뉴스식별자="01100101.20240531110000002", 제목="짧은 글", 본문="짧다."),
            bigkinds(뉴스식별자="01100101.20240531110000003", 제목="또", 본문="또", 제외="중복"),
        ],
    )
    (cut, short), (marked,) = read(path)
    assert cut.key == f"{path}#01100101.20240531110000001"
    assert (cut.date, cut.publisher, cut.author) == ("2024-05-31", "한빛일보", "김하늘")
    assert cut.truncated
    assert not short.truncated
    assert marked.kind == "left out"
    assert "(중복)" in marked.reason


def test_the_header_of_a_sheet_may_stand_below_a_title_and_other_sheets_are_told(
    tmp_path: Path,
) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        설명=[["작성 기준", "이 표는"], ["가", "나"]],
        빈=[],
        자료=[[], ["2024년 보도자료"], ["번호", "제목", "내용"], [1, "섬마을", "돌본다."], []],
    )
    (record,), (told,) = read(path)
    assert (record.text, record.name) == ("섬마을\n돌본다.", "a.xlsx#row 4")
    assert told.kind == "left out"
    assert "sheet 설명" in told.reason


def test_a_workbook_without_the_columns_that_are_named_is_told_with_those_it_has(
    tmp_path: Path,
) -> None:
    path = workbook(tmp_path / "예산.xlsx", sheet=[["사업", "예산"], ["섬마을", 300]])
    _, (told,) = read(path, fields=Fields(text="설명"))
    assert "there is no column '설명'; its columns are 사업, 예산" in told.reason


def test_a_workbook_that_is_damaged_is_told(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", sheet=[BIGKINDS])
    data = path.read_bytes()
    for broken in (data[:-100], data[: len(data) // 2] + bytes(50) + data[len(data) // 2 + 50 :]):
        _, (told,) = read(written(tmp_path, "b.xlsx", broken))
        assert "damaged" in told.reason
