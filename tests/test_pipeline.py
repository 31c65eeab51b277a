"""The whole way, from a text to its result."""

from __future__ import annotations

from policytext import Analyzer


def test_what_is_quoted_stands_in_the_text(analyzer: Analyzer) -> None:
    text = "제목\n정부는 ‘청년 창업 지원 사업’에 300억 원을 투입할 계획이다.\n"
    result = analyzer.analyze(text)
    assert [a.text for a in result.amounts] == ["300억 원"]
    assert [p.name for p in result.projects] == ["청년 창업 지원 사업"]
    assert [g.type for g in result.goals] == ["intent"]
    for item in (*result.amounts, *result.goals, *(m for p in result.projects for m in p.mentions)):
        assert result.text[item.start : item.end] == item.text
