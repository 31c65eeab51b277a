"""What a sentence that states a goal says besides: who acts, what is to be reached, and by when."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from policytext import Analyzer
from policytext.extraction.details import GoalDetails
from policytext.model import Goal
from policytext.output.structure import number
from policytext.reading.files import read_document

CASES = yaml.safe_load(Path(__file__).with_name("details.yaml").read_text(encoding="utf-8"))
SAMPLES = sorted((Path(__file__).parents[3] / "samples").glob("*.txt"))


@pytest.fixture(scope="module")
def details(analyzer: Analyzer) -> GoalDetails:
    return GoalDetails(analyzer.lexicon)


def read(analyzer: Analyzer, details: GoalDetails, text: str) -> Goal:
    analysis = analyzer.read_plain(text)
    (sentence,) = analysis.sentences
    (goal,) = details.add(analysis, [Goal("target", text, sentence.start, sentence.end)])
    return goal


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_the_details_of_a_goal(
    analyzer: Analyzer, details: GoalDetails, case: dict[str, Any]
) -> None:
    text = case["text"]
    goal = read(analyzer, details, text)
    assert (goal.actor.text if goal.actor else None) == case.get("actor")
    assert [[t.text, number(t.value), t.unit] for t in goal.targets] == case.get("targets", [])
    assert [[d.text, d.date] for d in goal.by] == case.get("by", [])
    for quote in (*goal.targets, *goal.by, *filter(None, [goal.actor])):
        assert text[quote.start : quote.end] == quote.text


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_details_quote_the_document_inside_their_goal(path: Path, analyzer: Analyzer) -> None:
    result = analyzer.analyze_document(read_document(str(path), None))
    for goal in result.goals:
        for quote in (*goal.targets, *goal.by, *filter(None, [goal.actor])):
            assert result.text[quote.start : quote.end] == quote.text
            assert goal.start <= quote.start < quote.end <= goal.end
