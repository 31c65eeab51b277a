"""Paragraphs that a document says again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policytext.analysis.repeats import mark_repeats
from policytext.model import Paragraph

FIRST = "정부는 지역 산업을 키우기 위하여 다섯 해 동안 삼천억 원을 투자하기로 하였다."


def marks(*paragraphs: str) -> list[int | None]:
    """For every paragraph the number of the one it repeats, or None."""
    starts = [0]
    for letters in paragraphs:
        starts.append(starts[-1] + len(letters) + 1)
    spans = [Paragraph(s, s + len(p)) for s, p in zip(starts, paragraphs, strict=False)]
    marked = mark_repeats("\n".join(paragraphs), spans)
    return [None if p.repeats is None else starts.index(p.repeats) for p in marked]


def test_a_paragraph_said_twice_repeats_the_first() -> None:
    assert marks(FIRST, "그 밖의 내용은 다음과 같다.", FIRST, FIRST) == [None, None, 0, 0]


def test_a_few_other_characters_make_no_other_paragraph() -> None:
    assert marks(FIRST, FIRST.replace("정부는", "정부가").replace(" 위하여", " 위해")) == [None, 0]


def test_another_sum_in_a_short_paragraph_makes_another_paragraph() -> None:
    assert marks(FIRST, FIRST.replace("다섯 해 동안 삼천억 원을", "내년에 백이십억 달러를")) == [
        None,
        None,
    ]


def test_short_lines_repeat_nothing() -> None:
    assert marks("추진 배경", "추진 배경") == [None, None]


@given(st.text(alphabet="가나다라마바 .", min_size=20, max_size=60), st.data())
def test_a_character_lost_is_forgiven(letters: str, data: st.DataObject) -> None:
    letters = "정책" + letters.strip() + "사업계획이다"
    if len(letters) < 21:
        return
    place = data.draw(st.integers(0, len(letters) - 1))
    assert marks(letters, letters[:place] + letters[place + 1 :])[1] in {0}
