"""Learn the names of projects from annotated documents.

    python training/projects.py TRAIN_DIR WORDS_FILE [-o FILE]

TRAIN_DIR holds NAME.txt with NAME.json beside it, whose `projects` have `mentions` with `start` and
`end`; WORDS_FILE is what `training/project_words.py` has counted in an archive. First a conditional
random field learns to label morphemes. Then a judge, a sum of decision trees, learns to weigh the
candidates; it sees them as fields see them that have not learned from their documents. Writes both as
JSON. The same documents always give the same file.
Needs python-crfsuite and scikit-learn (`pip install policytext[train]`).
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pycrfsuite
from sklearn.ensemble import HistGradientBoostingClassifier

from policytext.analysis.cleaning import PlainText, clean
from policytext.extraction.amounts import AmountExtractor
from policytext.extraction.known import KnownNames
from policytext.extraction.projects.candidates import Candidate
from policytext.extraction.projects.clues import all_columns, read_columns
from policytext.extraction.projects.crf import Crf
from policytext.extraction.projects.emissions import Scorer
from policytext.extraction.projects.evidence import Weighed, weigh
from policytext.extraction.projects.judge import Judge
from policytext.extraction.projects.model import MODEL_FILE
from policytext.extraction.projects.passages import Sight, passages
from policytext.extraction.projects.reading import SightReader
from policytext.extraction.projects.spans import BEGIN, END, INSIDE, OUTSIDE, SINGLE
from policytext.extraction.projects.templates import TEMPLATES, values
from policytext.extraction.projects.words import Words, read_words
from policytext.model import Analysis
from policytext.pipeline import Analyzer
from policytext.reading.text import normalize

LABELS = (OUTSIDE, BEGIN, INSIDE, END, SINGLE)
FIELD = {"c1": 0.02, "c2": 1.5, "max_iterations": 80, "feature.possible_transitions": True}
NEVER = -8.0  # the weight of a step that was never seen
SMALLEST = 0.04  # weights below change nothing and are left out
TREES = {"max_iter": 130, "learning_rate": 0.06, "max_leaf_nodes": 8, "min_samples_leaf": 20}


@dataclass(frozen=True)
class Example:
    """An annotated document as it was read: where its names stand is in the plain text."""

    name: str
    plain: PlainText
    analysis: Analysis
    sights: Sequence[Sight]
    gold: dict[str, Any]

    def labels(self, sight: Sight) -> list[str]:
        """A label for every token of a sentence."""
        tokens = sight.sentence.tokens
        places = [self.plain.source_span(t.start, max(t.end, t.start + 1)) for t in tokens]
        labels = [OUTSIDE] * len(tokens)
        for start, end in self.spans():
            inside = [i for i, (a, b) in enumerate(places) if start <= a and b <= end]
            if not inside or any(labels[i] != OUTSIDE for i in inside):
                continue
            for i in inside:
                labels[i] = INSIDE
            labels[inside[0]], labels[inside[-1]] = BEGIN, END
            if len(inside) == 1:
                labels[inside[0]] = SINGLE
        return labels

    def spans(self) -> list[tuple[int, int]]:
        """Where names stand in the text as read."""
        return [(m["start"], m["end"]) for p in self.gold["projects"] for m in p["mentions"]]

    def is_name(self, candidate: Candidate) -> bool:
        """Whether the annotation has just this stretch."""
        return self.plain.source_span(candidate.start, candidate.end) in self.spans()


def read_examples(folder: Path, analyzer: Analyzer, reader: SightReader) -> list[Example]:
    """All annotated documents in `folder`."""
    sums = AmountExtractor(analyzer.lexicon)
    examples = []
    for gold_file in sorted(folder.glob("*.json")):
        text = normalize(gold_file.with_suffix(".txt").read_text(encoding="utf-8-sig"))
        plain = clean(text)
        analysis = analyzer.read_plain(plain.text)
        amounts = sums.extract(analysis)
        gold = json.loads(gold_file.read_text(encoding="utf-8"))
        examples.append(
            Example(gold_file.stem, plain, analysis, list(reader.read(analysis, amounts)), gold)
        )
    return examples


def learn_field(examples: Sequence[Example]) -> Crf:
    """Fit the conditional random field."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for example in examples:
        for sight, features in zip(example.sights, _features(example.sights), strict=True):
            trainer.append(features, example.labels(sight))
    trainer.set_params(FIELD)
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "field")
        trainer.train(file)
        tagger = pycrfsuite.Tagger()
        tagger.open(file)
        learned = tagger.info()
    weights: list[dict[str, list[float]]] = [{} for _ in TEMPLATES]
    for (feature, label), weight in sorted(learned.state_features.items()):
        if abs(weight) >= SMALLEST:
            number, value = feature.split(":", 1)
            row = weights[int(number)].setdefault(value, [0.0] * len(LABELS))
            row[LABELS.index(label)] = round(weight, 2)
    transitions = [
        [round(learned.transitions.get((one, other), NEVER), 2) for other in LABELS]
        for one in LABELS
    ]
    return Crf(LABELS, transitions, weights)


