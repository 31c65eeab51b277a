"""What all tests share: one analyzer, whose model is loaded once."""

from __future__ import annotations

import pytest

from policytext import Analyzer


@pytest.fixture(scope="session")
def analyzer() -> Analyzer:
    return Analyzer()
