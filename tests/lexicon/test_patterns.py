"""The language of patterns over morphemes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policytext.errors import DictionaryError
from policytext.lexicon import load_lexicon
from policytext.lexicon.matching import PatternSet
from policytext.lexicon.patterns import PatternError, parse_pattern
from policytext.model import Token

CASES = yaml.safe_load(Path(__file__).with_name("patterns.yaml").read_text(encoding="utf-8"))


def read_tokens(text: str) -> list[Token]:
    pairs = [word.rpartition("/") for word in text.split()]
    return [Token(form, tag, i, i + 1) for i, (form, _, tag) in enumerate(pairs)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_pattern_fits_where_it_should(case: dict[str, Any]) -> None:
    matches = PatternSet([case["pattern"]]).find(read_tokens(case["tokens"]))
    assert [[m.start, m.end] for m in matches] == case["spans"]


WORDS = st.sampled_from(sorted({word for case in CASES for word in case["tokens"].split()}))


@given(st.lists(WORDS, max_size=12))
def test_patterns_that_are_looked_for_together_are_found_as_each_alone(words: list[str]) -> None:
    patterns = [case["pattern"] for case in CASES]
    tokens = read_tokens(" ".join(words))
    together = PatternSet(patterns).find(tokens)
    for number, pattern in enumerate(patterns):
        alone = [(m.start, m.end) for m in PatternSet([pattern]).find(tokens)]
        assert [(m.start, m.end) for m in together if m.pattern == number] == alone


@pytest.mark.parametrize(
    "pattern", ["", "/NNG", "..3", "a|/NNG", "가/nng", "목적/NNG ..99", "? 가", "!목적/NNG", "^ $"]
)
def test_what_is_no_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        parse_pattern(pattern)


def test_a_bad_pattern_is_reported_with_file_line_and_entry(tmp_path: Path) -> None:
    dictionary = tmp_path / "own.yaml"
    dictionary.write_text(
        "goal_patterns:\n"
        "- {name: mine, pattern: 목적/nng, type: purpose, example: 목적, counter: 수단}\n",
        encoding="utf-8",
    )
    with pytest.raises(DictionaryError, match=r"own\.yaml: line 2: .*'mine'.*목적/nng"):
        load_lexicon([dictionary])
