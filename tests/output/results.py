"""Results of every shape, for the forms of the output to show."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from policytext.model import (
    Amount,
    Byline,
    Deadline,
    Goal,
    MadeWith,
    Measure,
    Mention,
    Paragraph,
    Project,
    Result,
    Sector,
    Source,
    Span,
)

TEXT = st.one_of(
    st.text(max_size=4),
    st.sampled_from(
        ["24조 1000억 원", "=1+1", "-300억", "@예산", "+82", "\t=1", "NO", "2026-01-01", "1:30", "null",
         "'x", "a,b", "a\tb", "a\nb", "‘한국판 뉴딜’", "x: y", "# 목표", "=", "~", "\x85", "\u2028", "\x07"]
    ),
)  # fmt: skip
PLACE = st.integers(0, 10**6)
NUMBER = st.one_of(
    st.integers(0, 10**18),
    st.decimals(0, 10**6, places=2, allow_nan=False, allow_infinity=False),
    st.just(Decimal("24100000000000.0")),
)
IDS = st.just(())
SOME_TEXT = st.one_of(st.none(), TEXT)

MENTION = st.builds(Mention, PLACE, PLACE, TEXT)
AMOUNT = st.builds(
    Amount, text=TEXT, start=PLACE, end=PLACE, low=NUMBER, high=NUMBER, currency=TEXT,
    modifier=st.sampled_from([None, "about", "range"]), role=st.sampled_from(["total", "other"]),
    unit_from=st.sampled_from([None, "heading"]), projects=IDS, rule=TEXT, id=TEXT,
)  # fmt: skip
PROJECT = st.builds(
    Project, name=TEXT, kind=st.sampled_from(["project", "fund"]), aliases=st.tuples(TEXT),
    mentions=st.lists(MENTION, min_size=1, max_size=2).map(tuple), amounts=IDS, sectors=IDS,
    regions=st.tuples(TEXT), goals=IDS, rule=TEXT, id=TEXT,
)  # fmt: skip
SECTOR = st.builds(
    Sector, TEXT, TEXT, st.tuples(TEXT), st.booleans(), st.lists(MENTION, min_size=1).map(tuple)
)
GOAL = st.builds(
    Goal, type=st.sampled_from(["target", "purpose"]), text=TEXT, start=PLACE, end=PLACE,
    actor=st.one_of(st.none(), MENTION),
    targets=st.tuples(st.builds(Measure, PLACE, PLACE, TEXT, NUMBER, TEXT)),
    by=st.one_of(st.just(()), st.tuples(st.builds(Deadline, PLACE, PLACE, TEXT, SOME_TEXT))),
    projects=IDS, rule=TEXT, score=st.one_of(st.none(), st.floats(0, 1)), id=TEXT,
)  # fmt: skip
RESULT = st.builds(
    Result,
    text=TEXT,
    source=st.builds(Source, TEXT, TEXT, st.just("utf-8"), PLACE),
    made_with=st.builds(MadeWith, TEXT, TEXT),
    title=SOME_TEXT,
    byline=st.one_of(st.none(), st.builds(Byline, SOME_TEXT, SOME_TEXT, SOME_TEXT)),
    projects=st.lists(PROJECT, max_size=2).map(tuple),
    amounts=st.lists(AMOUNT, max_size=2).map(tuple),
    sectors=st.lists(SECTOR, max_size=2).map(tuple),
    goals=st.lists(GOAL, max_size=2).map(tuple),
    paragraphs=st.lists(
        st.builds(Paragraph, PLACE, PLACE, st.one_of(st.none(), PLACE)), max_size=2
    ).map(tuple),
    sentences=st.just((Span(0, 1),)),
)

EXAMPLE = Result(
    made_with=MadeWith("1.2.3", "00c0ffee00c0ffee"),
    text="제목\n정부는 청년 창업 지원 사업에 300억 원을 쓴다.",
    source=Source("op-ed.txt", "ab" * 32, "utf-8", 30),
    title="제목",
    byline=Byline("홍길동", "지역정책연구원", "연구위원"),
    projects=(
        Project(
            "청년 창업 지원 사업", "project", (Mention(7, 18, "청년 창업 지원 사업"),),
            aliases=("창업지원사업",), amounts=("a1",), id="p1",
        ),
    ),
    amounts=(
        Amount(
            "300억 원", 20, 26, 30_000_000_000, 30_000_000_000, "KRW", role="total",
            projects=("p1",), id="a1",
        ),
    ),
    sectors=(Sector("startup", "창업·중소·벤처", ("M",), True, (Mention(10, 12, "창업"),)),),
    goals=(
        Goal(
            "intent", "정부는 청년 창업 지원 사업에 300억 원을 쓴다.", 3, 31, ("p1",),
            actor=Mention(3, 5, "정부"), targets=(Measure(20, 26, "300억 원", 30000000000, "KRW"),),
            by=(Deadline(3, 9, "2030년까지", "2030"),), id="g1",
        ),
    ),
    paragraphs=(Paragraph(0, 2), Paragraph(3, 31)),
    sentences=(Span(0, 2), Span(3, 31)),
)  # fmt: skip
