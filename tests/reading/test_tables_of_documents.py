"""CSV and TSV as they come: any separator, any Korean encoding, rows that are wrong alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from sources import read, written

from policytext.reading.columns import Fields

CSV = '제목,본문,일자\n섬마을 똠방각하,"돌본다, 늘.\n둘째 줄",20240531\n달빛,기록한다.,20240601\n'
TEXTS = ["섬마을 똠방각하\n돌본다, 늘.\n둘째 줄", "달빛\n기록한다."]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_the_encoding_is_told_by_the_bytes(encoding: str, tmp_path: Path) -> None:
    records, unreadable = read(written(tmp_path, "a.csv", CSV.encode(encoding)))
    assert [record.text for record in records] == TEXTS
    assert not unreadable


@pytest.mark.parametrize("separator", ["\t", ";", "|", ","])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_separator_is_told_by_the_rows(separator: str, end: str, tmp_path: Path) -> None:
    data = CSV.replace("둘째 줄", "둘째, 줄").replace(",", separator).replace("\n", end)
    records, _ = read(written(tmp_path, "a.csv", data))
    assert [record.date for record in records] == ["2024-05-31", "2024-06-01"]


def table(rows: int) -> list[bytes]:
    return [b"title,body\n", *(f"제목 {n},본문 {n}\n".encode() for n in range(2, rows + 2))]


def test_a_row_in_no_known_encoding_costs_itself_alone(tmp_path: Path) -> None:
    lines = table(50_000)
    lines[49_999] = b"\xb0\xa1\xff\xff,\xed\x95\n"
    records, (wrong,) = read(written(tmp_path, "a.csv", b"".join(lines)))
    assert len(records) == 49_999
    assert "line 50000: neither UTF-8 nor CP949" in wrong.reason


def test_a_row_in_another_encoding_is_read_in_that_one(tmp_path: Path) -> None:
    lines = table(1000)
    lines[900] = "똠방각하,윤슬\n".encode("cp949")
    records, unreadable = read(written(tmp_path, "a.csv", b"".join(lines)))
    assert not unreadable
    assert records[899].text == "똠방각하\n윤슬"


def test_a_wrong_byte_in_utf_16_costs_its_row_alone(tmp_path: Path) -> None:
    data = (CSV + "별빛,쏟아진다.,20240602\n").encode("utf-16-le")
    broken = data.replace("달".encode("utf-16-le"), b"\x00\xd8")
    records, (wrong,) = read(written(tmp_path, "a.csv", b"\xff\xfe" + broken))
    assert [record.title for record in records] == ["섬마을 똠방각하", "별빛"]
    assert "line 4" in wrong.reason


def test_a_text_in_utf_16_may_be_cut_in_the_middle_of_a_letter(tmp_path: Path) -> None:
    data = CSV.encode("utf-16-be")
    (first,), (wrong,) = read(written(tmp_path, "a.csv", data[:-1]))
    assert first.text == TEXTS[0]
    assert "line 4: neither UTF-8 nor CP949" in wrong.reason


def test_ragged_rows_are_read_where_nothing_of_the_text_can_be_lost(tmp_path: Path) -> None:
    data = "제목,본문,비고\n가,나\n다,라,마,,\n바,사,아,자\n차\n"
    records, unreadable = read(written(tmp_path, "a.csv", data))
    assert [record.title for record in records] == ["가", "다"]
    assert [told.key[-6:] for told in unreadable] == ["line 4", "line 5"]
    assert "4 cells and the header 3" in unreadable[0].reason


def test_a_quotation_mark_that_is_never_closed_does_not_swallow_the_rest(tmp_path: Path) -> None:
    for row in ('"가,나,다\n', '"가\n'):
        lines = ["title,body\n", "마,바\n", row, *("사,아\n" for _ in range(5))]
        records, (told,) = read(written(tmp_path, "a.csv", "".join(lines)))
        assert [record.title for record in records] == ["마", *["사"] * 5]
        assert "line 3: a quotation mark is not closed" in told.reason


def test_a_quotation_mark_that_quotes_nothing_is_a_letter(tmp_path: Path) -> None:
    records, unreadable = read(written(tmp_path, "a.csv", 'title,body\n"가,나\n다,라\n'))
    assert [record.title for record in records] == ['"가', "다"]
    assert not unreadable


def test_a_table_with_nothing_but_open_quotation_marks_is_given_up(tmp_path: Path) -> None:
    rows = "".join(f'가{n},"나,다\n라{n},\n' for n in range(0, 101, 2))
    records, unreadable = read(
        written(tmp_path, "a.csv", "title,body\n" + rows.replace('"', '"""'))
    )
    assert len(records) + len(unreadable) > 1
    assert len(unreadable) < 60


def test_a_cell_may_be_longer_than_the_csv_module_allows(tmp_path: Path) -> None:
    (record,), _ = read(written(tmp_path, "a.csv", f"title,body\n가,{'나' * 150_000}\n"))
    assert len(record.text or "") == 150_002


def test_a_table_without_the_columns_that_are_named_is_told_with_those_it_has(
    tmp_path: Path,
) -> None:
    path = written(tmp_path, "a.csv", "표제,전문\n섬마을,돌본다.\n")
    _, (told,) = read(path, fields=Fields(title="표제", text="본문"))
    assert "there is no column '본문'; its columns are 표제, 전문" in told.reason
    (record,), _ = read(path, fields=Fields(title="표제", text="전문"))
    assert record.text == "섬마을\n돌본다."


def test_the_header_may_stand_below_other_rows(tmp_path: Path) -> None:
    rows = "보도자료 목록,,\n2024년,5월,\n번호,제목,내용\n1,섬마을,돌본다.\n2,달빛,기록한다.\n"
    (first, second), unreadable = read(written(tmp_path, "a.csv", rows))
    assert (first.text, first.name) == ("섬마을\n돌본다.", "a.csv#line 4")
    assert second.title == "달빛"
    assert not unreadable


def test_a_list_of_articles_is_one_whatever_its_name_says(tmp_path: Path) -> None:
    rows = "일자,언론사,제목\n20240531,해온일보,수소버스\n20240601,해온신문,빈집 정비\n"
    records, unreadable = read(written(tmp_path, "기사.txt", rows))
    assert [record.title for record in records] == ["수소버스", "빈집 정비"]
    assert not unreadable


def test_an_empty_table_is_told(tmp_path: Path) -> None:
    assert "there is no text in it" in read(written(tmp_path, "a.csv", "\n\n"))[1][0].reason