def _features(sights: Sequence[Sight]) -> Iterator[list[list[str]]]:
    """The features of every token of each sentence."""
    for passage in passages(sights):
        texts = all_columns(passage, read_columns(passage))
        for place, sight in zip(passage.places, passage.sights, strict=True):
            size = len(sight.lexemes)
            found: list[list[str]] = [[] for _ in range(size)]
            columns = {name: column[place : place + size] for name, column in texts.items()}
            for number, template in enumerate(TEMPLATES):
                for position, value in enumerate(values(template, columns, size)):
                    if value:
                        found[position].append(f"{number}:{value}")
            yield found


def folds(examples: Sequence[Example], count: int) -> Iterator[tuple[list[Example], list[Example]]]:
    """The documents cut into `count` parts: all but one part, and that part."""
    order = list(examples)
    random.Random(0).shuffle(order)
    for number in range(count):
        part = order[number::count]
        names = {e.name for e in part}
        yield [e for e in examples if e.name not in names], part


def judged(example: Example, field: Crf, reader: SightReader, words: Words) -> Weighed:
    """The candidates of a document with their evidence, as `field` sees them."""
    return weigh(reader.rows(example.analysis, example.sights, Scorer(field)), words)


def learn_judge(cases: Sequence[tuple[Example, Weighed]]) -> Judge:
    """Fit the judge to the candidates of documents."""
    evidence = np.concatenate([weighed.evidence for _, weighed in cases])
    answers = [
        example.is_name(candidate)
        for example, weighed in cases
        for candidates in weighed.candidates
        for candidate in candidates
    ]
    model = HistGradientBoostingClassifier(
        l2_regularization=1.0, early_stopping=False, random_state=0, **TREES
    )
    model.fit(evidence, np.array(answers))
    return Judge(
        [_tree(p[0].nodes) for p in model._predictors], float(model._baseline_prediction.item())
    )


def _tree(nodes: Any) -> list[list[float]]:
    return [
        [round(float(n["value"]), 4)]
        if n["is_leaf"]
        else [
            int(n["feature_idx"]),
            round(float(n["num_threshold"]), 5),
            int(n["left"]),
            int(n["right"]),
        ]
        for n in nodes
    ]


def learn(
    examples: Sequence[Example], reader: SightReader, words: Words, parts: int = 3
) -> tuple[Crf, Judge]:
    """Both models; the judge learns from candidates that fields of other documents propose."""
    cases = []
    for others, part in folds(examples, parts):
        field = learn_field(others)
        cases += [(e, judged(e, field, reader, words)) for e in part]
    cases.sort(key=lambda case: case[0].name)
    return learn_field(examples), learn_judge(cases)


def write(file: Path, field: Crf, judge: Judge, counted: dict[str, Any]) -> None:
    """Write all that the program needs to find projects."""
    data = {
        "labels": field.labels,
        "transitions": field.transitions,
        "weights": field.weights,
        "trees": judge.trees,
        "start": round(judge.start, 4),
        **counted,
    }
    file.write_text(
        json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("train", type=Path, help="folder of annotated documents to learn from")
    parser.add_argument("words", type=Path, help="what was counted in an archive")
    parser.add_argument("-o", "--output", type=Path, default=MODEL_FILE)
    args = parser.parse_args()

    analyzer = Analyzer()
    words = read_words(analyzer.lexicon)
    counted = json.loads(args.words.read_text(encoding="utf-8"))
    names = {name: tag for tag, listed in counted["names"].items() for name in listed.split()}
    clusters = {w: str(n) for n, listed in enumerate(counted["clusters"]) for w in listed.split()}
    reader = SightReader(words, KnownNames(analyzer.lexicon), names, clusters)
    examples = read_examples(args.train, analyzer, reader)
    field, judge = learn(examples, reader, words)
    write(args.output, field, judge, counted)
    print(f"{len(examples)} documents, {sum(map(len, field.weights))} features")


if __name__ == "__main__":
    main()
