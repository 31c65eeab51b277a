"""Known programmes are found however they are spaced, and only where a word begins and ends."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from policytext import Analyzer
from policytext.extraction.known import KnownNames

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


@pytest.fixture(scope="module")
def known(analyzer: Analyzer) -> KnownNames:
    return KnownNames(analyzer.lexicon)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_known_names(case: dict[str, Any], analyzer: Analyzer, known: KnownNames) -> None:
    analysis = analyzer.read_plain(case["text"])
    found = [n for s in analysis.sentences for n in known.find(analysis.text, s.tokens)]
    assert [[analysis.text[n.start : n.end], n.programme.name] for n in found] == case["names"]


def test_a_sentence_without_tokens_names_nothing(known: KnownNames) -> None:
    assert known.find("", ()) == []
