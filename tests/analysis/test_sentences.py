"""Where sentences of Korean policy text begin and end."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policytext.analysis.sentences import SentenceSplitter
from policytext.lexicon import load_lexicon
from policytext.model import Block

CASES = yaml.safe_load(Path(__file__).with_name("sentences.yaml").read_text(encoding="utf-8"))
SPLITTER = SentenceSplitter(load_lexicon())


def split(text: str) -> list[str]:
    block = Block(0, len(text), "body")
    return [text[span.start : span.end] for span in SPLITTER.split(text, block)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_block_is_split_into_its_sentences(case: dict[str, object]) -> None:
    assert split(str(case["text"])) == case["sentences"]


@given(st.text(alphabet="가다요함 .!?…\"'“”‘’()[]「」*△□\n12a"))
def test_sentences_stand_in_order_and_leave_out_no_word(text: str) -> None:
    spans = list(SPLITTER.split(text, Block(0, len(text), "body")))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.start < span.end for span in spans)
    kept = {i for span in spans for i in range(span.start, span.end)}
    assert all(i in kept for i, sign in enumerate(text) if sign.isalnum())
