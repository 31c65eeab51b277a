"""The samples: every document gives the output beside it, and has a human reading that quotes it
letter for letter. A new document is a new test."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest

from policytext import Analyzer, model
from policytext.output.structure import to_structure
from policytext.output.yaml import dump
from policytext.reading.files import read_document

# NAME.txt is a document, NAME.yaml the output that is expected of it, NAME.gold.json what a careful
# person read in it.
FOLDER = Path(__file__).parents[1] / "samples"
GOLD = sorted(FOLDER.glob("*.gold.json"))


def document_of(gold: Path) -> Path:
    return gold.with_name(gold.name.replace(".gold.json", ".txt"))


def without_versions(output: str) -> str:
    """The output but for the versions it was made with, which every change of a dictionary changes."""
    return re.sub(r"^made_with: .*\n", "", output, flags=re.MULTILINE)


def quotes(gold: dict[str, Any]) -> list[dict[str, Any]]:
    mentions = [mention for project in gold["projects"] for mention in project["mentions"]]
    return [*gold["amounts"], *mentions, *gold["goals"]]


def test_every_sample_has_a_human_reading() -> None:
    assert [document_of(gold) for gold in GOLD] == sorted(FOLDER.glob("*.txt"))
    assert len(GOLD) >= 10


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name.removesuffix(".gold.json"))
def test_a_reading_quotes_its_document(path: Path) -> None:
    text = read_document(str(document_of(path)), None).text
    gold = json.loads(path.read_text("utf-8"))
    for quote in quotes(gold):
        assert text[quote["start"] : quote["end"]] == quote["text"]
    for repeat in gold["repeats"]:
        assert repeat["of"] < repeat["start"]
        assert not any(repeat["start"] <= q["start"] < repeat["end"] for q in quotes(gold))


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name.removesuffix(".gold.json"))
def test_a_sample_gives_the_output_beside_it(path: Path, analyzer: Analyzer) -> None:
    document = document_of(path)
    result = analyzer.analyze_document(read_document(str(document), None))
    expected = document.with_suffix(".yaml").read_text(encoding="utf-8")
    assert without_versions(dump(to_structure(result))) == without_versions(expected)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name.removesuffix(".gold.json"))
def test_a_reading_uses_the_words_of_the_model(path: Path) -> None:
    gold = json.loads(path.read_text("utf-8"))
    assert [p["id"] for p in gold["projects"]] == list(range(len(gold["projects"])))
    for project in gold["projects"]:
        assert project["kind"] in get_args(model.ProjectKind)
        assert project["name"] in [m["text"] for m in project["mentions"]]
    for amount in gold["amounts"]:
        assert amount["role"] in get_args(model.Role)
        assert amount["modifier"] in (None, *get_args(model.Modifier))
        assert amount["low"] <= amount["high"]
        assert set(amount["projects"]) <= set(range(len(gold["projects"])))
    for goal in gold["goals"]:
        assert goal["type"] in get_args(model.GoalType)
    assert set(gold["sectors"]["main"]) <= set(gold["sectors"]["named"])
