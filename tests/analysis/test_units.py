"""Units of words: runs of Hangul, figures, foreign words and signs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.analysis.units import HANGUL, around, units

WORDS = {
    "24조원을": "24/SN 조원을/hangul",
    "1,234.5%p": "1,234.5/SN %/SW p/SL",
    "2027.3.15.(월)": "2027.3.15./W_SERIAL (/SSO 월/hangul )/SSC",
    "044-123-4567": "044-123-4567/W_SERIAL",
    "'햇살청년통장'을": "'/SSO 햇살청년통장/hangul '/SSC 을/hangul",
    "(‘청년’)": "(/SSO ‘/SSO 청년/hangul ’/SSC )/SSC",
    '("청년"': '(/SSO "/SSO 청년/hangul "/SSC',
    "소재·부품-장비": "소재/hangul ·/SP 부품/hangul -/SO 장비/hangul",
    "제3차": "제/hangul 3/SN 차/hangul",
    "AI는": "AI/SL 는/hangul",
    "U.S.A": "U.S.A/SL",
    "https://www.example.kr/사업": "https://www.example.kr//W_URL 사업/hangul",
    "gil@example.go.kr로": "gil@example.go.kr/W_EMAIL 로/hangul",
    "新산업…끝!": "新/SH 산업/hangul …/SE 끝/hangul !/SF",
    "Ⅱ장㈜": "Ⅱ/SW 장/hangul ㈜/SW",
    "△3억": "△/SW 3/SN 억/hangul",
    "①장관은": "①/SB 장관은/hangul",
}


@pytest.mark.parametrize("word", WORDS)
def test_a_word_is_cut_into_units(word: str) -> None:
    assert " ".join(f"{word[a:b]}/{kind}" for kind, a, b in units(word)) == WORDS[word]


@pytest.mark.parametrize(
    ("word", "run", "expected"),
    [
        ("3만명을", "만명을", ("1", "만명을", "")),
        ("AI는", "는", ("A", "는", "")),
        ("(가칭)은", "은", (")", "은", "")),
        ("'청년'은", "은", (")", "은", "")),
        ("'청년", "청년", ("", "청년", "")),
        ("50%를", "를", (")", "를", "")),
        ("제3차", "제", ("", "제", "1")),
        ("국가AI위원회", "국가", ("", "국가", "A")),
        ("밝혔다.", "밝혔다", ("", "밝혔다", ".")),
        ("소재·부품을", "부품을", ("", "부품을", "")),
    ],
)
def test_what_matters_around_a_run_is_told(
    word: str, run: str, expected: tuple[str, str, str]
) -> None:
    start = word.index(run)
    assert around(word, start, start + len(run)) == expected


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("가힣각1.,-:'\"(a@/…"))))
def test_every_letter_of_a_word_is_in_one_unit(text: str) -> None:
    for word in text.split():
        places = [(a, b) for _, a, b in units(word)]
        assert [i for a, b in places for i in range(a, b)] == list(range(len(word)))
        assert all(
            (kind == HANGUL) == all("가" <= c <= "힣" for c in word[a:b])
            for kind, a, b in units(word)
        )
