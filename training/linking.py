"""Learns the weights by which the program says what a sum pays for.

    python training/linking.py TRAIN_DIR [-o FILE]

TRAIN_DIR holds annotated documents, NAME.txt with NAME.json beside it. Writes the weights as JSON.
The same folder always gives the same weights. Needs scipy, which comes with scikit-learn
(`pip install policytext[train]`).

Every sum that may pay for something is a choice between the projects of its document and none, and
the model is a softmax over them (a conditional logit). Found projects are not as good as annotated
ones, so every document is shown again, with a smaller weight, with some projects taken away and
some false ones added: that teaches the model when to abstain.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from policytext.analysis.cleaning import PlainText, clean
from policytext.extraction.linking import ranking
from policytext.extraction.linking.cues import Cues
from policytext.extraction.linking.evidence import Evidence
from policytext.extraction.linking.names import Names
from policytext.extraction.linking.scene import Scene
from policytext.model import PROJECT_KINDS, Amount, Analysis, Mention, Project, ProjectKind
from policytext.pipeline import Analyzer
from policytext.reading.text import normalize

RIDGE = 4.0
# Evidence that is rare but plain: the penalty draws its weight to this value and not to nothing, so
# that it counts where the documents are silent and yields where they speak against it.
EXPECTED = {
    "name is the whole of which another is a part": -1.5,
    "name is the part of another": 1.0,
    "another name in the clause of the sum": -1.0,
    "only name in the clause of the sum": 1.0,
}
SPOILED_COPIES, SPOILED_WEIGHT = 2, 0.15
DROPPED_PROJECTS, DROPPED_MENTIONS, FALSE_PROJECTS = 0.3, 0.15, 0.3


@dataclass(frozen=True)
class Sample:
    """A document with its annotated sums and projects; `links` are project indices by sum."""

    name: str
    analysis: Analysis
    amounts: tuple[Amount, ...]
    links: tuple[frozenset[int], ...]
    projects: tuple[Project, ...]


@dataclass(frozen=True)
class Choice:
    """A sum: the evidence for none and for every project that may be meant, and what it pays for."""

    options: dict[int, set[str]]
    right: frozenset[int]
    weight: float


def read_samples(folder: Path, analyzer: Analyzer) -> Iterator[Sample]:
    """The annotated documents of `folder`, in the order of their names."""
    for file in sorted(folder.glob("*.json")):
        text = normalize(
            unicodedata.normalize("NFC", file.with_suffix(".txt").read_text("utf-8-sig"))
        )
        yield sample(file.stem, text, json.loads(file.read_text("utf-8")), analyzer)


def sample(name: str, text: str, gold: dict[str, Any], analyzer: Analyzer) -> Sample:
    """One document; the offsets of `gold` are led from the text as read to the plain text."""
    plain = clean(text)
    places = plain_places(plain)

    def mention(item: dict[str, Any]) -> Mention:
        inside = [places[i] for i in range(item["start"], item["end"]) if i in places]
        start, end = inside[0], inside[-1] + 1
        return Mention(start, end, plain.text[start:end])

    order = {project["id"]: index for index, project in enumerate(gold["projects"])}
    projects = []
    for item in gold["projects"]:
        mentions = sorted(map(mention, item["mentions"]), key=lambda m: m.start)
        projects.append(Project(item["name"], item["kind"], tuple(mentions)))
    amounts = []
    for item in gold["amounts"]:
        m = mention(item)
        amounts.append(
            Amount(m.text, m.start, m.end, item["low"], item["high"], item["currency"],
                   item["modifier"], item["role"])
        )  # fmt: skip
    links = tuple(frozenset(order[p] for p in item["projects"]) for item in gold["amounts"])
    return Sample(name, analyzer.read_plain(plain.text), tuple(amounts), links, tuple(projects))


def plain_places(plain: PlainText) -> dict[int, int]:
    """Where the characters of the text as read stand in the plain text."""
    return {plain.source_span(i, i + 1)[0]: i for i in reversed(range(len(plain.text)))}


def spoiled(sample: Sample, heads: Mapping[str, ProjectKind], seed: int) -> Sample:
    """The document as an imperfect extractor sees it: projects missing, others made up.

    `heads` are the endings of made-up names and the kinds that go with them.
    """
    chance = random.Random(f"{sample.name} {seed}")
    kept: dict[int, int] = {}
    projects: list[Project] = []
    for index, project in enumerate(sample.projects):
        if chance.random() < DROPPED_PROJECTS:
            continue
        mentions = tuple(m for m in project.mentions if chance.random() >= DROPPED_MENTIONS)
        kept[index] = len(projects)
        projects.append(Project(project.name, project.kind, mentions or project.mentions[:1]))
    taken = [(m.start, m.end) for p in sample.projects for m in p.mentions]
    false: dict[str, list[Mention]] = {}
    ending = "|".join(map(re.escape, heads))
    for found in re.finditer(
        rf"[가-힣A-Za-z·]{{1,30}}(?: [가-힣]{{1,30}})? ?(?:{ending})", sample.analysis.text
    ):
        if not any(found.start() < end and start < found.end() for start, end in taken):
            place = Mention(found.start(), found.end(), found.group())
            false.setdefault(found.group(), []).append(place)
    wanted = max(1, round(FALSE_PROJECTS * len(sample.projects)))
    for name in chance.sample(sorted(false), min(wanted, len(false))):
        kind = next(kind for head, kind in heads.items() if name.endswith(head))
        projects.append(Project(name, kind, tuple(false[name])))
    links = tuple(frozenset(kept[i] for i in right if i in kept) for right in sample.links)
    return Sample(sample.name, sample.analysis, sample.amounts, links, tuple(projects))


def choices(sample: Sample, cues: Cues, weight: float) -> Iterator[Choice]:
    """The sums of a document that may pay for something."""
    names = Names(cues.references, Scene(sample.analysis), sample.projects)
    evidence = Evidence(cues, names, sample.amounts, sample.projects)
    for index, amount in enumerate(sample.amounts):
        if amount.role not in ranking.PAYING_FOR_NOTHING and sample.projects:
            none = {f"- {name}" for name in evidence.against(index) | {ranking.ALWAYS}}
            options = {ranking.NOTHING: none}
            options |= {project: set(found) for project, found in evidence.of(index).items()}
            right = sample.links[index] & options.keys() or {ranking.NOTHING}
            yield Choice(options, frozenset(right), weight)


def fit(data: Sequence[Choice]) -> dict[str, float]:
    """The weights that make the right choices most likely, with a ridge penalty."""
    seen = {name for choice in data for option in choice.options.values() for name in option}
    names = sorted(seen | EXPECTED.keys())
    expected = np.array([EXPECTED.get(name, 0.0) for name in names])
    column = {name: index for index, name in enumerate(names)}
    rows: list[int] = []
    columns: list[int] = []
    starts: list[int] = []
    target: list[float] = []
    weight: list[float] = []
    for choice in data:
        starts.append(len(target))
        for project, option in choice.options.items():
            columns += [column[name] for name in sorted(option)]
            rows += [len(target)] * len(option)
            target.append((project in choice.right) / len(choice.right))
            weight.append(choice.weight)
    shape = (len(target), len(names))
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape)
    wanted, weights = np.array(target), np.array(weight)
    lengths = np.diff([*starts, len(target)])

    def loss(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ parameters
        scores -= np.repeat(np.maximum.reduceat(scores, starts), lengths)
        sums = np.repeat(np.add.reduceat(np.exp(scores), starts), lengths)
        value = -(weights * wanted * (scores - np.log(sums))).sum()
        slope = matrix.T @ (weights * (np.exp(scores) / sums - wanted))
        off = parameters - expected
        return value + RIDGE * off @ off / 2, slope + RIDGE * off

    found = minimize(loss, expected, jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return dict(zip(names, found.x, strict=True))


def train(samples: Sequence[Sample], analyzer: Analyzer) -> ranking.Weights:
    """The weights learned from `samples` and from spoiled copies of them."""
    cues = Cues(analyzer.lexicon)
    heads = {
        e.text("head"): PROJECT_KINDS[e.texts("kinds")[0]]
        for e in analyzer.lexicon.entries("reference_heads")
    }
    data = [choice for s in samples for choice in choices(s, cues, 1.0)]
    for seed in range(SPOILED_COPIES):
        for s in samples:
            data += choices(spoiled(s, heads, seed), cues, SPOILED_WEIGHT)
    found = {name: round(float(weight), 2) for name, weight in fit(data).items()}
    return ranking.Weights(
        {name: w for name, w in found.items() if not name.startswith("- ") and w},
        {name.removeprefix("- "): w for name, w in found.items() if name.startswith("- ") and w},
    )


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("train", type=Path, help="folder of annotated documents to learn from")
    shipped = Path(ranking.__file__).with_name("weights.json")
    parser.add_argument("-o", "--output", type=Path, default=shipped)
    options = parser.parse_args()
    analyzer = Analyzer()
    samples = list(read_samples(options.train, analyzer))
    if not samples:
        parser.error(f"{options.train}: no annotated documents (NAME.txt with NAME.json) in it")
    weights = train(samples, analyzer)
    data = {"for": weights.for_project, "against": weights.against}
    options.output.write_text(
        json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8"
    )
    print(f"{len(weights.for_project) + len(weights.against)} weights in {options.output}")


if __name__ == "__main__":
    main()
