"""Every item says what found it, and the entries it names stand where it says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from results import RESULT

from policytext import Analyzer
from policytext.lexicon.loading import dictionary_folder
from policytext.model import Result
from policytext.output.explanations import explained
from policytext.output.structure import to_structure
from policytext.reading.files import read_document

SAMPLES = Path(__file__).parents[2] / "samples"
KINDS = ("amounts", "projects", "sectors", "goals")
TEXT = """기초연금 예산
정부는 내년에 기초연금에 약 300억 원을 지원할 계획이다.
‘섬마을 나눔 배달 사업’(이하 ‘나눔배달’)은 국비 12억 원을 들여 섬 주민의 교통 불편을 없애기 위한 것이다.
나눔배달은 섬에서 시작한다.
"""


@pytest.fixture(scope="module")
def shown(analyzer: Analyzer) -> dict[str, Any]:
    return explained(analyzer.analyze(TEXT))


def whys(structure: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for kind in KINDS:
        for item in structure[kind]:
            yield item["why"]


def entries(why: dict[str, Any]) -> list[tuple[str, str]]:
    return [(entry["section"], entry["entry"]) for entry in why["entries"]]


def test_a_sum_names_its_unit_its_bound_and_what_tells_its_role(shown: dict[str, Any]) -> None:
    first, second = (amount["why"] for amount in shown["amounts"])
    assert first["rule"] == "figures and magnitudes"
    assert entries(first)[:2] == [("currencies", "KRW"), ("bounds", "약")]
    assert (second["role"], entries(second)[-1]) == ("national", ("role_rules", "national"))
    assert second["links"].keys() == {"p2"}


def test_a_known_programme_names_its_entry(shown: dict[str, Any]) -> None:
    known = shown["projects"][0]
    assert known["why"]["rule"] == "known programme"
    assert 0 < known["why"]["score"] <= 1
    assert ("programmes", "기초연금") in entries(known["why"])


def test_every_mention_of_a_project_says_what_found_it(shown: dict[str, Any]) -> None:
    found = {m["text"]: m["rule"] for p in shown["projects"] for m in p["mentions"]}
    assert found["섬마을 나눔 배달 사업"] == "quoted name"
    assert found["나눔배달"] in {"quoted name", "repeated name", "short form"}


def test_a_goal_names_the_patterns_that_fit(shown: dict[str, Any]) -> None:
    assert all(entries(goal["why"]) for goal in shown["goals"])
    assert {section for goal in shown["goals"] for section, _ in entries(goal["why"])} == {
        "goal_patterns"
    }


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_every_item_is_explained_by_entries_that_exist(path: Path, analyzer: Analyzer) -> None:
    result = analyzer.analyze_document(read_document(str(path), None))
    known = {
        entry.named(section)
        for section, found in analyzer.lexicon.sections.items()
        for entry in found
    }
    places = {(origin.section, origin.at) for origin in known}
    names = {path.name for path in dictionary_folder().glob("*.yaml")}
    for why in whys(explained(result)):
        assert why["rule"]
        for entry in why["entries"]:
            assert (entry["section"], entry["at"]) in places
            assert entry["at"].partition(":")[0] in names


@settings(max_examples=30)
@given(RESULT)
def test_an_explanation_adds_and_changes_nothing(result: Result) -> None:
    bare, shown = to_structure(result), explained(result)
    for kind in KINDS:
        for item in shown[kind]:
            del item["why"]
            for mention in item.get("mentions", ()):
                del mention["rule"]
    assert shown == bare
