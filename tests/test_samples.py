"""Every document in samples/ gives the output that stands beside it; a new one is a new test."""

from __future__ import annotations

from pathlib import Path

import pytest

from policytext import Analyzer
from policytext.output.structure import to_structure
from policytext.output.yaml import dump
from policytext.reading.files import to_document

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
DOCUMENTS = sorted(SAMPLES.glob("*.txt"))


def test_there_are_samples() -> None:
    assert len(DOCUMENTS) >= 8


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_sample_gives_the_output_beside_it(path: Path, analyzer: Analyzer) -> None:
    result = analyzer.analyze_document(to_document(path.read_bytes(), str(path), path.name))
    assert dump(to_structure(result)) == path.with_suffix(".yaml").read_text(encoding="utf-8")
