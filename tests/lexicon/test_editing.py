"""An entry is added where a person would write it, and nothing else in the dictionary changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policytext.errors import DictionaryError
from policytext.lexicon.editing import flow, with_entry

CASES = yaml.safe_load(Path(__file__).with_name("editing.yaml").read_text("utf-8"))
FILE = Path("own.yaml")
WORD = st.text("가나다라 ,:#'-[]{}", min_size=1, max_size=6)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_an_entry_is_added(case: dict[str, Any]) -> None:
    after, line = with_entry(case["before"], FILE, case["section"], case["entry"])
    assert after == case["after"]
    written = flow(case["entry"])
    assert written in after.splitlines()[line - 1]


@pytest.mark.parametrize("text", ["- a\n", "heads: {a: b}\n", "heads: 펀드\n", "heads: [펀드\n"])
def test_what_is_no_dictionary_takes_no_entry(text: str) -> None:
    with pytest.raises(DictionaryError, match=r"own\.yaml"):
        with_entry(text, FILE, "heads", "기금")


@given(
    st.lists(WORD, max_size=3),
    st.sampled_from(["block", "flow", "none"]),
    st.lists(WORD, min_size=1, max_size=3),
)
def test_what_is_added_is_read_and_the_rest_is_kept(
    words: list[str], style: str, added: list[str]
) -> None:
    section = {
        "block": "words:\n" + "".join(f"- {flow(word)}  # 말\n" for word in words),
        "flow": f"words: {yaml.safe_dump(words, default_flow_style=True, allow_unicode=True)}",
        "none": "",
    }[style]
    text = f"# 머리말\nother: [하나]  # 둘\n{section}# 꼬리말\n"
    for word in added:
        text, _ = with_entry(text, FILE, "words", word)
    read = yaml.load(text, Loader=yaml.BaseLoader)
    assert read["words"] == [*(words if style != "none" else []), *added]
    assert read["other"] == ["하나"]
    assert "# 머리말\nother: [하나]  # 둘\n" in text
    assert "# 꼬리말\n" in text
