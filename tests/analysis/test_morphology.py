"""Morphemes: those of a word are the same wherever it stands, and what is kept of them stays small."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.analysis import morphology
from policytext.analysis.morphology import Morphology
from policytext.model import Span, Token
from policytext.pipeline import Analyzer

WORDS = [
    "정부는",
    "쀍쀍센터에서",
    "'청년창업'을",
    "3만명",
    "지원한다.",
    "(가칭)은",
    "국가AI위원회에서",
    "2027.3.15.",
    "밝혔다",
]


@pytest.fixture(scope="module")
def morphemes() -> Morphology:
    return Analyzer()._morphology


def read(morphemes: Morphology, text: str) -> list[Token]:
    (tokens,) = morphemes.tokenize(text, [Span(0, len(text))])
    return list(tokens)


def said(tokens: list[Token]) -> str:
    return " ".join(f"{t.form}/{t.tag}" for t in tokens)


@given(st.lists(st.sampled_from(WORDS), max_size=8), st.sampled_from([" ", "\n", "  "]))
def test_the_morphemes_of_a_text_are_those_of_its_words(words: list[str], space: str) -> None:
    own = Analyzer()._morphology
    text, expected = "", []
    for word in words:
        at = len(text)
        alone = read(own, word)
        expected += [Token(t.form, t.tag, at + t.start, at + t.end) for t in alone]
        text += word + space
    assert read(own, text) == expected


def test_a_word_that_no_list_knows_is_read_by_kiwi(morphemes: Morphology) -> None:
    assert said(read(morphemes, "쀍쀍센터에서")).endswith("센터/NNG 에서/JKB")


def test_words_of_the_dictionary_are_kept_whole() -> None:
    assert "국가AI위원회/NNP 에서/JKB" in said(read(Analyzer()._morphology, "국가AI위원회에서"))
    assert said(read(Morphology(["지원사업"]), "지원사업을")) == "지원사업/NNP 을/JKO"


def test_no_more_is_kept_than_there_is_room_for(
    morphemes: Morphology, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(morphology, "_MOST_KEPT", 5)
    monkeypatch.setattr(morphology, "_LONGEST_KEPT", 30)
    monkeypatch.setattr(morphemes, "_kept", {})
    monkeypatch.setattr(morphemes, "_runs", {})
    texts = [f"{sign}뒑사업이다." for sign in "가나다라마바사아자차카타"] + ["긴사업" * 20, "끝."]
    alone = [read(morphemes, text) for text in texts]
    assert 1 < len(morphemes._kept) <= 5
    assert 1 < len(morphemes._runs) <= 5
    assert max(map(len, morphemes._kept)) <= 30
    assert [read(morphemes, text) for text in texts] == alone
