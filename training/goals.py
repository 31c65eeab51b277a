"""Learn which sentences state a goal, from annotated documents.

    python training/goals.py TRAIN_DIR [-o FILE] [--test TEST_DIR] [--folds N]

TRAIN_DIR holds NAME.txt with NAME.json beside it, whose `goals` are `start`, `end` and `type`. Writes
the weights of two logistic regressions as JSON. The same documents always give the same file. With
--test, figures on other documents; with --folds, figures in cross-validation by document.
Needs scikit-learn (`pip install policytext[train]`).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression

from policytext.analysis.cleaning import clean
from policytext.extraction.goal_features import Feature, FeatureReader, Seen
from policytext.extraction.goal_model import ALWAYS, JOINT, MODEL_FILE, GoalModel
from policytext.extraction.goals import GoalExtractor
from policytext.pipeline import Analyzer
from policytext.reading.text import normalize

STRENGTH = 0.3  # the inverse of the regularisation
# How freely the weights of a group of features may grow; patterns carry what is known of the
# language beforehand, single words what the documents happen to speak of.
SCALES = {
    "pattern": 2.0, "end": 2.0, "lead": 1.5, "predicate": 1.5, "tail": 0.7, "1": 0.5, "2": 0.3, "3": 0.25
}  # fmt: skip
MIN_DOCUMENTS = 2  # documents in which a feature must be seen
THRESHOLD = 0.36  # the probability that gave the best F1 in cross-validation
SMALLEST = 0.04  # weights below change nothing and are left out


@dataclass(frozen=True)
class Example:
    """One sentence: its document, the patterns that fit it, what is seen in it and its features,
    and the type of goal it states or "none"."""

    document: str
    patterns: frozenset[str]
    seen: Seen
    features: frozenset[Feature]
    label: str


def read_examples(folder: Path, analyzer: Analyzer, extractor: GoalExtractor) -> list[Example]:
    """The sentences of all annotated documents in `folder`."""
    examples = []
    for gold_file in sorted(folder.glob("*.json")):
        text = normalize(gold_file.with_suffix(".txt").read_text(encoding="utf-8-sig"))
        goals = json.loads(gold_file.read_text(encoding="utf-8"))["goals"]
        plain = clean(text)
        analysis = analyzer.read_plain(plain.text)
        reader = FeatureReader(analysis)
        for index, sentence in enumerate(analysis.sentences):
            start, end = plain.source_span(sentence.start, sentence.end)
            label = _label(start, end, goals)
            fired, last = extractor.fired(sentence.tokens)
            names = frozenset(name for name, _ in fired)
            seen = reader.read(index, fired, last)
            seen = seen._replace(runs={kind: list(runs) for kind, runs in seen.runs.items()})
            examples.append(Example(gold_file.stem, names, seen, seen.features(), label))
    return examples


def _label(start: int, end: int, goals: list[dict[str, Any]]) -> str:
    """The type of the goal that shares more than half of the shorter of the two spans."""
    best, label = 0, "none"
    for goal in goals:
        shared = min(end, goal["end"]) - max(start, goal["start"])
        if shared > best and shared * 2 > min(end - start, goal["end"] - goal["start"]):
            best, label = shared, goal["type"]
    return label


def train(examples: list[Example]) -> GoalModel:
    """Fit both regressions."""
    seen: dict[Feature, set[str]] = {}
    for example in examples:
        for feature in example.features:
            seen.setdefault(feature, set()).add(example.document)
    names = sorted(f for f, documents in seen.items() if len(documents) >= MIN_DOCUMENTS)
    column = {name: number for number, name in enumerate(names)}
    scales = np.array([SCALES.get(name[0], 1.0) for name in names])
    matrix = _matrix(examples, column) @ diags(scales)
    labels = np.array([e.label for e in examples])
    goal = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0)
    goal.fit(matrix, labels != "none")
    is_goal = np.flatnonzero(labels != "none")
    types = LogisticRegression(C=STRENGTH, max_iter=300)
    types.fit(matrix.tocsr()[is_goal], labels[is_goal])
    return GoalModel(
        _weights(goal.coef_[0] * scales, goal.intercept_[0], names),
        {
            str(kind): _weights(types.coef_[i] * scales, types.intercept_[i], names)
            for i, kind in enumerate(types.classes_)
        },
        THRESHOLD,
    )


def _matrix(examples: list[Example], column: dict[Feature, int]) -> csr_matrix:
    columns, ends = [], [0]
    for example in examples:
        columns += sorted(column[f] for f in example.features if f in column)
        ends.append(len(columns))
    return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(examples), len(column)))


def _weights(coefficients: Any, intercept: float, names: list[Feature]) -> dict[Feature, float]:
    weights = {ALWAYS: round(float(intercept), 3)}
    for name, weight in zip(names, coefficients, strict=True):
        if abs(weight) >= SMALLEST:
            weights[name] = round(float(weight), 3)
    return weights


def _named(weights: Mapping[Feature, float]) -> dict[str, float]:
    return {JOINT.join(feature): weight for feature, weight in weights.items()}


def figures(extractor: GoalExtractor, model: GoalModel, examples: list[Example]) -> Counter[str]:
    """Counts of gold, found and right sentences, and of those with the right type."""
    counts: Counter[str] = Counter()
    for example in examples:
        judged = extractor.judge(example.patterns, model.weigh(example.seen), model)
        gold = example.label != "none"
        counts["gold"] += gold
        counts["found"] += judged is not None
        if judged and gold:
            counts["right"] += 1
            counts["type"] += judged[0] == example.label
    return counts


def _print(name: str, counts: Counter[str]) -> None:
    precision, recall = counts["right"] / counts["found"], counts["right"] / counts["gold"]
    print(
        f"{name}: precision {precision:.3f}, recall {recall:.3f}, "
        f"F1 {2 * precision * recall / (precision + recall):.3f}, "
        f"type {counts['type'] / counts['right']:.3f}"
    )


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("train", type=Path, help="folder of annotated documents to learn from")
    parser.add_argument("-o", "--output", type=Path, default=MODEL_FILE)
    parser.add_argument("--test", type=Path, help="folder of annotated documents to check on")
    parser.add_argument("--folds", type=int, default=0, help="cross-validate with so many folds")
    args = parser.parse_args()

    analyzer = Analyzer()
    extractor = GoalExtractor(analyzer.lexicon)
    examples = read_examples(args.train, analyzer, extractor)
    if args.folds:
        documents = sorted({e.document for e in examples})
        counts: Counter[str] = Counter()
        for fold in range(args.folds):
            held_out = set(documents[fold :: args.folds])
            model = train([e for e in examples if e.document not in held_out])
            counts += figures(extractor, model, [e for e in examples if e.document in held_out])
        _print("cross-validation", counts)
    model = train(examples)
    content = {
        "threshold": model.threshold,
        "goal": _named(model.goal),
        "types": {kind: _named(weights) for kind, weights in model.types.items()},
    }
    letters = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    args.output.write_text(letters.replace("},", "},\n") + "\n", encoding="utf-8")
    if args.test:
        _print("test", figures(extractor, model, read_examples(args.test, analyzer, extractor)))


if __name__ == "__main__":
    main()
