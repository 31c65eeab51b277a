"""The settings of a run: what the call says, over what the user has set down."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policytext.pipeline import Settings


def chosen_settings(
    dictionaries: Iterable[Path] | None = None, only: Collection[str] | None = None
) -> Settings:
    """The settings by `--dictionary` and `--only` of the call, the nearest `policytext.yaml` and the
    dictionaries in the user's configuration folder; raises DictionaryError."""
    from policytext.lexicon.configuration import read_configuration
    from policytext.model import ALL_KINDS
    from policytext.pipeline import Settings

    configuration = read_configuration()
    kinds = frozenset(k for k in ALL_KINDS if k in only) if only else configuration.kinds
    return Settings(
        (*configuration.dictionaries, *(dictionaries or ())), ALL_KINDS if kinds is None else kinds
    )


def chosen_dictionaries(dictionaries: Iterable[Path] | None = None) -> tuple[Path, ...]:
    """The dictionaries of `chosen_settings` alone, for what analyses nothing."""
    from policytext.lexicon.configuration import read_configuration

    return (*read_configuration().dictionaries, *(dictionaries or ()))
