"""DOCX: paragraphs, tables, notes, boxes, and the numbers that Word writes by itself."""

from __future__ import annotations

import pytest
from docxs import cell, docx, p, table

from policytext.errors import ReadingError
from policytext.reading.docx import read


def text(body: str, **parts: str) -> list[str]:
    """The lines of a document with this body."""
    return read(docx(body, **parts), "plan.docx").text.splitlines()


def test_paragraphs_are_lines_and_a_break_in_one_is_too():
    body = (
        p("해온시 청년정책 시행계획")
        + "<w:p><w:r><w:t>예산은</w:t><w:tab/><w:t>30억 원</w:t><w:br/><w:t>기간은 3년</w:t></w:r></w:p>"
    )
    assert text(body) == ["해온시 청년정책 시행계획", "예산은\t30억 원", "기간은 3년"]


def test_merged_cells_and_tables_in_tables_lose_nothing():
    inner = table(cell(p("국비")) + cell(p("10")), cell(p("지방비")) + cell(p("5")))
    body = table(
        cell(p("구분"), '<w:vMerge w:val="restart"/>')
        + cell(p("예산(억원)"), '<w:gridSpan w:val="2"/>')
        + cell(p("비고")),
        cell(p(""), "<w:vMerge/>") + cell(p("2025")) + cell(p("2026")) + cell(p("")),
        cell(p("창업")) + cell(p("300")) + cell(p("450")) + cell(p("재원") + inner),
    )
    assert text(body) == [
        "구분\t예산(억원)\t\t비고",
        "\t2025\t2026",
        "창업\t300\t450\t재원",
        "국비\t10",
        "지방비\t5",
    ]


def test_notes_and_text_boxes_follow_the_paragraph_they_belong_to():
    box = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>'
        + p("담당: 기획과")
        + "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>"
        + p("담당: 기획과")
        + "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = f'<w:p><w:r><w:t>총 120억 원</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>{box}<w:r><w:t>을 쓴다.</w:t></w:r></w:p>'
    notes = (
        '<w:footnote w:type="separator" w:id="0"/>'
        + f'<w:footnote w:id="2">{p("국비 60억 원을 포함한다.")}</w:footnote>'
    )
    assert text(body, footnotes=notes) == [
        "총 120억 원을 쓴다.",
        "국비 60억 원을 포함한다.",
        "담당: 기획과",
    ]


def test_what_was_deleted_is_gone_and_what_was_inserted_is_there():
    body = (
        "<w:p><w:del><w:r><w:delText>20억</w:delText></w:r></w:del><w:ins><w:r><w:t>30억</w:t></w:r></w:ins>"
        '<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t xml:space="preserve"> 원</w:t></w:r></w:p>'
    )
    assert text(body) == ["30억 원"]


def test_the_numbers_and_bullets_of_lists_are_those_that_word_shows():
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="ganada"/><w:lvlText w:val="%2)"/></w:lvl>'
        '<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>'
    )
    numbering = f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'

    def item(letters: str, level: int) -> str:
        return p(letters, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')

    styles = (
        '<w:style w:styleId="big"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = (
        item("배경", 0) + item("현황", 1) + item("문제", 1) + item("인구 감소", 2)
        + p("계획", '<w:pStyle w:val="big"/>') + item("목표", 1) + p("끝")
    )  # fmt: skip
    assert text(body, numbering=numbering, styles=styles) == [
        "I. 배경", "가) 현황", "나) 문제", "• 인구 감소", "II. 계획", "가) 목표", "끝",
    ]  # fmt: skip


def test_pages_begin_where_word_noted_a_break():
    body = p("첫째 쪽이다.") + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + p("둘째 쪽이다.")
    content = read(docx(body), "plan.docx")
    assert [(s.start, s.label) for s in content.sections] == [(0, "page 1"), (8, "page 2")]


def test_title_author_and_date_come_from_its_properties():
    core = (
        '<cp xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/"><dc:title>청년정책</dc:title>'
        "<dc:creator>기획과</dc:creator><t:created>2024-05-31T00:12:00Z</t:created></cp>"
    )
    about = read(docx(p("예산"), core=core), "plan.docx").metadata
    assert (about.title, about.author, about.date) == ("청년정책", "기획과", "2024-05-31")


def test_entities_that_grow_without_bound_are_refused():
    bomb = docx(p("예산")).replace(b"<w:document ", b"<!DOCTYPE a [<!ENTITY b 'c'>]><w:document ")
    with pytest.raises(ReadingError, match=r"plan\.docx: "):
        read(bomb, "plan.docx")
