"""Named projects: found, told from what is no project, and brought together under one name."""

from __future__ import annotations

from itertools import pairwise, product
from math import exp
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policytext.extraction.projects import templates
from policytext.extraction.projects.clues import find_quotes
from policytext.extraction.projects.crf import Marginals
from policytext.extraction.projects.evidence import NAMES
from policytext.extraction.projects.grouping import Grouper
from policytext.extraction.projects.judge import Judge
from policytext.extraction.projects.model import load_model
from policytext.extraction.projects.names import NameIndex, compact
from policytext.extraction.projects.words import read_words
from policytext.model import Token
from policytext.pipeline import Analyzer

HERE = Path(__file__).parent


def _cases(name: str) -> list[Any]:
    cases = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    assert isinstance(cases, list)
    return cases


@pytest.mark.parametrize("case", _cases("documents.yaml"), ids=lambda c: c["about"])
def test_projects_of_a_document(case: dict[str, Any], analyzer: Analyzer) -> None:
    found = analyzer.analyze(case["text"]).projects
    assert [(p.name, p.kind, len(p.mentions)) for p in found] == [
        (p["name"], p["kind"], p["mentions"]) for p in case["projects"]
    ]


@pytest.mark.parametrize("case", _cases("names.yaml"), ids=lambda c: f"{c['one']} / {c['other']}")
def test_writings_of_one_project(case: dict[str, Any], analyzer: Analyzer) -> None:
    grouper = Grouper(read_words(analyzer.lexicon))
    for pair in ([case["one"], case["other"]], [case["other"], case["one"]]):
        assert (len(grouper.group(pair)) == 1) is case["same"]


def test_mentions_stand_in_order_and_are_quoted(analyzer: Analyzer) -> None:
    text = "‘별빛마을 축제’를 연다.\n별빛마을 축제는 ‘어촌신활력증진사업’의 하나다. 별빛마을 축제에 온다.\n"
    for project in analyzer.analyze(text).projects:
        starts = [m.start for m in project.mentions]
        assert starts == sorted(starts)
        assert all(text[m.start : m.end] == m.text for m in project.mentions)
        assert project.name not in project.aliases


def test_the_century_of_a_year_is_no_quotation_mark() -> None:
    quotes = find_quotes("’26년 ‘바다숲 조성’ 착수", 0, 16, {"‘": "’"})
    assert ["’26년 ‘바다숲 조성’ 착수"[q.start : q.end] for q in quotes] == ["바다숲 조성"]


def test_a_name_is_found_whatever_its_spaces() -> None:
    tokens = [Token("바다", "NNG", 0, 2), Token("숲", "NNG", 3, 4), Token("조성", "NNG", 4, 6)]
    found = NameIndex(["바다숲 조성"]).find("바다 숲조성", tokens)
    assert [(m.first, m.last, m.name) for m in found] == [(0, 2, compact("바다숲 조성"))]


def test_the_model_fits_the_program() -> None:
    model = load_model()
    assert len(model.crf.weights) == len(templates.TEMPLATES)
    features = [int(node[0]) for tree in model.judge.trees for node in tree if len(node) > 1]
    assert max(features) < len(NAMES)


def test_a_tree_goes_left_where_the_evidence_is_at_most_the_threshold() -> None:
    judge = Judge([[[0, 1.5, 1, 2], [2.0], [-2.0]]], 0.0)
    assert judge.probability([1.5]) == pytest.approx(1 / (1 + exp(-2)))
    assert judge.probability([1.6]) == pytest.approx(1 / (1 + exp(2)))


weights = st.floats(-3, 3)


@given(
    st.lists(st.tuples(weights, weights), min_size=1, max_size=4),
    st.tuples(st.tuples(weights, weights), st.tuples(weights, weights)),
)
def test_a_label_is_as_likely_as_all_labellings_that_have_it(
    scores: list[tuple[float, float]], steps: tuple[tuple[float, float], ...]
) -> None:
    marginals = Marginals([list(row) for row in scores], steps)
    total, first = 0.0, 0.0
    for labels in product((0, 1), repeat=len(scores)):
        weight = exp(
            sum(row[label] for row, label in zip(scores, labels, strict=True))
            + sum(steps[a][b] for a, b in pairwise(labels))
        )
        total += weight
        first += weight if labels[0] == 1 else 0.0
    assert marginals.of_label(0, 1) == pytest.approx(first / total)
