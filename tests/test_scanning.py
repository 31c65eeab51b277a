"""Patterns that are looked for in long texts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.scanning import Worded, needed_words, needs_digit


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        (r"20\d\d년", True),
        (r"(?P<year>20\d\d|(?<!\d)[’']\s?\d\d)년도?", True),
        (r"[1-4]분기|(?:1[0-2]|[1-9])월", True),
        (r"(?:\d+\s?)?월말", False),
        (r"올해|20\d\d년", False),
        (r"[^0-9]월", False),
        (r"[0-9상하]반기", False),
        (r"(?<=\d)월", False),
    ],
)
def test_a_date_that_is_written_in_figures_is_told_by_its_pattern(
    pattern: str, needs: bool
) -> None:
    assert needs_digit(pattern) is needs


PATTERNS = {
    r"지원금|보조금(?:을|이)": {"지원금", "보조금을", "보조금이"},
    r"(?:국비|국고)\s?(?:지원)?": {"국비", "국고"},
    r"[을를] (?:투입|투자)해": {"을 투입해", "를 투입해", "을 투자해", "를 투자해"},
    r"(?:융자)?로": {"로"},
    r"(?:매출|수출액).{0,9}(?:증가|늘)": {"매출", "수출액"},
    r"(?<=국비)\d": set(),
    r"(?!총)사업비": {"사업비"},
    r"예산|\d": set(),
    r"(?i:a)b+": {"b"},
    r"(?i)ab": set(),
}


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_tells_the_words_that_it_needs(pattern: str) -> None:
    assert needed_words(pattern) == PATTERNS[pattern]


@given(
    st.sampled_from(sorted(PATTERNS)),
    st.lists(
        st.sampled_from([*"국비고지원금보조을를 투입자해융로매출수액증가늘총사업예산3ab"]),
        max_size=9,
    ).map("".join),
)
def test_what_lacks_the_words_does_not_fit(pattern: str, text: str) -> None:
    worded = Worded(pattern)
    assert worded.may_fit(text) or not re.search(pattern, text)
