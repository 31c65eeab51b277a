"""Sectors of policy texts: which words count, and what a document is about."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policytext import Analyzer
from policytext.extraction.sector_evidence import EvidenceReader
from policytext.extraction.sectors import SectorExtractor
from policytext.extraction.terms import TermMatcher, key_of
from policytext.lexicon import load_lexicon
from policytext.model import Token

HERE = Path(__file__).parent
LEXICON = load_lexicon()


def cases(name: str) -> list[Any]:
    """The cases in one table."""
    return list(yaml.safe_load((HERE / name).read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


@pytest.mark.parametrize("case", cases("words.yaml"), ids=lambda c: c["text"])
def test_words_are_found_where_morphemes_begin_and_end(analyzer: Analyzer, case: Any) -> None:
    evidence = EvidenceReader(LEXICON).read(analyzer.read_plain(case["text"]))
    mentions = evidence[case["sector"]].mentions if case["sector"] in evidence else []
    assert [case["text"][m.start : m.end] for m in mentions] == case["found"]


@pytest.mark.parametrize("case", cases("documents.yaml"), ids=lambda c: c["name"])
def test_a_document_is_about_these_sectors(analyzer: Analyzer, case: Any) -> None:
    sectors = SectorExtractor(LEXICON).extract(analyzer.read_plain(case["text"]))
    given_ids = {s.id for s in sectors}
    assert set(case["main"]) <= {s.id for s in sectors if s.main}
    assert set(case.get("named", [])) <= given_ids
    assert not set(case.get("not", [])) & given_ids


def test_main_sectors_come_first_and_quote_the_text(analyzer: Analyzer) -> None:
    analysis = analyzer.read_plain(cases("documents.yaml")[0]["text"])
    sectors = SectorExtractor(LEXICON).extract(analysis)
    flags = [s.main for s in sectors]
    assert flags == sorted(flags, reverse=True)
    for mention in (m for s in sectors for m in s.mentions):
        assert analysis.text[mention.start : mention.end] == mention.text


def test_every_word_names_its_sector_by_one_strength_only() -> None:
    for entry in LEXICON.entries("sectors"):
        words = [key_of(w) for f in ("strong", "terms", "weak") for w in entry.texts(f)]
        twice = {w for w in words if words.count(w) > 1}
        assert not twice, f"{entry.origin}: {entry.text('id')}: {sorted(twice)}"


def test_no_trap_is_itself_a_word_of_a_sector() -> None:
    traps = {key_of(word) for word in LEXICON.words("sector_traps")}
    for entry in LEXICON.entries("sectors"):
        words = {key_of(w) for f in ("strong", "terms", "weak") for w in entry.texts(f)}
        assert not words & traps, f"{entry.origin}: {sorted(words & traps)}"


def test_every_agency_speaks_for_sectors_that_exist() -> None:
    ids = {entry.text("id") for entry in LEXICON.entries("sectors")}
    for entry in LEXICON.entries("sector_agencies"):
        assert set(entry.texts("sectors")) <= ids, entry.origin


WORDS = st.lists(st.sampled_from(["수소", "수소차", "전기", "산업", "의", "충전소"]), max_size=12)


@given(WORDS)
def test_words_found_never_overlap_and_are_words_of_the_dictionary(words: list[str]) -> None:
    text = " ".join(words)
    tokens, start = [], 0
    for word in words:
        tokens.append(Token(word, "JKG" if word == "의" else "NNG", start, start + len(word)))
        start += len(word) + 1
    found = list(TermMatcher(["수소", "수소차", "수소전기산업"]).find(text, tokens))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(key_of(text[f.start : f.end]) == f.key for f in found)
