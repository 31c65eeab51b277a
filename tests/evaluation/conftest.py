"""Annotations of one small text, made by hand."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from annotated_text import GOLD, TEXT


@pytest.fixture
def gold() -> dict[str, Any]:
    """The annotations of TEXT, to be changed by a test."""
    return copy.deepcopy(GOLD)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with TEXT and its annotations."""
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "youth.txt").write_text(TEXT, encoding="utf-8")
    (folder / "youth.gold.json").write_text(json.dumps(GOLD, ensure_ascii=False), encoding="utf-8")
    return folder
