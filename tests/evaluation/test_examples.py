"""The examples of the dictionaries hold, and one that does not is named."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from policytext import Analyzer
from policytext.evaluation.examples import ExampleReader, Trial
from policytext.lexicon import load_lexicon

RIGHT = """
programmes:
- {name: 햇빛마을 나눔펀드, kind: fund, aliases: [햇빛펀드], example: 햇빛펀드가 문을 연다., counter: 햇빛펀드매니저를 뽑는다.}
sector_terms:
- {sector: energy, terms: [햇빛발전], example: 햇빛 발전을 늘린다., counter: 햇빛이 밝다.}
goal_patterns:
- {name: 꿈꾸다, pattern: 꿈꾸/VV, type: expectation, decides: yes, example: 우리는 새 마을을 꿈꾼다., counter: 우리는 마을에 산다.}
role_rules:
- {name: 장학, role: grant, behind: 의 장학금, example: 500만 원의 장학금을 준다.}
no_money:
- {pattern: 세기, side: after, example: 21세기를 연다.}
project_years:
- {pattern: "제\\\\d+기", example: 제3기 햇빛펀드}
"""


@pytest.fixture
def trials(analyzer: Analyzer, tmp_path: Path):  # type: ignore[no-untyped-def]
    def run(text: str) -> list[Trial]:
        file = tmp_path / "own.yaml"
        file.write_text(text, encoding="utf-8")
        reader = ExampleReader(load_lexicon([file]), analyzer.read_plain)
        return list(reader.trials(file.name))

    return run


def test_every_example_of_the_dictionaries_that_ship_holds(analyzer: Analyzer) -> None:
    trials = list(ExampleReader(analyzer.lexicon, analyzer.read_plain).trials())
    assert [trial.said() for trial in trials if not trial.holds] == []
    tried = Counter(trial.section for trial in trials)
    for section in ("goal_patterns", "goal_reporting", "role_rules", "no_money", "bylines"):
        assert tried[section] >= len(analyzer.lexicon.entries(section)), section


def test_examples_of_ones_own_hold(trials) -> None:  # type: ignore[no-untyped-def]
    found = trials(RIGHT)
    assert len(found) == 9
    assert [trial.said() for trial in found if not trial.holds] == []


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("example: 햇빛펀드가 문", "example: 달빛펀드가 문", "programmes '햇빛마을 나눔펀드': the example does not fit"),
        ("counter: 햇빛펀드매니저를", "counter: 햇빛펀드 매니저를", "the counter fits and must not"),
        ("example: 햇빛 발전을", "example: 햇살 발전을", "sector_terms 'energy': the example does not fit"),
        ("example: 우리는 새 마을을 꿈꾼다.", "example: 우리는 마을을 가꾼다.", "its morphemes are 우리/NP 는/JX"),
        ("counter: 우리는 마을에 산다.", "counter: 우리는 꿈꾼다.", "꿈꾸/VV"),
        ("role: grant", "role: local", "role_rules '장학': the example does not fit"),
        ("example: 21세기를", "example: 21억 원을", "no_money '세기': the example does not fit"),
        ("example: 제3기", "example: 제삼기", "project_years"),
    ],
)  # fmt: skip
def test_an_example_that_does_not_hold_is_named(  # type: ignore[no-untyped-def]
    trials, right: str, wrong: str, says: str
) -> None:
    assert right in RIGHT
    (failed,) = [t for t in trials(RIGHT.replace(right, wrong)) if not t.holds]
    assert failed.said().startswith("own.yaml:")
    assert says in failed.said()
