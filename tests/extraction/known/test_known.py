"""Known programmes are found however they are spaced, and only where a word begins and ends."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from policytext import Analyzer
from policytext.extraction.known import KnownNames
from policytext.model import Token

WORD = re.compile(r"\S+")
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


def test_every_name_of_the_dictionary_is_found_where_it_stands_alone(
    analyzer: Analyzer, known: KnownNames
) -> None:
    for entry in analyzer.lexicon.entries("programmes"):
        for name in (entry.text("name"), *entry.texts("aliases")):
            tokens = [Token(m.group(), "NNP", m.start(), m.end()) for m in WORD.finditer(name)]
            found = known.find(name, tokens)
            assert [(n.start, n.end, n.programme.name) for n in found] == [
                (0, len(name), entry.text("name"))
            ], name


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_a_name_is_found_wherever_one_is_looked_for(
    case: dict[str, Any], analyzer: Analyzer, known: KnownNames
) -> None:
    """Where none may begin, as a token and the text near it tell, there is none."""
    analysis = analyzer.read_plain(case["text"])
    text = analysis.text
    for sentence in analysis.sentences:
        tokens = sentence.tokens
        everywhere = known.find(text, tokens, range(len(tokens)))
        assert known.find(text, tokens) == everywhere
        starts = {t.start for t in tokens if known.may_begin(text[t.start : t.end])}
        assert starts.issuperset(name.start for name in everywhere)
