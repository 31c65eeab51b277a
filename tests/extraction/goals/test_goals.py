"""Which sentences of Korean policy text state a goal, and of which type."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from policytext import Analyzer, Settings

CASES = yaml.safe_load(Path(__file__).with_name("goals.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_goals_of_a_text(analyzer: Analyzer, case: dict[str, Any]) -> None:
    result = analyzer.analyze(f"지역 소식\n\n{case['text']}\n")
    assert [[g.type, g.text] for g in result.goals] == case["goals"]


def test_a_pattern_of_ones_own_decides_and_gives_its_name_and_type(tmp_path: Path) -> None:
    dictionary = tmp_path / "own.yaml"
    dictionary.write_text(
        "goal_patterns:\n"
        "- {name: 꿈꾸다, pattern: 꿈꾸/VV, type: expectation, decides: yes,"
        " example: 우리는 더 나은 마을을 꿈꾼다., counter: 우리는 마을에 산다.}\n",
        encoding="utf-8",
    )
    result = Analyzer(Settings((dictionary,))).analyze("마을 소식\n\n주민은 쉼터를 꿈꾼다.\n")
    assert [(g.type, g.rule) for g in result.goals] == [("expectation", "꿈꾸다")]
