"""What sums are for, and bare numbers whose unit stands elsewhere."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from policytext.analysis.structure import LayoutReader
from policytext.extraction.amounts import AmountExtractor
from policytext.extraction.amounts.rules import RoleRules
from policytext.lexicon import load_lexicon
from policytext.model import Amount, Analysis, Sentence

HERE = Path(__file__).parent
LEXICON = load_lexicon()
READER = AmountExtractor(LEXICON)


def rows(name: str) -> list[Any]:
    table = yaml.load((HERE / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return [case for cases in table.values() for case in cases]


def extract(text: str) -> tuple[Amount, ...]:
    layout = LayoutReader(LEXICON).read(text)
    sentences = tuple(Sentence(b.start, b.end, n) for n, b in enumerate(layout.blocks))
    analysis = Analysis(text, layout.title, None, layout.paragraphs, layout.blocks, sentences)
    return READER.extract(analysis)


@pytest.mark.parametrize("case", rows("roles.yaml"), ids=lambda case: case["text"])
def test_the_words_around_a_sum_tell_what_it_is_for(case: dict[str, Any]) -> None:
    assert [a.role for a in READER.read(case["text"])] == case["roles"]


@pytest.mark.parametrize("case", rows("elsewhere.yaml"), ids=lambda case: case["text"])
def test_a_bare_number_takes_its_unit_from_elsewhere(case: dict[str, Any]) -> None:
    found = [a for a in extract(case["text"].replace("|", "\n")) if a.unit_from]
    expected = [sum_.split(" | ") for sum_ in case["sums"]]
    assert [(a.text, a.low, a.unit_from) for a in found] == [
        (figures, Decimal(value.replace("_", "")), unit_from)
        for figures, value, unit_from in expected
    ]


def test_a_total_has_its_own_unit() -> None:
    found = extract("총사업비 100억(국비 50, 도비 15, 시비 35)")
    assert [(a.text, a.role, a.unit_from) for a in found] == [
        ("100억", "total", None), ("50", "national", "total"), ("15", "local", "total"), ("35", "local", "total")
    ]  # fmt: skip


def test_a_cell_is_told_by_the_head_of_its_table() -> None:
    sentence = "새빛시는 올해 병원 세 곳의 시설을 고치고 장비를 새로 들여놓는다고 밝혔다."
    table = ["병원", "기관당 지원금액", "가람병원", "32억 원", "나래병원", "24억 원"]
    found = extract("\n\n".join(["새빛시, 병원 시설 고친다", sentence, *table]))
    assert [(a.text, a.role) for a in found] == [("32억 원", "grant"), ("24억 원", "grant")]


def test_what_stands_over_a_sentence_between_is_no_head_of_a_table() -> None:
    sentence = "새빛시는 올해 병원 세 곳의 시설을 고치고 장비를 새로 들여놓는다고 밝혔다."
    found = extract("\n\n".join(["새빛시 소식", "과징금 부과액", sentence, "32억 원"]))
    assert [a.role_rule for a in found] != ["cell of fines"]


def test_the_title_tells_what_the_sums_of_a_release_are() -> None:
    trade = extract("5월 수출입 동향\n반도체는 75억 달러로 집계됐다.")
    assert [a.role for a in trade] == ["effect"]


def test_the_name_of_an_attachment_is_not_read() -> None:
    assert extract("완도군, 55억 투입\n완도군, 올해 55억 투입 힘써.hwp")[1:] == ()


def test_every_pattern_of_the_dictionaries_can_be_read() -> None:
    assert RoleRules(LEXICON)
    for entry in LEXICON.entries("role_links"):
        assert re.compile(entry.text("pattern"))
