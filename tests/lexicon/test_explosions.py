"""A pattern that may take exponential time is refused before a text meets it."""

from __future__ import annotations

import pytest

from policytext.lexicon import load_lexicon
from policytext.lexicon.explosions import may_explode
from policytext.lexicon.loading import shipped_formats


@pytest.mark.parametrize(
    "pattern",
    ["(가+)+", "(?:[가-힣]*\\s?)*사업", "(?:(가|나+)사업)*?", "(?=(?:가*)*)", "((?:가+나)*){2,}", "(가)?(?(1)(?:나+)*|다)"],
)  # fmt: skip
def test_what_repeats_a_repeat_without_end_may_explode(pattern: str) -> None:
    assert may_explode(pattern)


@pytest.mark.parametrize(
    "pattern",
    ["가+나+", "(?:가{1,3})*", "(?:가+){1,20}", "(?:가++)+", "(?>가+)+", "제\\d+(?:차|회)", "[^()]*(?=사업)", ""],
)  # fmt: skip
def test_what_is_bounded_does_not(pattern: str) -> None:
    assert not may_explode(pattern)


def test_no_dictionary_that_ships_has_such_a_pattern() -> None:
    lexicon = load_lexicon()
    patterns = [
        (entry.origin, entry.text(name))
        for section, fields in shipped_formats().items()
        for name, field in fields.items()
        if field.type == "pattern"
        for entry in lexicon.entries(section)
        if name in entry.values
    ]
    assert len(patterns) > 100
    assert [origin for origin, pattern in patterns if may_explode(pattern)] == []
