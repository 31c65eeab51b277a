"""What a sum pays for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from linking_documents import amounts_in, projects_in

from policytext import Analyzer
from policytext.extraction.linking import Linker

CASES = yaml.safe_load(Path(__file__).with_name("sums.yaml").read_text(encoding="utf-8"))
LINES = [
    "가람시, 청년 정책 발표",
    "□ 가람시는 새싹 창업 지원사업에 30억 원을 투입한다.",
    "- 이번 사업은 물길 정비사업(12억 원)과 함께 추진한다.",
    "* 국비 20억 원, 시비 10억 원",
    "총 42억 원이 투입되는 두 사업은 2027년 끝난다.",
]


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_sums_pay_for_the_projects_that_the_text_says(
    case: dict[str, Any], analyzer: Analyzer, linker: Linker
) -> None:
    amounts = amounts_in(case["text"], case["sums"])
    projects = projects_in(case["text"], case["projects"])
    links = linker.link(analyzer.read_plain(case["text"]), projects, amounts=amounts).amounts
    found: dict[str, list[str]] = {}
    for link in links:
        found.setdefault(amounts[link.item].text, []).append(projects[link.project].name)
    assert {text: sorted(names) for text, names in found.items()} == {
        text: sorted(names) for text, names in case["links"].items()
    }


def test_a_link_names_the_evidence_that_made_it(analyzer: Analyzer, linker: Linker) -> None:
    case = CASES[0]
    analysis = analyzer.read_plain(case["text"])
    amounts = amounts_in(case["text"], case["sums"])
    links = linker.link(
        analysis, projects_in(case["text"], case["projects"]), amounts=amounts
    ).amounts
    assert {link.rule for link in links} == {"in brackets behind the name"}


@settings(max_examples=30, deadline=None)
@given(lines=st.lists(st.sampled_from(LINES), max_size=8), first=st.booleans())
def test_links_are_the_same_whatever_the_order_of_the_projects(
    lines: list[str], first: bool, analyzer: Analyzer, linker: Linker
) -> None:
    text = "\n".join(lines)
    roles = {"30억 원": "total", "12억 원": "total", "20억 원": "national", "42억 원": "total"}
    names = ["새싹 창업 지원사업", "물길 정비사업"]
    analysis, amounts = analyzer.read_plain(text), amounts_in(text, roles)
    kinds = {name: "project" for name in (names if first else names[::-1]) if name in text}
    projects = projects_in(text, kinds)
    links = linker.link(analysis, projects, amounts=amounts).amounts
    assert len({(link.item, link.project) for link in links}) == len(links)
    assert all(link.item < len(amounts) and link.project < len(projects) for link in links)
    turned = projects[::-1]
    again = linker.link(analysis, turned, amounts=amounts).amounts
    assert {(link.item, projects[link.project].name) for link in links} == {
        (link.item, turned[link.project].name) for link in again
    }
