"""Sums that are given twice, in two currencies."""

from __future__ import annotations

import pytest

from policytext import Analyzer, Settings

SUMS = Analyzer(Settings(kinds=frozenset({"amounts"})))


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("참가비는 1인당 49달러(한화 약 5만원)이다.", [None, "a1"]),
        ("수출액은 1조 3천억 원(미화 10억 달러)에 이른다.", [None, "a1"]),
        ("20억 유로 규모(약 2조 9천억원)의 기금을 만든다.", [None, "a1"]),
        ("총사업비 100억원(국비 50억원)을 들인다.", [None, None]),
        ("관세로 3억 달러(2년 전에는 20억 원)를 냈다.", [None, None]),
        ("3억 달러를 받아 40억 원을 갚았다.", [None, None]),
    ],
)
def test_a_sum_in_brackets_in_another_currency_is_the_same_sum(
    text: str, again: list[str | None]
) -> None:
    assert [amount.same_as for amount in SUMS.analyze(text).amounts] == again
