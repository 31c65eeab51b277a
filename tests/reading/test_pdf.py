"""PDF: what a reader of the page reads, in that order; the pages are drawn by hand, see `pdfs`."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from pdfs import Rule, Text, lines, pdf, width

from policytext.errors import ReadingError
from policytext.reading.pdf import read

PLAN = (
    "정부는 내년부터 2029년까지 총 3조 2,000억 원을 투입해 인공지능 반도체 실증 단지를 조성하고, 지역 대학과 중소기업이 "
    "함께 쓰는 공동 장비를 갖춘다고 밝혔다. 과학기술정보통신부는 이를 위해 올해 안에 예비타당성조사를 마치고 참여 지역을 공모할 "
    "계획이다."
)
FUND = (
    "한편 산업통상자원부는 지역 거점 기관과 함께 1,200억 원 규모의 성장 펀드를 마련하기로 했다. 선정된 기업에는 최대 5억 원의 "
    "사업화 자금과 함께 해외 인증 비용의 절반을 지원하며, 2030년까지 수출 기업 300개를 육성한다는 목표다."
)


def broken(text: str, room: float, between_words: bool = False) -> list[str]:
    """`text` in lines no wider than `room`, as word processors break it; a space stays at its line's end."""
    rows, row = [], ""
    for piece in text.split(" ") if between_words else text:
        longer = f"{row} {piece}" if between_words and row else row + piece
        if width(longer.rstrip()) > room and row:
            rows.append(row)
            longer = piece
        row = longer
    return [*rows, row]


def table(
    x: float, y: float, columns: Sequence[float], rows: Sequence[Sequence[str]]
) -> list[Text | Rule]:
    """A ruled table that is open at its sides, as in press releases; rows are 20 points high."""
    edges = [x]
    for column in columns:
        edges.append(edges[-1] + column)
    bottom = y + 20 * len(rows)
    drawn: list[Text | Rule] = [
        Rule(x, y + 20 * i, edges[-1], y + 20 * i) for i in range(len(rows) + 1)
    ]
    drawn += [Rule(edge, y, edge, bottom) for edge in edges[1:-1]]
    for number, row in enumerate(rows):
        drawn += [
            Text(edge + 4, y + 20 * number + 14, cell)
            for edge, cell in zip(edges, row, strict=False)
        ]
    return drawn


def test_lines_broken_inside_words_are_joined_by_the_spaces_that_were_drawn():
    page = lines(broken(PLAN, 450))
    assert read(pdf(page), "plan.pdf").text == PLAN + "\n"


def test_lines_without_spaces_at_their_ends_are_joined_by_what_the_letters_say():
    page = lines(row.strip() for row in broken(PLAN, 450))
    assert read(pdf(page), "plan.pdf").text == PLAN + "\n"


def test_lines_broken_between_words_get_their_spaces_back():
    page = lines(broken(PLAN, 300, between_words=True))
    assert read(pdf(page), "plan.pdf").text == PLAN + "\n"


def test_digits_and_signs_drawn_behind_the_hangul_of_their_line_stand_where_they_are_seen():
    line = "총사업비 287억 원(국비 120억 원)"
    runs = [
        Text(60 + width(line[: run.start()]), 100, run.group())
        for run in re.finditer(r"[가-힣 ]+|[^가-힣 ]+", line)
    ]
    hangul = [run for run in runs if run.letters[-1] >= "가"]
    rest = [run for run in runs if run.letters[-1] < "가"]
    assert read(pdf([*hangul, *rest]), "notice.pdf").text == line + "\n"


def test_items_and_headings_are_paragraphs_of_their_own():
    page = lines(
        [
            "추진 배경",
            "□ 지역 인구가 줄고 있음",
            " ㅇ 빈집 정비 필요",
            "1. 개요",
            "가. 목적",
            "※ 단위는 억 원",
        ]
    )
    text = read(pdf(page), "plan.pdf").text
    assert text.splitlines() == [item.letters.strip() for item in page]


@pytest.mark.parametrize("shift", [0, 8])
def test_two_columns_are_read_one_after_the_other(shift: float):
    page = [
        Text(60, 80, "인공지능 반도체 실증 단지 조성 본격화", 18),
        *lines(broken(PLAN, 220), 60, 130),
        *lines(broken(FUND, 220), 310, 130 + shift),
    ]
    text = read(pdf(page), "news.pdf").text
    assert text == f"인공지능 반도체 실증 단지 조성 본격화\n{PLAN}\n{FUND}\n"


