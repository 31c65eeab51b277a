"""Which project a goal is the goal of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from linking_documents import projects_in

from policytext import Analyzer
from policytext.extraction.linking import Linker
from policytext.model import Goal

CASES = yaml.safe_load(Path(__file__).with_name("goals.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_a_goal_is_that_of_the_project_it_speaks_of(
    case: dict[str, Any], analyzer: Analyzer, linker: Linker
) -> None:
    start = case["text"].index(case["goal"])
    goal = Goal("purpose", case["goal"], start, start + len(case["goal"]))
    projects = projects_in(case["text"], case["projects"])
    links = linker.link(analyzer.read_plain(case["text"]), projects, goals=(goal,)).goals
    assert {projects[project].name: rule for _, project, rule in links} == case["links"]
