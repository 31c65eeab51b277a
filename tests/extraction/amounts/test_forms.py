"""Sums of money as Korean policy texts write them, and what looks like one and is none."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from policytext.extraction.amounts import AmountExtractor
from policytext.lexicon import load_lexicon

HERE = Path(__file__).parent


def rows(name: str) -> list[Any]:
    """The cases of one table, every scalar a text."""
    table = yaml.load((HERE / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return [case for cases in table.values() for case in cases]


@pytest.fixture(scope="session")
def reader() -> AmountExtractor:
    return AmountExtractor(load_lexicon())


@pytest.mark.parametrize("case", rows("forms.yaml"), ids=lambda case: case["text"])
def test_a_sum_is_read_as_written(reader: AmountExtractor, case: dict[str, str]) -> None:
    expected = [sum_.split(" | ") for sum_ in case["sums"]]
    found = reader.read(case["text"])
    assert [a.text for a in found] == [e[0] for e in expected]
    for amount, (_, value, currency, *modifier) in zip(found, expected, strict=True):
        low, _, high = value.replace("_", "").partition("..")
        assert (amount.low, amount.high) == (Decimal(low), Decimal(high or low))
        assert amount.currency == currency
        assert amount.modifier == (modifier[0] if modifier else None)
        assert case["text"][amount.start : amount.end] == amount.text
        assert amount.rule


@pytest.mark.parametrize("text", rows("traps.yaml"))
def test_what_is_no_sum_is_not_read(reader: AmountExtractor, text: str) -> None:
    assert [a.text for a in reader.read(text)] == []
