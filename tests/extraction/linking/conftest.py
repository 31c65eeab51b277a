"""The program that the tests of linking use."""

from __future__ import annotations

import pytest

from policytext import Analyzer
from policytext.extraction.linking import Linker


@pytest.fixture(scope="session")
def linker(analyzer: Analyzer) -> Linker:
    return Linker(analyzer.lexicon)
