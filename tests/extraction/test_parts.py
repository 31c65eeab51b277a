"""Totals and the parts they are given with."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from policytext.extraction.parts import PartsFinder
from policytext.lexicon import load_lexicon
from policytext.model import Amount

CASES = yaml.safe_load(Path(__file__).with_name("parts.yaml").read_text(encoding="utf-8"))
UNITS = {"억": 10**8, "조": 10**12}


def amounts_in(text: str) -> list[Amount]:
    found = []
    for m in re.finditer(r"([\d.]+)([억조]) ?원", text):
        value = Decimal(m.group(1)) * UNITS[m.group(2)]
        found.append(Amount(m.group(), m.start(), m.end(), value, value, "KRW"))
    return found


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_parts_are_related_to_their_total(case: dict[str, Any]) -> None:
    amounts = amounts_in(case["text"])
    found = PartsFinder(load_lexicon(())).find(case["text"], amounts)
    assert [
        [amounts[p.total].text, [amounts[i].text for i in p.parts], p.adds_up] for p in found
    ] == case["parts"]
