"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

import pytest
from hypothesis import settings

from policytext import pipeline
from policytext.analysis.morphology import Morphology

# No test is timed: a machine may be busy with other things.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session", autouse=True)
def _no_dictionaries_of_the_developer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Whoever runs the tests may have dictionaries in a configuration folder: they are not read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
        yield


@pytest.fixture(scope="session", autouse=True)
def _one_model() -> Iterator[None]:
    """Loading Kiwi takes seconds: every analyzer of the session that wants the same words shares it."""

    @lru_cache
    def load(words: tuple[str, ...]) -> Morphology:
        return Morphology(words)

    def shared(words: Iterable[str] = ()) -> Morphology:
        return load(tuple(words))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "Morphology", shared)
        yield


@pytest.fixture(scope="session")
def analyzer() -> pipeline.Analyzer:
    """An analyzer with the dictionaries that ship."""
    return pipeline.Analyzer()
