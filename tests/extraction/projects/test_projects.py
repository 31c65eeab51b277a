"""Named projects: found, told from what is no project, and brought together under one name."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate, pairwise, product
from math import exp
from operator import add
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policytext.extraction.amounts import AmountExtractor
from policytext.extraction.known import KnownNames
from policytext.extraction.projects import templates
from policytext.extraction.projects.clues import all_columns, read_columns
from policytext.extraction.projects.crf import marginals
from policytext.extraction.projects.emissions import Scorer
from policytext.extraction.projects.evidence import NAMES
from policytext.extraction.projects.grouping import Grouper
from policytext.extraction.projects.judge import Judge
from policytext.extraction.projects.listed import amounts_in, find_listed
from policytext.extraction.projects.model import load_model
from policytext.extraction.projects.names import NameIndex, compact, letters_of
from policytext.extraction.projects.passages import passages
from policytext.extraction.projects.quotes import find_quotes
from policytext.extraction.projects.reading import SightReader
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


@pytest.mark.parametrize("case", _cases("lists.yaml"), ids=lambda c: c["about"])
def test_items_of_lists(case: dict[str, Any], analyzer: Analyzer) -> None:
    analysis = analyzer.read_plain(case["text"])
    amounts = AmountExtractor(analyzer.lexicon).extract(analysis)
    words = read_words(analyzer.lexicon)
    found: dict[bool, list[str]] = {True: [], False: []}
    for sentence in analysis.sentences:
        for item in find_listed(analysis.text, sentence, amounts_in(sentence, amounts), words):
            first, last = sentence.tokens[item.first], sentence.tokens[item.last]
            found[item.priced].append(analysis.text[first.start : last.end])
    assert found[True] == case.get("priced", [])
    assert found[False] == case.get("unpriced", [])


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
    found = NameIndex(["바다숲 조성"]).find(letters_of("바다 숲조성", tokens))
    assert [(m.first, m.last, m.name) for m in found] == [(0, 2, compact("바다숲 조성"))]


def test_names_are_found_where_they_may_begin() -> None:
    index = NameIndex(["바다숲 조성", "팁스"])
    assert all(map(index.may_begin, ["바다숲", "바", "팁스"]))
    assert not any(map(index.may_begin, ["바다를", "조성", ""]))
    text = "바다 숲조성 팁스"
    tokens = [Token("바다", "NNG", 0, 2), Token("숲", "NNG", 3, 4), Token("조성", "NNG", 4, 6)]
    letters = letters_of(text, [*tokens, Token("팁스", "NNP", 7, 9)])
    assert [match.name for match in index.find(letters)] == ["바다숲조성", "팁스"]
    assert index.find(letters, range(4)) == index.find(letters)


def test_the_model_fits_the_program() -> None:
    model = load_model()
    assert len(model.crf.weights) == len(templates.TEMPLATES)
    features = [int(node[0]) for tree in model.judge.trees for node in tree if len(node) > 1]
    assert max(features) < len(NAMES)


def test_a_tree_goes_left_where_the_evidence_is_at_most_the_threshold() -> None:
    judge = Judge([[[0, 1.5, 1, 2], [2.0], [-2.0]]], 0.0)
    assert judge.probabilities(np.array([[1.5], [1.6]])) == pytest.approx(
        [1 / (1 + exp(-2)), 1 / (1 + exp(2))]
    )


@st.composite
def trees(draw: st.DrawFn, depth: int = 4) -> list[list[float]]:
    """Decision trees over three kinds of evidence, as the model holds them."""
    tree: list[list[float]] = []

    def grow(left: int) -> int:
        place = len(tree)
        tree.append([])
        if left and draw(st.booleans()):
            feature, threshold = draw(st.integers(0, 2)), draw(st.integers(-2, 2))
            tree[place] = [feature, threshold, grow(left - 1), grow(left - 1)]
        else:
            tree[place] = [draw(st.integers(-8, 8)) / 8]
        return place

    grow(depth)
    return tree


@given(
    st.lists(trees(), min_size=1, max_size=4),
    st.lists(st.tuples(*[st.integers(-3, 3)] * 3), min_size=1, max_size=4),
)
def test_many_candidates_are_judged_together_as_each_is_by_itself(
    grown: list[list[list[float]]], evidence: list[tuple[int, ...]]
) -> None:
    def walk(tree: list[list[float]], row: tuple[int, ...]) -> float:
        node = tree[0]
        while len(node) > 1:
            feature, threshold, left, right = node
            node = tree[int(left if row[int(feature)] <= threshold else right)]
        return node[0]

    sums = [sum(walk(tree, row) for tree in grown) for row in evidence]
    judged = Judge(grown, 0.25).probabilities(np.array(evidence, dtype=float))
    assert judged == pytest.approx([1 / (1 + exp(-0.25 - total)) for total in sums])


def test_weights_are_added_up_as_the_templates_say(analyzer: Analyzer) -> None:
    text = (
        "1. 어촌 발전 계획\n‘바다숲 조성 사업’에 3억 원을 들인다(2027년). 어촌뉴딜300도 한다.\n가\n"
    )
    words, model = read_words(analyzer.lexicon), load_model()
    known = KnownNames(analyzer.lexicon)
    reader = SightReader(words, known, model.names, model.clusters, prefilter=False)
    analysis = analyzer.read_plain(text)
    sights = list(reader.read(analysis, AmountExtractor(analyzer.lexicon).extract(analysis)))
    assert len(sights) > 3
    (passage,) = passages(sights)
    columns = read_columns(passage)
    texts = all_columns(passage, columns)
    scores = Scorer(model.crf).scores(passage, columns)
    for place, sight in zip(passage.places, sights, strict=True):
        own = slice(place, place + len(sight.lexemes))
        rows = [[0.0] * len(model.crf.labels) for _ in sight.lexemes]
        said = {name: column[own] for name, column in texts.items()}
        for template, weights in zip(templates.TEMPLATES, model.crf.weights, strict=True):
            for row, value in zip(rows, templates.values(template, said, len(rows)), strict=True):
                row[:] = map(add, row, weights.get(value, [0.0] * len(row)))
        assert scores[own].tolist() == [pytest.approx(row) for row in rows]


def test_a_sentence_weighs_the_same_in_every_passage(analyzer: Analyzer) -> None:
    words, model = read_words(analyzer.lexicon), load_model()
    reader = SightReader(words, KnownNames(analyzer.lexicon), model.names, model.clusters)
    once = analyzer.read_plain("‘바다숲 조성 사업’과 어촌뉴딜300에 3억 원을 들인다.")
    analysis = replace(once, sentences=once.sentences * 200)
    sums = AmountExtractor(analyzer.lexicon).extract(once)
    scorer = Scorer(model.crf)
    read = list(passages(reader.read(analysis, sums)))
    assert len(read) > 1
    first, *others = [
        scorer.scores(passage, read_columns(passage))[place : place + len(sight.lexemes)].tolist()
        for passage in read
        for place, sight in zip(passage.places, passage.sights, strict=True)
    ]
    assert len(others) == 199
    assert all(scores == first for scores in others)


weights = st.floats(-3, 3)
sentence = st.lists(st.tuples(weights, weights), min_size=1, max_size=4)


@given(
    st.lists(sentence, min_size=1, max_size=3),
    st.tuples(st.tuples(weights, weights), st.tuples(weights, weights)),
)
def test_a_label_is_as_likely_as_all_labellings_that_have_it(
    sentences: list[list[tuple[float, float]]], steps: tuple[tuple[float, float], ...]
) -> None:
    # One place more stands before every sentence, as it may in a passage.
    scores = np.array([row for rows in sentences for row in [(1.0, 2.0), *rows]])
    sizes = list(map(len, sentences))
    firsts = list(accumulate((size + 1 for size in sizes[:-1]), initial=1))
    found = marginals(scores, firsts, sizes, steps)
    for position, rows in zip(firsts, sentences, strict=True):
        total, first, both = 0.0, 0.0, 0.0
        for labels in product((0, 1), repeat=len(rows)):
            weight = exp(
                sum(row[label] for row, label in zip(rows, labels, strict=True))
                + sum(steps[a][b] for a, b in pairwise(labels))
            )
            total += weight
            first += weight if labels[0] == 1 else 0.0
            both += weight if labels[:2] == (1, 0) else 0.0
        assert found.chances[position, 1] == pytest.approx(first / total)
        if len(rows) > 1:
            assert found.of_next([(1, 0)])[0][position + 1] == pytest.approx(both / first)
