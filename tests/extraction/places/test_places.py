"""Regions in policy texts, and the regions that projects are about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from policytext import Analyzer
from policytext.extraction.places import PlaceExtractor, ProjectPlaces
from policytext.lexicon import load_lexicon
from policytext.model import Mention, Project

HERE = Path(__file__).parent
LEXICON = load_lexicon()


def cases(name: str) -> list[Any]:
    """The cases in one table."""
    return list(yaml.safe_load((HERE / name).read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


@pytest.mark.parametrize("case", cases("regions.yaml"), ids=lambda c: c["text"])
def test_a_text_names_these_regions(analyzer: Analyzer, case: Any) -> None:
    places = PlaceExtractor(LEXICON).extract(analyzer.read_plain(case["text"]))
    assert {p.name: [m.text for m in p.mentions] for p in places} == case["regions"]
    for mention in (m for p in places for m in p.mentions):
        assert case["text"][mention.start : mention.end] == mention.text


@pytest.mark.parametrize("case", cases("projects.yaml"), ids=lambda c: c["project"])
def test_a_project_is_about_these_regions(analyzer: Analyzer, case: Any) -> None:
    analysis = analyzer.read_plain(case["text"])
    start = case["text"].index(case["project"])
    mention = Mention(start, start + len(case["project"]), case["project"])
    project = Project(case["project"], case["kind"], (mention,))
    places = PlaceExtractor(LEXICON).extract(analysis)
    regions = ProjectPlaces(LEXICON).regions_of(project, analysis, places)
    assert list(regions) == case["regions"]


def test_every_region_belongs_to_one_that_exists() -> None:
    entries = LEXICON.entries("regions")
    names = {f"{e.text('parent')} {e.text('name')}".strip() for e in entries}
    assert len(names) == len(entries)
    for entry in entries:
        assert not entry.text("parent") or entry.text("parent") in names, entry.origin
        assert not entry.text("was") or entry.text("was") in names, entry.origin
