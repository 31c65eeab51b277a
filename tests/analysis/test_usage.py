"""The list of usual analyses: what it says, and what it leaves to Kiwi."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.analysis.units import HANGUL, around, units
from policytext.analysis.usage import FILE, NEAR, TAIL, Morphemes, Usage, decode, encode


@pytest.fixture(scope="module")
def usage() -> Usage:
    return Usage(())


def said(morphemes: Morphemes | None) -> str:
    return " ".join(f"{form}/{tag}" for form, tag, _, _ in morphemes or ())


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        (("", "지원사업을", ""), "지원/NNG 사업/NNG 을/JKO"),
        (("1", "억", ""), "억/NR"),
        ((")", "를", ""), "를/JKO"),
        (("", "밝혔다", "."), "밝히/VV 었/EP 다/EF"),
    ],
)
def test_frequent_runs_are_listed(usage: Usage, run: tuple[str, str, str], expected: str) -> None:
    assert said(usage.of(*run)) == expected


def test_a_tail_is_read_behind_any_noun_of_the_list(usage: Usage) -> None:
    listed = {line.split("\t")[0] for line in FILE.read_text("utf-8").splitlines()}
    assert "수소충전소" in listed
    assert "수소충전소에서의" not in listed
    found = usage.of("", "수소충전소에서의", "")
    assert said(found).endswith("에서/JKB 의/JKG")
    assert found is not None
    assert [m[2:] for m in found][-2:] == [(5, 7), (7, 8)]


def test_of_what_is_no_listed_noun_nothing_is_said(usage: Usage) -> None:
    assert usage.of("", "쀍쀍에서의", "") is None


def test_what_holds_a_word_that_is_kept_whole_is_left_to_kiwi(usage: Usage) -> None:
    assert usage.of("", "지원사업을", "") is not None
    assert Usage(["지원사업"]).of("", "지원사업을", "") is None


def test_every_line_can_be_found_and_its_morphemes_stand_in_it(usage: Usage) -> None:
    lines = FILE.read_text("utf-8").splitlines()
    assert lines == sorted(set(lines))
    for line in lines:
        key, morphemes = line.split("\t")
        key, _, previous = key.removeprefix(TAIL).partition(NEAR)
        ((start, end),) = [(a, b) for kind, a, b in units(key) if kind == HANGUL]
        found = decode(morphemes)
        assert encode(found) == morphemes
        places = [place for *_, a, b in found for place in (a, b)]
        assert min(places) >= 0
        assert max(places) == end - start
        if not line.startswith(TAIL):
            run = around(key, start, end)
            assert usage.of(*run, previous) == found
            assert usage.depends(*run) or not previous


def test_short_words_are_read_by_the_word_before_them(usage: Usage) -> None:
    assert usage.depends("", "열", "")
    assert said(usage.of("", "열", "", "을")) == "열/VV ᆯ/ETM"
    assert not usage.depends("", "지원사업을", "")


_FORMS = st.text(alphabet="가나단ᆯ", min_size=1, max_size=4)


@given(
    st.lists(
        st.tuples(
            _FORMS, st.sampled_from(["NNG", "JX", "VV-I"]), st.integers(0, 20), st.integers(0, 20)
        ),
        min_size=1,
    )
)
def test_what_is_written_is_read(morphemes: list[tuple[str, str, int, int]]) -> None:
    found = tuple(morphemes)
    assert decode(encode(found)) == found
