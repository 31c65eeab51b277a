"""Programmes: which names of many documents are one project, and what an archive says of it."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from archives import batch, query
from hypothesis import given, settings
from hypothesis import strategies as st

from policytext.archive.naming import NameReader
from policytext.archive.programmes import NamedProject, gather
from policytext.lexicon import load_lexicon

CASES = yaml.safe_load((Path(__file__).parent / "programmes.yaml").read_text("utf-8"))


@lru_cache
def reader() -> NameReader:
    return NameReader(load_lexicon())


def projects(case: dict[str, Any]) -> list[NamedProject]:
    dates = case.get("dates") or [None] * len(case["documents"])
    return [
        NamedProject(number, "p1", name, tuple(aliases), "project", 1, None, date and str(date))
        for number, ((name, *aliases), date) in enumerate(
            zip(case["documents"], dates, strict=True), start=1
        )
    ]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_names_of_one_programme_are_gathered(case: dict[str, Any]) -> None:
    found = gather(projects(case), reader())
    assert (
        sorted([p.document for p in programme.projects] for programme in found)
        == case["programmes"]
    )


ALL = [
    NamedProject(document * 100 + p.document, p.id, p.name, p.aliases, p.kind, 1, "가온부", p.date)
    for document, case in enumerate(CASES)
    for p in projects(case)
]


@settings(max_examples=25, deadline=None)
@given(order=st.permutations(range(len(ALL))))
def test_the_order_of_the_documents_does_not_matter(order: list[int]) -> None:
    assert gather([ALL[place] for place in order], reader()) == gather(ALL, reader())


def test_an_archive_counts_each_sum_of_a_programme_once_a_year(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = "가온부는 ‘청년 어촌 르네상스 사업’에 {} 원을 투입할 계획이라고 {}에서 밝혔다."
    more = "\n".join(
        f"이 자리에는 {place}에서 온 어업인과 상인, 새로 자리를 잡은 청년들이 함께해 저마다 겪은 일을 들려주었다."
        for place in ("동쪽 바닷가 마을", "서쪽 갯벌 마을", "남쪽 섬마을", "북쪽 항구 도시")
    )
    first = f"{said.format('300억', '세종의 설명회')}\n{more}"
    releases = [
        ("2024-03-01", "가온부", first),
        ("2024-03-02", "해온시", first),
        ("2024-06-09", "가온부", said.format("300억", "국회 업무 보고와 뒤이은 기자 간담회")),
        ("2024-09-01", "가온부", said.format("45억", "부산 어촌 대회의 개막식 축사")),
        ("2025-02-01", "가온부", said.format("320억", "새해 첫 어촌 현장 방문")),
    ]
    lines = (
        json.dumps(
            {"id": str(n), "date": date, "ministry": ministry, "title": f"소식 {n}", "body": body}
        )
        for n, (date, ministry, body) in enumerate(releases)
    )
    Path("press.jsonl").write_text("\n".join(lines), "utf-8")
    assert batch("press.jsonl", "-o", "a.sqlite", "--jobs", "1").exit_code == 0
    archive = Path("a.sqlite")
    programmes = query(archive, "SELECT name, documents, publishers, first, last FROM programmes")
    assert programmes == [
        ("청년 어촌 르네상스 사업", 4, '["가온부", "해온시"]', "2024-03-01", "2025-02-01")
    ]
    sums = query(archive, "SELECT year, sum(low), sum(amounts) FROM programme_sums GROUP BY year")
    assert sums == [("2024", 34_500_000_000, 2), ("2025", 32_000_000_000, 1)]
