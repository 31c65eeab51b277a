"""What the prefilter leaves unread yields nothing: with it and without, results are the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policytext import Analyzer, Settings
from policytext.reading.files import read_document

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.txt"))
LINES = sorted(
    {
        line
        for sample in SAMPLES
        for line in read_document(str(sample), None).text.splitlines()
        if line.strip()
    }
)


@pytest.fixture(scope="module")
def unfiltered() -> Analyzer:
    return Analyzer(Settings(prefilter=False))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_has_the_same_result(
    sample: Path, analyzer: Analyzer, unfiltered: Analyzer
) -> None:
    document = read_document(str(sample), None)
    assert analyzer.analyze_document(document) == unfiltered.analyze_document(document)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(LINES), max_size=12).map("\n".join))
def test_any_text_has_the_same_result(analyzer: Analyzer, unfiltered: Analyzer, text: str) -> None:
    assert analyzer.analyze(text) == unfiltered.analyze(text)


def test_a_sentence_that_can_hold_no_name_is_not_read_for_one(
    analyzer: Analyzer, unfiltered: Analyzer
) -> None:
    text = "제목\n비가 많이 와서 길이 막혔다.\n정부는 ‘해맞이 창업 지원 사업’을 시작한다."
    analysis = analyzer.read_plain(text)
    read = [
        [text[s.sentence.start : s.sentence.end] for s in one._projects._reader.read(analysis, ())]
        for one in (analyzer, unfiltered)
    ]
    assert read[0] == ["정부는 ‘해맞이 창업 지원 사업’을 시작한다."]
    assert len(read[1]) == 3
