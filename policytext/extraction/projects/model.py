"""What was learned of projects, as it ships."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from policytext.extraction.projects.crf import Crf
from policytext.extraction.projects.judge import Judge

MODEL_FILE = Path(__file__).with_name("model.json")


@dataclass(frozen=True, slots=True)
class ProjectModel:
    """The two models and what was counted in an archive.

    `clusters`: the number of the cluster of words that are used alike. `names`: what stands in
    quotation marks in several releases, without its spaces, with a tag that tells how often and how
    it ends.
    """

    crf: Crf
    judge: Judge
    clusters: Mapping[str, str]
    names: Mapping[str, str]


@lru_cache(maxsize=2)
def load_model(path: Path = MODEL_FILE) -> ProjectModel:
    """Read the model at `path`, as `training/projects.py` has written it."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    crf = Crf(tuple(raw["labels"]), raw["transitions"], raw["weights"])
    clusters = {word: str(n) for n, words in enumerate(raw["clusters"]) for word in words.split()}
    names = {name: tag for tag, names in raw["names"].items() for name in names.split()}
    return ProjectModel(crf, Judge(raw["trees"], raw["start"]), clusters, names)
