"""The plain text is what a reader sees, and every character of it leads back to the text as read."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policytext.analysis.cleaning import clean

TABLE = yaml.safe_load(Path(__file__).with_name("residue.yaml").read_text("utf-8"))
RESIDUE = [
    "<b>", "</b>", "<br/>", "<p class='x'>", "<span style=a>", "&quot;", "&amp;", "&nbsp;", "&#39;",
    "![]() |", "![그림](a.png)", "\u00a0", "\u200b", "\ufeff", "\t", "\u3000", "\u2028", "]]>", "R&D;",
]  # fmt: skip
PLAIN = st.text(st.sampled_from("가나다한글 AB12.,()·\n"), max_size=8)
MIXED = st.lists(st.one_of(PLAIN, st.sampled_from(RESIDUE)), max_size=12).map("".join)


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case["case"])
def test_residue_goes_and_words_lead_back(case: dict[str, str]) -> None:
    plain = clean(case["text"])
    assert plain.text == case["plain"]
    if "word" in case:
        start = plain.text.index(case["word"])
        first, last = plain.source_span(start, start + len(case["word"]))
        assert case["text"][first:last] == case["source"]


@given(st.one_of(MIXED, st.text()))
def test_every_character_leads_back_to_its_own_place(text: str) -> None:
    plain = clean(text)
    end_before = 0
    for position, character in enumerate(plain.text):
        start, end = plain.source_span(position, position + 1)
        assert end_before <= start < end <= len(text)
        if end - start == 1:  # copied, or a space for a space
            assert text[start] == character or not text[start].isprintable()
        end_before = end


@given(MIXED, st.data())
def test_a_span_leads_back_from_its_first_to_its_last_character(
    text: str, data: st.DataObject
) -> None:
    plain = clean(text)
    if not plain.text:
        return
    start = data.draw(st.integers(0, len(plain.text) - 1))
    end = data.draw(st.integers(start + 1, len(plain.text)))
    first, last = plain.source_span(start, end)
    assert first == plain.source_span(start, start + 1)[0]
    assert last == plain.source_span(end - 1, end)[1]


@given(st.lists(PLAIN, min_size=1, max_size=8), st.data())
def test_what_stands_between_residue_is_quoted_letter_for_letter(
    pieces: list[str], data: st.DataObject
) -> None:
    text, places = "", []
    for piece in pieces:
        text += data.draw(st.sampled_from(["<b>", "\u200b", "</span>", "]]>"]))
        places.append(len(text))
        text += piece
    plain = clean(text)
    assert plain.text == "".join(pieces)
    position = 0
    for piece, place in zip(pieces, places, strict=True):
        if piece:
            assert plain.source_span(position, position + len(piece)) == (
                place,
                place + len(piece),
            )
        position += len(piece)


@given(st.text(st.sampled_from("가나다 .,!?[]()<>&;\n")))
def test_text_in_which_nothing_is_replaced_stays_as_it_is(text: str) -> None:
    plain = clean(text)
    if plain.text == text:
        assert all(plain.source_span(i, i + 1) == (i, i + 1) for i in range(len(text)))
