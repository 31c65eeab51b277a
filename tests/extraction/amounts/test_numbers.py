"""Numbers by themselves, and every number read back from every way of writing it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.extraction.amounts import AmountExtractor
from policytext.extraction.amounts.numbers import NumberReader
from policytext.lexicon import load_lexicon

LEXICON = load_lexicon()
NUMBERS = NumberReader(LEXICON)
SUMS = AmountExtractor(LEXICON)

DIGITS = "영일이삼사오육칠팔구"
SMALL = [(1000, "천"), (100, "백"), (10, "십"), (1, "")]
BIG = [(10**12, "조"), (10**8, "억"), (10**4, "만"), (1, "")]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0", 0), ("영", 0), ("1,234", 1234), ("3.4", "3.4"), ("열하나", 11), ("십하나", 11), ("서른다섯", 35),
        ("쉰두", 52), ("아흔셋", 93), ("백이십삼", 123), ("일만이천삼백사십오", 12345), ("일억이", 100000002),
        ("칠천십이억삼천구백팔십만천백이십삼", 701239801123), ("삼점사", "3.4"), ("마이너스 3", -3), ("-3", -3),
        ("3/4", "0.75"), ("사분의삼", "0.75"), ("14조3천여억", 14300000000000), ("2.6백만", 2600000), ("5천430", 5430), ("３만", 30000),
    ],
)  # fmt: skip
def test_a_number_is_read(written: str, value: int | str) -> None:
    assert NUMBERS.number(written) == Decimal(value)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "만억만",
        "3만5억",
        "가나다",
        "1,23",
        "열스물",
        "1조 12000억",
        "9" * 40,
        "수십",
        "-",
        "3/0",
        "가/나",
    ],
)
def test_what_is_no_number_is_none(written: str) -> None:
    assert NUMBERS.number(written) is None


def in_words(value: int, figures: bool = False) -> str:
    """A number below 10,000 as words (이천삼십), or with figures before the magnitudes (2천3십)."""
    parts = []
    for unit, name in SMALL:
        count, value = divmod(value, unit)
        if count:
            figure = str(count) if figures else DIGITS[count]
            parts.append(figure + name)
    return "".join(parts)


def split(value: int) -> list[tuple[int, str]]:
    parts = []
    for unit, name in BIG:
        count, value = divmod(value, unit)
        if count:
            parts.append((count, name))
    return parts


STYLES = {
    "figures": str,
    "commas": lambda value: f"{value:,}",
    "magnitudes": lambda value: "".join(f"{count}{name}" for count, name in split(value)),
    "magnitudes, spaced": lambda value: " ".join(f"{count}{name}" for count, name in split(value)),
    "magnitudes, commas": lambda value: " ".join(
        f"{count:,}{name}" for count, name in split(value)
    ),
    "words": lambda value: "".join(in_words(count) + name for count, name in split(value)),
    "words, spaced": lambda value: " ".join(in_words(count) + name for count, name in split(value)),
    "mixed": lambda value: "".join(in_words(count, True) + name for count, name in split(value)),
}


@given(value=st.integers(1, 9999 * 10**12), style=st.sampled_from(sorted(STYLES)))
def test_a_number_in_any_style_is_read_back_as_itself(value: int, style: str) -> None:
    assert NUMBERS.number(STYLES[style](value)) == value


@given(
    value=st.integers(10, 9999 * 10**12),
    style=st.sampled_from(sorted(STYLES)),
    unit=st.sampled_from(["원", " 원", "달러", " 유로"]),
)
def test_a_sum_in_any_style_is_read_back_as_itself(value: int, style: str, unit: str) -> None:
    written = STYLES[style](value) + unit
    found = SUMS.read(f"사업에 {written}을 투입한다.")
    assert [(a.text, a.low, a.high) for a in found] == [(written, value, value)]


@given(whole=st.integers(0, 9999), part=st.integers(0, 99), unit=st.sampled_from(BIG[:3]))
def test_a_fraction_of_a_magnitude_is_exact(whole: int, part: int, unit: tuple[int, str]) -> None:
    found = SUMS.read(f"예산 {whole}.{part:02}{unit[1]}원")
    assert [a.low for a in found] == [Decimal(f"{whole}.{part:02}") * unit[0]]


@given(
    st.text(
        alphabet="0123456789.,일이삼오십백천만억조경여수몇 원달러$~-→()에서약대 \n", max_size=80
    )
)
def test_no_text_breaks_the_reader_and_what_is_quoted_stands_there(text: str) -> None:
    last = 0
    for amount in SUMS.read(text):
        assert amount.start >= last
        assert text[amount.start : amount.end] == amount.text
        assert amount.low <= amount.high <= 10**20
        last = amount.end