def test_a_table_is_a_line_a_row_under_the_unit_that_stands_over_it():
    rows = [
        ["사업", "2024", "2025", "증감"],
        ["청년 창업 지원", "300", "450", "150"],
        ["빈집 정비", "1,200", "900", "△300"],
    ]
    page = [
        *lines(broken(PLAN, 450)),
        Text(440, 190, "(단위: 억원)"),
        *table(60, 200, [150, 100, 100, 100], rows),
        *lines(broken(FUND, 450), 60, 290),
    ]
    expected = [PLAN, "(단위: 억원)", *map("\t".join, rows), FUND]
    assert read(pdf(page), "budget.pdf").text.splitlines() == expected


def test_merged_cells_keep_the_columns_of_their_table_apart():
    page = [
        *(Rule(60, y, 360, y) for y in (100, 140)),
        Rule(160, 120, 360, 120),
        *(Rule(x, 100, x, 140) for x in (60, 160, 360)),
        Rule(260, 120, 260, 140),
        Text(64, 124, "구분"),
        Text(164, 114, "예산"),
        Text(164, 134, "국비"),
        Text(264, 134, "지방비"),
    ]
    assert read(pdf(page), "table.pdf").text == "구분\t예산\n\t국비\t지방비\n"


def test_a_table_without_rules_is_a_line_a_row_as_well():
    page = [
        *(Text(60, y, name) for y, name in ((100, "국비"), (116, "지방비"), (132, "민자"))),
        *(Text(250, y, sum_) for y, sum_ in ((100, "300억"), (116, "45억"), (132, "5억"))),
    ]
    assert read(pdf(page), "t.pdf").text == "국비\t300억\n지방비\t45억\n민자\t5억\n"


def test_headers_footers_and_page_numbers_are_no_text_and_paragraphs_go_on_over_pages():
    rows = broken(PLAN + " " + FUND, 450)
    pages = [
        [
            Text(60, 40, f"지역 산업 육성 계획 | {n}쪽"),
            *lines(part, 60, 100),
            Text(285, 810, f"- {n} -"),
        ]
        for n, part in enumerate((rows[:3], rows[3:5], rows[5:]), 1)
    ]
    content = read(pdf(*pages), "plan.pdf")
    assert content.text == f"{PLAN} {FUND}\n"
    assert [section.label for section in content.sections] == ["page 1", "page 2", "page 3"]


def test_pages_begin_where_their_first_paragraph_does():
    content = read(pdf([Text(60, 100, "첫째 쪽이다.")], [Text(60, 100, "둘째 쪽이다.")]), "p.pdf")
    assert content.text[content.sections[1].start :] == "둘째 쪽이다.\n"


def test_a_page_that_is_turned_is_read_and_a_watermark_is_not():
    page = [Text(60, 100, "청년 창업 지원 300억 원")]
    assert read(pdf(page, page_entries="/Rotate 90"), "t.pdf").text == "청년 창업 지원 300억 원\n"


def test_words_of_latin_letters_lose_the_hyphen_they_were_broken_by():
    page = lines(
        ["The Ministry of Trade announced a pro-", "gramme of 30 billion won for exporters"]
    )
    assert read(pdf(page), "e.pdf").text.startswith(
        "The Ministry of Trade announced a programme of"
    )


def test_title_and_date_are_what_the_document_says_unless_it_is_the_name_of_a_file():
    title = "지역 산업 계획".encode("utf-16-be").hex()
    info = f"/Title <feff{title}> /CreationDate (D:20240531093000+09'00')"
    about = read(pdf([Text(60, 100, "예산")], info=info), "p.pdf").metadata
    assert (about.title, about.date) == ("지역 산업 계획", "2024-05-31")
    named = f"/Title <feff{title}{'.hwp'.encode('utf-16-be').hex()}>"
    assert read(pdf([Text(60, 100, "예산")], info=named), "p.pdf").metadata.title is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (pdf([Text(60, 100, "비밀")], protected=True), "protected by a password"),
        (pdf([Rule(10, 10, 100, 10)]), r"no text, only pictures of pages \(a scan\)"),
        (pdf([Text(60, 100, "예산")])[:200], "damaged or cut short"),
        (b"%PDF-1.7 nothing", "damaged or cut short"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(data: bytes, said: str):
    with pytest.raises(ReadingError, match=rf"^a\.pdf: [^\n]*{said}"):
        read(data, "a.pdf")
