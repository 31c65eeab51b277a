"""Sectors of one's own, beside those that ship or in their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from policytext import Analyzer, Settings
from policytext.errors import DictionaryError
from policytext.lexicon import load_lexicon

BEES = """
sectors:
- {id: beekeeping, name: 양봉, ksic: [A01], strong: [양봉, 꿀벌, 밀원수], terms: [벌통], weak: [꽃]}
"""
TEXT = """꿀벌을 지키는 양봉 마을

군은 양봉 농가에 벌통을 나눠 주고 밀원수를 심는다. 꿀벌이 돌아오면 과수원도 살아난다.
반도체 공장도 짓는다. 반도체 인력도 기른다.
"""


@pytest.fixture
def sectors(tmp_path: Path):  # type: ignore[no-untyped-def]
    def found(dictionary: str) -> dict[str, bool]:
        file = tmp_path / "own.yaml"
        file.write_text(dictionary, encoding="utf-8")
        result = Analyzer(Settings((file,))).analyze(TEXT)
        return {sector.id: sector.main for sector in result.sectors}

    return found


def test_a_sector_of_ones_own_stands_beside_those_that_ship(sectors) -> None:  # type: ignore[no-untyped-def]
    found = sectors(BEES)
    assert found["beekeeping"] is True
    assert "semiconductor" in found


def test_a_taxonomy_of_ones_own_takes_the_place_of_the_one_that_ships(sectors) -> None:  # type: ignore[no-untyped-def]
    assert set(sectors(f"disable: {{sectors: all}}\n{BEES}")) == {"beekeeping"}


def test_a_sector_that_is_switched_off_is_not_found(sectors) -> None:  # type: ignore[no-untyped-def]
    assert "semiconductor" not in sectors("disable: {sectors: [semiconductor]}\n")


def test_words_are_added_to_a_sector_that_ships(sectors) -> None:  # type: ignore[no-untyped-def]
    assert "culture" not in sectors("sector_terms: []\n")
    terms = "sector_terms:\n- {sector: culture, strong: [양봉 마을, 꿀벌, 벌통]}\n"
    assert "culture" in sectors(terms)


def test_no_sector_at_all_is_no_error(sectors) -> None:  # type: ignore[no-untyped-def]
    assert sectors("disable: {sectors: all}\n") == {}


@pytest.mark.parametrize(
    "entry",
    ["sector_terms:\n- {sector: beeking, terms: [벌]}\n", "sector_agencies:\n- {names: [양봉협회], sectors: [beeking]}\n"],
)  # fmt: skip
def test_words_of_a_sector_that_is_not_there_are_an_error(entry: str, tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(entry, encoding="utf-8")
    with pytest.raises(DictionaryError, match=r"own\.yaml: line 2: .*no 'beeking' in sectors"):
        load_lexicon([file])
