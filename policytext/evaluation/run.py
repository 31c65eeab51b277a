"""An evaluation as a whole: the figures of many documents, and what changed since an earlier one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from policytext.errors import CallError
from policytext.evaluation.scoring import FIGURES, SHARES, Count, Error, Score
from policytext.model import MadeWith

FORM = "policytext-evaluation/1"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure over all documents; None where nothing was to be counted.

    Of one in `SHARES` all three are the share of the items that are right.
    """

    precision: float | None
    recall: float | None
    f1: float | None
    expected: int
    given: int


@dataclass(frozen=True, slots=True)
class Run:
    """The figures by name, micro-averaged over `documents`, and the errors of every document."""

    made_with: MadeWith
    documents: tuple[str, ...]
    figures: Mapping[str, Figure]
    errors: Mapping[str, tuple[Error, ...]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is different from an earlier run, over the documents that both have.

    `gone` are errors of the earlier run that this one does not make, `new` the other way round;
    `left_out` are documents that only one of the runs has: where there are any, the figures are of
    different things.
    """

    before: Run
    gone: Mapping[str, tuple[Error, ...]]
    new: Mapping[str, tuple[Error, ...]]
    left_out: tuple[str, ...] = field(default=())


def run_of(made_with: MadeWith, scores: Mapping[str, Score]) -> Run:
    """The figures of documents, whose scores are given by their names."""
    figures = {}
    for name in FIGURES:
        counts = [score.counts[name] for score in scores.values()]
        figures[name] = _figure(name, Count(*map(sum, zip(*counts, strict=True))))
    errors = {name: score.errors for name, score in scores.items() if score.errors}
    return Run(made_with, tuple(scores), figures, errors)


def _figure(name: str, count: Count) -> Figure:
    if name in SHARES and not count.expected:
        return Figure(None, None, None, 0, 0)
    # Nothing said where nothing was to be said is right.
    precision = count.right / count.given if count.given else float(not count.expected)
    recall = count.met / count.expected if count.expected else 1.0
    total = precision + recall
    f1 = 2 * precision * recall / total if total else 0.0
    return Figure(precision, recall, f1, count.expected, count.given)


def compare(run: Run, before: Run) -> Comparison:
    """What `run` does better and worse than the run `before`."""
    common = set(run.documents) & set(before.documents)
    return Comparison(
        before,
        gone=_without(before.errors, run.errors, common),
        new=_without(run.errors, before.errors, common),
        left_out=tuple(sorted(set(run.documents) ^ set(before.documents))),
    )


def _without(
    errors: Mapping[str, Sequence[Error]],
    others: Mapping[str, Sequence[Error]],
    documents: Iterable[str],
) -> dict[str, tuple[Error, ...]]:
    """The errors that `others` does not have, by document."""
    found = {}
    for name in sorted(documents):
        left = Counter(error._replace(sentence="") for error in others.get(name, ()))
        kept = []
        for error in errors.get(name, ()):
            bare = error._replace(sentence="")
            if left[bare]:
                left[bare] -= 1
            else:
                kept.append(error)
        if kept:
            found[name] = tuple(kept)
    return found


def read_run(path: Path) -> Run:
    """A run that `policytext evaluate -o` has written; raises CallError where it is none."""
    import yaml

    loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        raw = yaml.load(path.read_bytes(), Loader=loader)  # JSON is YAML too
    except OSError as error:
        raise CallError(f"{path}: the earlier run cannot be read: {error.strerror}") from None
    except (yaml.YAMLError, UnicodeDecodeError):
        raw = None
    try:
        if raw["schema"] != FORM:
            raise KeyError
        errors: dict[str, list[Error]] = {}
        for row in raw["errors"]:
            errors.setdefault(row.pop("document"), []).append(Error(**row))
        return Run(
            MadeWith(**raw["made_with"]),
            tuple(raw["documents"]),
            {figure["figure"]: _read_figure(figure) for figure in raw["figures"]},
            {document: tuple(found) for document, found in errors.items()},
        )
    except (KeyError, TypeError, AttributeError):
        raise CallError(
            f"{path}: no run of an evaluation; write one with `policytext evaluate GOLD -o RUN.yaml`"
        ) from None


def _read_figure(raw: Mapping[str, Any]) -> Figure:
    if "share" in raw:
        share = raw["share"]
        return Figure(share, share, share, raw["of"], raw["of"])
    return Figure(raw["precision"], raw["recall"], raw["f1"], raw["expected"], raw["given"])
