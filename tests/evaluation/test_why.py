"""What the dictionaries see in a sentence, and why something is not found."""

from __future__ import annotations

from pathlib import Path

import pytest

from policytext import Analyzer, Settings
from policytext.evaluation.why import Findings, findings
from policytext.output.findings import text as report


def seen(found: Findings) -> set[tuple[str, str]]:
    return {(match.origin.section, match.text) for match in found.matches}


def missing(found: Findings) -> dict[str, str]:
    return {m.kind: m.reason for m in found.missing}


def test_entries_that_fit_are_named_with_their_place(analyzer: Analyzer) -> None:
    sentence = "정부는 내년에 기초연금에 약 300억 원을 지원할 계획이다."
    found = findings(analyzer, sentence)
    assert {
        ("programmes", "기초연금"),
        ("sectors", "기초연금"),
        ("bounds", "300억 원"),
        ("goal_patterns", "할 계획"),
        ("project_heads", "계획"),
    } <= seen(found)
    assert found.missing == ()
    for match in found.matches:
        assert sentence[match.start : match.end] == match.text
        file, _, line = match.origin.at.partition(":")
        assert file.endswith(".yaml")
        assert int(line) > 0


def test_offsets_count_in_a_text_of_several_lines(analyzer: Analyzer) -> None:
    text = "마을 소식\n\n기초연금이 오른다.\n"
    found = findings(analyzer, text)
    assert {text[m.start : m.end] for m in found.matches} >= {"기초연금"}


def test_what_is_not_found_has_its_reason(analyzer: Analyzer) -> None:
    reasons = missing(findings(analyzer, "숲길을 걸었다."))
    assert reasons["amounts"] == "no number in figures"
    assert "nothing is quoted, known, or ends in a head" in reasons["projects"]
    assert "the model gives 0.0" in reasons["goals"]
    assert "no unit of money" in missing(findings(analyzer, "숲길 300리를 걸었다."))["amounts"]
    assert missing(findings(analyzer, "그는 웃었다."))["sectors"] == "no word of any sector in it"


def test_a_name_that_nearly_was_one_is_told(analyzer: Analyzer) -> None:
    reason = missing(findings(analyzer, "반딧불 여름 캠프가 열렸다."))["projects"]
    assert "the likeliest name is" in reason
    assert "캠프" in reason


def test_a_pattern_against_goals_is_named(analyzer: Analyzer, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "goal_patterns:\n- {name: 아님, pattern: 꿈꾸/VV, type: none, decides: yes,"
        " example: 우리는 꿈꾼다., counter: 우리는 산다.}\n",
        encoding="utf-8",
    )
    reasons = missing(findings(Analyzer(Settings((own,))), "시는 새 도시를 꿈꾼다."))
    assert reasons["goals"] == "the pattern '아님' (own.yaml:2) says that it is none"


@pytest.mark.parametrize("text", ["정부는 기초연금을 올린다.", "그는 웃었다.", "1\n2\n3\n"])
def test_a_report_is_made_of_whole_lines(analyzer: Analyzer, text: str) -> None:
    lines = list(report(findings(analyzer, text)))
    assert lines
    assert all(line.endswith("\n") for line in lines)
