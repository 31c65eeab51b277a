"""Annotations are read only where they fit the text they are of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from annotated_text import TEXT

from policytext.errors import ReadingError
from policytext.evaluation.gold import annotated, read_gold

MISFITS = yaml.safe_load(Path(__file__).with_name("misfits.yaml").read_text("utf-8"))


def write(path: Path, content: Any) -> Path:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def test_annotations_that_fit(folder: Path) -> None:
    gold = read_gold(folder / "youth.gold.json", TEXT)
    assert [(a.text, a.low, a.role, a.projects) for a in gold.amounts] == [
        ("300억 원", 30_000_000_000, "total", ("0",)),
        ("40억 원", 4_000_000_000, "total", ("1",)),
    ]
    assert [p.kind for p in gold.projects] == ["project", "fund"]
    assert (gold.main, gold.named) == ({"startup"}, {"startup", "agriculture"})


@pytest.mark.parametrize("case", MISFITS, ids=lambda case: case["case"])
def test_what_does_not_fit_is_named(
    case: dict[str, Any], gold: dict[str, Any], tmp_path: Path
) -> None:
    *path, last = case["at"]
    place: Any = gold
    for step in path:
        place = place[step]
    if "put" in case:
        place[last] = case["put"]
    else:
        del place[last]
    file = write(tmp_path / "a.json", gold)
    with pytest.raises(ReadingError) as error:
        read_gold(file, TEXT)
    assert str(error.value).startswith(f"{file}: ")
    assert case["says"] in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("content", ["", "[", "[]", "{}", "3", '{"name": "청년"}'])
def test_what_holds_no_annotations_is_refused(content: str, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ReadingError, match=r"a\.json: "):
        read_gold(file, TEXT)


def test_annotations_stand_beside_their_text_under_either_name(folder: Path) -> None:
    for name in ("b.txt", "b.json", "c.txt", "c.json", "c.gold.json", "d.txt", "e.json"):
        (folder / name).touch()
    assert [(t.name, g.name) for t, g in annotated(folder)] == [
        ("b.txt", "b.json"),
        ("c.txt", "c.gold.json"),
        ("youth.txt", "youth.gold.json"),
    ]
