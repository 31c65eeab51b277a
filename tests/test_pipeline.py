"""The whole way, from a text to its result."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policytext import Analyzer, Result, Settings

PIECES = st.sampled_from(
    [
        "정부는 ", "‘청년 창업 지원 사업’", "에 300억 원을 ", "투입할 계획이다.", "\n", "\r\n", "□ ", "ㅇ ", "* ", "(국비 50, 도비 15)",
        "&quot;", "<br />", "R&D;", "\u200b", "\u00a0", "\ufeff", "“", "”", "’", "(", ")", "24조", "만 원", "△", "[", "]", "\ue000", "😀",
        "제1조", "인공 지능", "(이하 ‘사업’)", "위해 ", "ᄒ", "ᅡ", "\ud800", "\x00", "0" * 30, "만억조", "~", "→", "%", ".", "다.", "\t",
    ]
)  # fmt: skip


def quoted_spans(result: Result) -> list[tuple[int, int, str]]:
    """Every stretch of text that the result quotes."""
    items = [*result.amounts, *result.goals]
    items += [m for p in result.projects for m in p.mentions]
    items += [m for s in result.sectors for m in s.mentions]
    return [(item.start, item.end, item.text) for item in items]


def test_what_is_quoted_stands_in_the_text(analyzer: Analyzer) -> None:
    text = "제목\n정부는 ‘청년 창업 지원 사업’에 300억 원을 투입할 계획이다.\n"
    result = analyzer.analyze(text)
    assert [a.text for a in result.amounts] == ["300억 원"]
    assert [p.name for p in result.projects] == ["청년 창업 지원 사업"]
    assert [g.type for g in result.goals] == ["intent"]
    assert result.amounts[0].projects == ("p1",)
    assert result.projects[0].amounts == ("a1",)


def test_residue_of_html_breaks_no_word_and_shifts_no_offset(analyzer: Analyzer) -> None:
    text = "제목입니다\n정부는 &quot;R&D; 혁신&quot;에 3\u200b00억 원을 <b>투입</b>한다.<br />다음 문장이다.\n"
    result = analyzer.analyze(text)
    (amount,) = result.amounts
    assert (amount.low, amount.text) == (30_000_000_000, "3\u200b00억 원")
    assert text[amount.start : amount.end] == amount.text


def test_a_repeated_paragraph_gives_nothing_twice(analyzer: Analyzer) -> None:
    paragraph = "정부는 ‘청년 창업 지원 사업’에 300억 원을 투입할 계획이다."
    result = analyzer.analyze(f"제목\n{paragraph}\n다른 문단이 사이에 있다.\n{paragraph}\n")
    assert len(result.amounts) == len(result.goals) == 1
    assert [p.repeats for p in result.paragraphs] == [None, None, None, 3]


def test_sums_alone_need_no_morphemes_and_are_the_same(analyzer: Analyzer) -> None:
    text = "총사업비 100억원을 들여 2027년까지 짓는다. 1인당 최대 50만 원을 지원한다."
    alone = Analyzer(Settings(kinds=frozenset({"amounts"}))).analyze(text)
    assert alone.amounts == analyzer.analyze(text).amounts
    assert (alone.projects, alone.sectors, alone.goals) == ((), (), ())


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_text_is_read_and_every_quotation_is_true(analyzer: Analyzer, text: str) -> None:
    result = analyzer.analyze(text)
    assert all(result.text[start:end] == letters for start, end, letters in quoted_spans(result))
    assert all(0 <= start < end <= len(result.text) for start, end, _ in quoted_spans(result))
    assert all(a.low <= a.high for a in result.amounts)
    assert result == analyzer.analyze(text)
    numbered = {p.id for p in result.projects}
    assert all(set(a.projects) <= numbered for a in result.amounts)
