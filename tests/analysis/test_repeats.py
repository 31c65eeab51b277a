"""A paragraph that says again what an earlier one has said is found, whatever stands between."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from policytext.analysis.repeats import MIN_LENGTH, SIMILARITY, mark_repeats
from policytext.model import Paragraph

FIRST = "새솔시는 원도심 빈 점포에 청년 창업가를 들이는 사업을 시작한다."
SECOND = "도비는 지방소멸대응기금에서 나오고 시비는 추가경정예산에 담는다."


def repeats(*lines: str) -> list[int | None]:
    """For every line the number of the line that it repeats, or None."""
    paragraphs, starts, position = [], {}, 0
    for number, line in enumerate(lines):
        paragraphs.append(Paragraph(position, position + len(line)))
        starts[position] = number
        position += len(line) + 1
    marked = mark_repeats("\n".join(lines), paragraphs)
    return [None if p.repeats is None else starts[p.repeats] for p in marked]


@pytest.mark.parametrize(
    ("again", "of"),
    [
        (FIRST, 0),
        (FIRST.replace("빈 점포", "빈점포"), 0),
        (FIRST.replace("새솔시는 ", "시는 "), 0),
        (FIRST + " 시는 다음 달부터 참여자를 모집한다.", None),
        (FIRST[:19], None),
        (FIRST[::-1], None),
    ],
)
def test_a_paragraph_may_differ_in_a_few_characters(again: str, of: int | None) -> None:
    assert repeats(FIRST, SECOND, again) == [None, None, of]


def test_a_third_time_repeats_the_first() -> None:
    once_more = FIRST.replace(" ", "")
    assert repeats(FIRST, FIRST, SECOND, FIRST, SECOND) == [None, 0, None, 0, 2]
    assert repeats(once_more, once_more) == [None, 0]


def naive(*lines: str) -> list[int | None]:
    found: list[int | None] = []
    for number, line in enumerate(lines):
        near = (
            n
            for n in range(number)
            if found[n] is None
            and min(len(line), len(lines[n])) >= MIN_LENGTH
            and LCSseq.normalized_similarity(line, lines[n]) >= SIMILARITY
        )
        found.append(next(near, None))
    return found


LINE = st.text(st.sampled_from("가나다 "), min_size=18, max_size=30)


@st.composite
def changed(draw: st.DrawFn) -> list[str]:
    """Lines, some of them earlier ones with a few changes."""
    lines = [draw(LINE)]
    for _ in range(draw(st.integers(1, 6))):
        line = list(draw(st.one_of(st.sampled_from(lines), LINE)))
        for _ in range(draw(st.integers(0, 2))):
            place = draw(st.integers(0, len(line) - 1))
            line[place] = draw(st.sampled_from(["", "가", "나나"]))
        lines.append("".join(line))
    return lines


@settings(max_examples=60)
@given(changed())
def test_nothing_is_missed_that_comparing_all_with_all_would_find(lines: list[str]) -> None:
    assert repeats(*lines) == naive(*lines)
