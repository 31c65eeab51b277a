"""What stands where on a page: titles, bylines, bullets, and lines that were broken."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from policytext.analysis.structure import LayoutReader
from policytext.lexicon import load_lexicon

CASES = yaml.safe_load(Path(__file__).with_name("structure.yaml").read_text(encoding="utf-8"))
READER = LayoutReader(load_lexicon())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_document_is_laid_out_in_blocks(case: dict[str, Any]) -> None:
    text = case["text"]
    layout = READER.read(text)
    blocks = [[b.kind, b.marker.strip(), text[b.start : b.end]] for b in layout.blocks]
    assert blocks == case.get("blocks", blocks)
    if "title" in case:
        assert layout.title
        assert text[layout.title.start : layout.title.end] == case["title"]
    if "byline" in case:
        assert layout.byline
        assert asdict(layout.byline) == case["byline"]


def test_a_text_without_letters_has_no_blocks() -> None:
    assert READER.read("\n \n---\n□\n").blocks == ()
