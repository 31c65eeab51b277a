"""The folders of the user in which the program keeps things or looks for them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_NAME = "policytext"


def cache_folder() -> Path | None:
    """Where what can be made anew is kept; None where the user has no home."""
    return _folder(("XDG_CACHE_HOME", "LOCALAPPDATA"), "Caches", ".cache")


def config_folder() -> Path | None:
    """Where the user's own settings are looked for; None where the user has no home."""
    return _folder(("XDG_CONFIG_HOME", "APPDATA"), "Application Support", ".config")


def _folder(variables: tuple[str, ...], library: str, hidden: str) -> Path | None:
    """The folder that the first of the environment's `variables` names, else the usual one of the
    system: `library` on a Mac, `hidden` elsewhere."""
    named = next((os.environ[name] for name in variables if os.environ.get(name)), None)
    if named:
        return Path(named) / _NAME
    try:
        home = Path.home()
    except RuntimeError:
        return None
    usual = home / "Library" / library if sys.platform == "darwin" else home / hidden
    return usual / _NAME
