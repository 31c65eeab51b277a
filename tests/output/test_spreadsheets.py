"""Tables open in a spreadsheet as what they are: texts as texts, sums as numbers."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from results import EXAMPLE, RESULT, TEXT

from policytext.cli.forms import form_of
from policytext.cli.options import Kind
from policytext.errors import CallError
from policytext.model import Metadata, Result, Section, Span
from policytext.output.cells import dump
from policytext.output.tables import TABLES, header, rows

SEPARATOR = {"csv": ",", "tsv": "\t"}
FORMULA = tuple("=+-@＝＋－＠")
LINE = TEXT.filter(lambda text: text.isprintable())
FORMS = st.sampled_from(["csv", "tsv"])


def read(text: str, form: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=SEPARATOR[form]))


@given(st.lists(st.lists(LINE, min_size=2, max_size=2)), FORMS)
def test_texts_come_back_with_an_apostrophe_where_they_would_be_formulas(
    table: list[list[str]], form: str
) -> None:
    guarded = [[f"'{c}" if c.startswith(FORMULA) else c for c in row] for row in table]
    assert read(dump(table, form), form) == guarded


@settings(max_examples=40)
@given(RESULT, FORMS, st.sampled_from(TABLES))
def test_every_row_is_one_full_line_without_a_formula(
    result: Result, form: str, table: str
) -> None:
    written = dump([header(table), *rows(result, table)], form)
    table_read = read(written, form)
    assert len(table_read) == len(written.splitlines()) == 1 + len(list(rows(result, table)))
    for row in table_read:
        assert len(row) == len(header(table))
        assert not any(cell.startswith(FORMULA) for cell in row)


def test_sums_are_plain_integers_beside_the_sentence_they_stand_in() -> None:
    (row,) = rows(EXAMPLE, "amounts")
    named = dict(zip(header("amounts"), row, strict=True))
    assert (named["document"], named["title"]) == ("op-ed.txt", "제목")
    assert (named["value"], named["value_high"]) == (30_000_000_000, 30_000_000_000)
    assert named["projects"] == "청년 창업 지원 사업"
    assert named["sentence"] == "정부는 청년 창업 지원 사업에 300억 원을 쓴다."


def test_a_row_says_the_day_of_its_document_and_the_page_it_stands_on() -> None:
    pages = (Section(0, "page 1"), Section(3, "page 2"), Section(31, "page 3"))
    paged = replace(EXAMPLE, metadata=Metadata(date="2024-05-31"), sections=pages)
    for table in TABLES:
        (row,) = rows(paged, table)
        named = dict(zip(header(table), row, strict=True))
        assert (named["date"], named["section"]) == ("2024-05-31", "page 2")


def test_the_sentence_of_a_cell_is_its_row() -> None:
    text = "예산\n돌봄 사업\t\t20억 원\t 보건복지부\n"
    table = replace(EXAMPLE, text=text, sentences=(Span(3, 8), Span(10, 15), Span(17, 22)))
    assert [table.sentence_at(at) for at in (3, 10)] == ["돌봄 사업 | 20억 원 | 보건복지부"] * 2
    assert table.sentence_at(9) == ""


def test_the_command_line_knows_every_table() -> None:
    assert tuple(Kind) == TABLES


@pytest.mark.parametrize("form", ["yaml", "json", "jsonl"])
def test_only_spreadsheets_have_tables(form: str) -> None:
    with pytest.raises(CallError, match="--table goes with --format csv, tsv or xlsx"):
        form_of(form, "amounts", several=False)
