"""Learn what the words around a sum weigh for its role, and write it into a dictionary.

    python training/amount_roles.py GOLD [--check] [--dictionary dictionaries/amount-roles.yaml]

GOLD holds annotated documents, NAME.txt with NAME.json beside it. `--check` only prints how well the
roles of documents are told by what the others teach. Needs scikit-learn. Deterministic.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policytext.analysis.cleaning import clean
from policytext.analysis.repeats import mark_repeats
from policytext.analysis.sentences import SentenceSplitter
from policytext.analysis.structure import LayoutReader
from policytext.extraction.amounts import AmountExtractor
from policytext.extraction.amounts.extractor import narrowed
from policytext.lexicon import Lexicon, load_lexicon
from policytext.model import ROLES, Analysis, Sentence
from policytext.reading.text import normalize

_FEWEST_DOCUMENTS = 2
_STRENGTH = 0.35  # inverse of the penalty on large weights
_TOLD = 0.3  # what a sum that a rule tells counts for, beside one that only the weights can tell
_FOLDS = 10
_SMALLEST = 0.02  # a lesser weight changes nothing and is left out


@dataclass(frozen=True)
class Example:
    """A sum of an annotated document: the document, the words around the sum, its role, and the
    role that the rules tell, None for none."""

    document: str
    features: list[str]
    role: str
    told: str | None


def analysis_of(text: str, lexicon: Lexicon) -> Analysis:
    """The layout and the sentences of a plain text, without morphemes."""
    layout, splitter = LayoutReader(lexicon).read(text), SentenceSplitter(lexicon)
    paragraphs = mark_repeats(text, layout.paragraphs)
    repeated = [(p.start, p.end) for p in paragraphs if p.repeats is not None]
    blocks = tuple(b for b in layout.blocks if not any(s <= b.start < e for s, e in repeated))
    sentences = tuple(
        Sentence(span.start, span.end, number)
        for number, block in enumerate(blocks)
        for span in splitter.split(text, block)
    )
    return Analysis(text, layout.title, layout.byline, paragraphs, blocks, sentences)


def examples(folder: Path, lexicon: Lexicon) -> list[Example]:
    """The annotated sums that the reader finds, in order; those it misses teach nothing."""
    extractor = AmountExtractor(lexicon)
    found = []
    for file in sorted(folder.glob("*.json")):
        plain = clean(normalize(file.with_suffix(".txt").read_text(encoding="utf-8-sig")))
        gold = {
            (a["start"], a["end"]): a["role"]
            for a in json.loads(file.read_text(encoding="utf-8"))["amounts"]
        }
        text = narrowed(plain.text)
        previous = None
        for setting in extractor.settings(text, analysis_of(plain.text, lexicon)):
            told = extractor.roles.told(text, setting)
            for written, features, rule in zip(
                setting.sums, extractor.roles.features(text, setting), told, strict=True
            ):
                role = gold.get(plain.source_span(written.start, written.end))
                if role is not None:
                    all_features = [*features, f"previous {previous}"]
                    found.append(Example(file.stem, all_features, role, rule))
                previous = role
    return found


def kept(training: list[Example]) -> set[str]:
    """The features that more than one document has."""
    seen = {(example.document, feature) for example in training for feature in example.features}
    documents = Counter(feature for _, feature in seen)
    return {feature for feature, count in documents.items() if count >= _FEWEST_DOCUMENTS}


def fit(training: list[Example]) -> tuple[Any, Any]:
    """The vectorizer and the classifier learned from the sums and their roles.

    What a rule tells teaches which words go with a role, but it counts for less: the weights need
    not tell it. Long documents count for less than their length.
    """
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    names = kept(training)
    rows = [{f: 1.0 for f in e.features if f in names} for e in training]
    sizes = Counter(example.document for example in training)
    weights = [
        sizes[example.document] ** -0.35 * (1.0 if example.told is None else _TOLD)
        for example in training
    ]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(rows)
    model = LogisticRegression(C=_STRENGTH, max_iter=3000)
    model.fit(matrix, [example.role for example in training], sample_weight=weights)
    return vectorizer, model


def check(found: list[Example]) -> float:
    """The share of right roles when each tenth of the documents is told by the other nine."""
    documents = sorted({example.document for example in found})
    right = 0
    for fold in range(_FOLDS):
        held = set(documents[fold::_FOLDS])
        vectorizer, model = fit([e for e in found if e.document not in held])
        tested = [e for e in found if e.document in held]
        previous, document = "None", ""
        for example in tested:
            if example.document != document:
                previous, document = "None", example.document
            features = [f for f in example.features if not f.startswith("previous ")]
            features.append(f"previous {previous}")
            row = vectorizer.transform([dict.fromkeys(features, 1.0)])
            previous = example.told or str(model.predict(row)[0])
            right += previous == example.role
    return right / len(found)


def lines(vectorizer: Any, model: Any) -> list[str]:
    """The entries of `role_weights`."""
    order = [list(model.classes_).index(role) for role in ROLES]
    rows = [("bias", model.intercept_)]
    rows += zip(vectorizer.get_feature_names_out(), model.coef_.T, strict=True)
    entries = []
    for name, weights in rows:
        cells = [
            f"{role}: {weights[index]:.2f}"
            for role, index in zip(ROLES, order, strict=True)
            if abs(weights[index]) >= _SMALLEST
        ]
        if cells:
            entries.append(f"- {{feature: {name}, {', '.join(cells)}}}")
    return entries


def main() -> None:
    """Learn from the folder that is named and write or check the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--dictionary", type=Path, default=Path("dictionaries/amount-roles.yaml"))
    arguments = parser.parse_args()
    found = examples(arguments.gold, load_lexicon())
    if arguments.check:
        print(f"{len(found)} sums, {check(found):.3f} right")
        return
    entries = lines(*fit(found))
    dictionary: Path = arguments.dictionary
    text = dictionary.read_text(encoding="utf-8")
    head = re.split(r"^role_weights:", text, maxsplit=1, flags=re.MULTILINE)[0]
    dictionary.write_text(head + "role_weights:\n" + "\n".join(entries) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
