"""Text comes out of bytes as its writer meant it, or a sentence says why not."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from policytext.errors import ReadingError
from policytext.reading.text import _UNSTABLE, decode, normalize

TABLE = yaml.safe_load(Path(__file__).with_name("encodings.yaml").read_text("utf-8"))
MARKS = {
    "utf-8": b"\xef\xbb\xbf",
    "utf-16-le": b"\xff\xfe",
    "utf-16-be": b"\xfe\xff",
    "utf-32-le": b"\xff\xfe\0\0",
}
KOREAN = "정부는 지역 정책을 밝혔다."  # enough of a text to show what it is written in
LETTERS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]))


def by_case(table: str) -> Any:
    return pytest.mark.parametrize("case", TABLE[table], ids=lambda case: case["case"])


@by_case("read")
def test_text_is_read_in_the_encoding_it_is_written_in(case: dict[str, str]) -> None:
    data = bytes.fromhex(str(case.get("mark", ""))) + case["text"].encode(case["encoding"])
    assert decode(data, "x.txt") == (case["text"], case["encoding"])


@by_case("normalized")
def test_letters_and_line_ends_come_in_one_form(case: dict[str, str]) -> None:
    assert decode(case["written"].encode(), "x.txt")[0] == case["text"]
    assert normalize(case["written"]) == case["text"]


@by_case("refused")
def test_what_is_no_text_is_refused_in_one_sentence(case: dict[str, str]) -> None:
    with pytest.raises(ReadingError) as refusal:
        decode(bytes.fromhex(case["bytes"]), "x.txt")
    message = str(refusal.value)
    assert message.startswith("x.txt: ")
    assert case["says"] in message
    assert "\n" not in message


@given(LETTERS, st.sampled_from(sorted(MARKS)))
def test_a_mark_decides(letters: str, encoding: str) -> None:
    text = KOREAN + letters
    assert decode(MARKS[encoding] + text.encode(encoding), "x") == (normalize(text), encoding)


def test_what_is_left_out_of_normalization_is_in_its_form_beside_any_letter() -> None:
    everything = [chr(c) for c in range(0x110000) if not 0xD800 <= c < 0xE000]
    pairs = [d.split() for d in map(unicodedata.decomposition, everything) if d and d[0] != "<"]
    joining = {chr(int(pair[1], 16)) for pair in pairs if len(pair) == 2}
    joining |= {chr(jamo) for jamo in range(0x1100, 0x1200)}
    for letter in everything:
        if not _UNSTABLE.match(letter):
            assert unicodedata.normalize("NFC", letter) == letter
            assert letter not in joining
            assert not unicodedata.combining(letter)


@given(LETTERS)
def test_utf8_needs_no_mark(letters: str) -> None:
    assert decode((KOREAN + letters).encode(), "x") == (normalize(KOREAN + letters), "utf-8")


@given(st.text(st.characters(codec="cp949", exclude_categories=["Cc"])))
def test_cp949_needs_no_mark(letters: str) -> None:
    text = KOREAN + letters
    data = text.encode("cp949")
    assume(data.decode("cp949") == text)
    assert decode(data, "x") == (normalize(text), "cp949")


@given(st.binary())
def test_any_bytes_are_a_text_or_an_error_with_one_sentence(data: bytes) -> None:
    try:
        text, _ = decode(data, "x.txt")
    except ReadingError as error:
        said = str(error)
    else:
        assert text.strip()
        assert text.encode()
        said = "x.txt: "
    assert said.startswith("x.txt: ")
    assert "\n" not in said


@given(st.text(st.characters()))
def test_normalized_text_can_be_written_and_holds_no_carriage_return(text: str) -> None:
    normal = normalize(text)
    normal.encode()
    assert "\r" not in normal
    assert unicodedata.is_normalized("NFC", normal)


def test_a_lone_surrogate_becomes_one_character() -> None:
    assert normalize("예산\ud800안") == "예산\ufffd안"
