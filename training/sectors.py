#!/usr/bin/env python3
"""Learn the weights of the evidence for sectors and write dictionaries/sector-weights.yaml.

    python training/sectors.py TRAIN_DIR [-o FILE]

The package must be installed (`pip install -e '.[train]'`). GOLD_DIR holds annotated documents,
NAME.txt with NAME.json, whose `sectors` give the ids that some sentence names (`named`) and those
the document is about (`main`). Two logistic regressions over the features of
`policytext.extraction.sector_evidence` and one constant a sector are fitted; the limits are those
that serve best on documents left out (ten folds by document, repeated). The same input gives the
same file.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from policytext.analysis.cleaning import clean
from policytext.extraction.sector_evidence import EvidenceReader, features
from policytext.lexicon import load_lexicon
from policytext.pipeline import Analyzer
from policytext.reading.text import normalize

TARGET = Path(__file__).parent.parent / "dictionaries" / "sector-weights.yaml"
FEATURES = ("title", "share", "relative", "rank", "spread", "strong", "issuer")
# Sectors differ less in their constants than the few documents suggest: scaled down, the constant of
# a sector costs more.
SECTOR_SCALE = 0.5
FOLDS = 10
REPEATS = 4
ALIKE = 0.003  # F1
HEAD = """\
# How much each piece of evidence for a sector weighs. Written by training/sectors.py, not by hand.
#
# sector_weights: the weight of a feature for the two likelihoods, that a sentence names the sector as an
#   object of policy (named) and that the document is about it (main). `title`: words in the title;
#   `share` and `relative`: its part of all words found, and beside the strongest sector; `rank`: its place
#   in that order; `spread`: the part of the blocks it stands in; `strong`: how many strong words; `issuer`:
#   a body that deals with it stands at the head; `sector X`: what holds for the sector X at large.
# sector_limits: `named`, the mean likelihood from which a sector is given; `main`, the likelihood from
#   which it counts as one of those the document is about.
format:
  sector_weights: {name: "text, required, unique", named: "number, required", main: "number, required"}
  sector_limits: {name: "text, required, unique", value: "number, required"}

"""


@dataclass(frozen=True)
class Examples:
    """One row for every sector of every document for which there is evidence."""

    rows: Any  # float array: features, then one column a sector
    named: Any  # bool array
    main: Any
    document: Any  # int array: which document the row is of
    documents: int
    main_gold: int  # main sectors in all documents, those without evidence included


def read(folder: Path, sectors: list[str]) -> Examples:
    """The examples in a folder of annotated documents."""
    analyzer = Analyzer()
    reader = EvidenceReader(analyzer.lexicon)
    rows, named, main, document = [], [], [], []
    main_gold = 0
    files = sorted(folder.glob("*.json"))
    for number, file in enumerate(files):
        gold = json.loads(file.read_text(encoding="utf-8"))["sectors"]
        main_gold += len(gold["main"])
        text = normalize(file.with_suffix(".txt").read_text(encoding="utf-8-sig"))
        analysis = analyzer.read_plain(clean(text).text)
        found = features(reader.read(analysis), len(analysis.blocks))
        for sector in sorted(found):
            of = [SECTOR_SCALE * (sector == other) for other in sectors]
            rows.append([found[sector][name] for name in FEATURES] + of)
            named.append(sector in gold["named"])
            main.append(sector in gold["main"])
            document.append(number)
    return Examples(
        np.array(rows), np.array(named), np.array(main), np.array(document),
        documents=len(files), main_gold=main_gold,
    )  # fmt: skip


def fit(rows: Any, labels: Any) -> LogisticRegression:
    """A logistic regression with L2 regularization."""
    return LogisticRegression(C=1.0, max_iter=5000).fit(rows, labels)


def left_out(examples: Examples, seed: int) -> tuple[Any, Any]:
    """The likelihoods of every row, named and main, by models that have not seen its document."""
    order = np.random.RandomState(seed).permutation(examples.documents)
    fold = np.empty(examples.documents, int)
    fold[order] = np.arange(examples.documents) % FOLDS
    likelihoods = np.zeros((2, len(examples.named)))
    for number in range(FOLDS):
        out = fold[examples.document] == number
        for which, labels in enumerate((examples.named, examples.main)):
            model = fit(examples.rows[~out], labels[~out])
            likelihoods[which, out] = model.predict_proba(examples.rows[out])[:, 1]
    return likelihoods[0], likelihoods[1]


def f1(given: Any, right: Any, wanted: Any, all_wanted: int) -> float:
    """F1 of the precision of the rows `given` by `right` and of the recall of `wanted`."""
    precision = right[given].mean() if given.any() else 0.0
    recall = wanted[given].sum() / all_wanted
    return float(2 * precision * recall / (precision + recall)) if precision + recall else 0.0


def main() -> None:
    """Run the command line: read, fit, write, and say what may be expected."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("train", type=Path, help="folder of annotated documents to learn from")
    parser.add_argument("-o", "--output", type=Path, default=TARGET)
    options = parser.parse_args()
    sectors = [entry.text("id") for entry in load_lexicon().entries("sectors")]
    examples = read(options.train, sectors)
    limits = np.arange(0.2, 0.7, 0.01)
    given, about = np.zeros(len(limits)), np.zeros(len(limits))
    for seed in range(REPEATS):
        named, of_main = left_out(examples, seed)
        for i, limit in enumerate(limits):
            chosen = (named + of_main) / 2 >= limit
            given[i] += f1(chosen, examples.named, examples.main, examples.main_gold) / REPEATS
            chosen &= of_main >= limit
            about[i] += f1(chosen, examples.main, examples.main, examples.main_gold) / REPEATS
    models = [fit(examples.rows, labels) for labels in (examples.named, examples.main)]
    scales = [1.0] * len(FEATURES) + [SECTOR_SCALE] * len(sectors)
    names = [*FEATURES, *(f"sector {sector}" for sector in sectors)]
    lines = [("constant", *(model.intercept_[0] for model in models))]
    for i, (name, scale) in enumerate(zip(names, scales, strict=True)):
        lines.append((name, *(model.coef_[0][i] * scale for model in models)))
    out = [HEAD, "sector_weights:\n"]
    out += [f"- {{name: {name}, named: {a:.3f}, main: {b:.3f}}}\n" for name, a, b in lines]
    out += ["\nsector_limits:\n"]
    # The dictionary knows these documents better than others: of limits that serve alike, the lowest.
    lowest = limits[np.flatnonzero(given >= given.max() - ALIKE)[0]]
    out += [f"- {{name: named, value: {lowest:.2f}}}\n"]
    out += [f"- {{name: main, value: {limits[about.argmax()]:.2f}}}\n"]
    options.output.write_text("".join(out), encoding="utf-8")
    print(f"documents {examples.documents}, left out: F1 {given.max():.3f}, main {about.max():.3f}")


if __name__ == "__main__":
    main()
