"""Morphemes: what is kept of them changes no result and stays small."""

from __future__ import annotations

import pytest

from policytext.analysis import morphology
from policytext.model import Span, Token
from policytext.pipeline import Analyzer

SENTENCE = "정부는 청년 창업을 지원한다."
TEXT = f"예산안\n{SENTENCE}\n\n{SENTENCE}"
SPANS = [Span(start, start + len(SENTENCE)) for start in (4, 5 + len(SENTENCE) + 1)]


@pytest.fixture
def morphemes(analyzer: Analyzer) -> morphology.Morphology:
    return analyzer._morphology


def test_a_sentence_that_comes_again_has_the_same_morphemes_where_it_stands(
    morphemes: morphology.Morphology,
) -> None:
    first, again = morphemes.tokenize(TEXT, SPANS)
    shift = SPANS[1].start - SPANS[0].start
    assert [(t.form, t.tag) for t in first][:3] == [("정부", "NNG"), ("는", "JX"), ("청년", "NNG")]
    assert list(again) == [Token(t.form, t.tag, t.start + shift, t.end + shift) for t in first]
    assert [TEXT[t.start : t.end] for t in again[:2]] == ["정부", "는"]


def test_no_more_is_kept_than_there_is_room_for(
    morphemes: morphology.Morphology, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(morphology, "_MOST_KEPT", 5)
    monkeypatch.setattr(morphology, "_LONGEST_KEPT", 30)
    monkeypatch.setattr(morphemes, "_kept", {})
    texts = [f"{number}번째 사업이다." for number in range(12)] + ["긴 사업 " * 20, "끝."]
    alone = [list(morphemes.tokenize(text, [Span(0, len(text))])) for text in texts]
    assert 1 < len(morphemes._kept) <= 5
    assert max(map(len, morphemes._kept)) <= 30
    again = [list(morphemes.tokenize(text, [Span(0, len(text))])) for text in texts]
    assert again == alone
