"""What an archive seems to name is spotted, counted and proposed with its evidence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from policytext.extraction.known import squeeze
from policytext.extraction.mining import Miner
from policytext.extraction.sightings import NameSpotter
from policytext.lexicon import load_lexicon

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))
SPOTTER = NameSpotter(load_lexicon())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_what_a_text_seems_to_name(case: dict[str, Any]) -> None:
    found = [[s.name, s.head, s.quoted, s.short] for s in SPOTTER.spot(case["text"])]
    assert found == case["names"]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="가사업 계획‘’“”()이하ABC2024년제3차,.\n을는", max_size=200))
def test_every_name_stands_in_the_text(text: str) -> None:
    for sighting in SPOTTER.spot(text):
        assert squeeze(sighting.name) in squeeze(text)


def mined(*documents: tuple[str, ...], minimum: int = 1) -> dict[str, Any]:
    miner = Miner(SPOTTER)
    for document in documents:
        miner.read(*document)
    return {proposal.name: proposal for proposal in miner.proposals(minimum)}


def test_spellings_of_one_name_are_counted_together() -> None:
    found = mined(
        ("‘섬마을 돌봄사업’을 연다.", "해양수산부", "2023-05-01"),
        ("‘섬마을 돌봄사업’과 섬마을돌봄 사업을 넓힌다.", "환경부", "2021-02-03"),
    )
    proposal = found["섬마을 돌봄사업"]
    assert (proposal.kind, proposal.documents, proposal.count, proposal.quoted) == (
        "project",
        2,
        3,
        2,
    )
    assert (proposal.first, proposal.last) == ("2021-02-03", "2023-05-01")
    assert proposal.ministries == ("해양수산부", "환경부")


def test_short_names_become_aliases() -> None:
    found = mined(("‘바다숲 가꾸기 사업’(이하 ‘바다숲사업’)을 한다.",))
    assert found["바다숲 가꾸기 사업"].aliases == ("바다숲사업",)


def test_the_ministry_in_front_is_no_part_of_the_name() -> None:
    document = ("환경부 맑은샘 복원사업을 시작한다.", "환경부")
    assert list(mined(document)) == ["맑은샘 복원사업"]


def test_a_name_must_stand_in_enough_documents() -> None:
    once = ("‘섬마을 돌봄사업’, ‘섬마을 돌봄사업’",)
    assert mined(once, minimum=2) == {}
    assert list(mined(once, once, minimum=2)) == ["섬마을 돌봄사업"]


def test_names_that_are_known_are_not_proposed() -> None:
    miner = Miner(SPOTTER)
    miner.read("‘섬마을 돌봄사업’과 ‘달빛 기록 사업’")
    assert [p.name for p in miner.proposals(1, known=["섬마을돌봄 사업"])] == ["달빛 기록 사업"]
