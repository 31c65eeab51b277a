"""What a user has set down once and for all: dictionaries of their own, and a file of the project.

Dictionaries are read in the order shipped < configuration folder < project file < command line;
a later entry takes the place of an earlier one with the same id.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from policytext.errors import DictionaryError
from policytext.folders import config_folder
from policytext.model import ALL_KINDS, Kind

if TYPE_CHECKING:
    from policytext.lexicon.yaml import YamlDocument

PROJECT_FILE = "policytext.yaml"
# What the project file may hold besides what any dictionary may.
PROJECT_KEYS = frozenset({"dictionaries", "kinds"})


@dataclass(frozen=True, slots=True)
class Configuration:
    """The dictionaries to read after those that ship, in order, and the kinds to look for; None
    where the project file does not name any."""

    dictionaries: tuple[Path, ...] = ()
    kinds: frozenset[Kind] | None = None


def own_dictionary_folder() -> Path | None:
    """The folder whose dictionaries (*.yaml) are read at every run; None without a home."""
    folder = config_folder()
    return folder and folder / "dictionaries"


def read_configuration(folder: Path | None = None) -> Configuration:
    """What is set down for work in `folder`, by default the one in which the program runs.

    The project file is the nearest `policytext.yaml` in `folder` or above it. Raises DictionaryError,
    with file and line, where it cannot be used; the dictionaries themselves are not read yet.
    """
    own = own_dictionary_folder()
    files = tuple(sorted(own.glob("*.yaml"))) if own else ()
    project = _project_file(folder)
    if project is None:
        return Configuration(files)
    from policytext.lexicon.yaml import parse

    try:
        document = parse(project.read_bytes(), project)
    except OSError as error:
        raise DictionaryError(f"{project}: cannot be read: {error.strerror}") from None
    named = tuple(_dictionaries(document, project))
    return Configuration((*files, *named, project), _kinds(document, project))


def _project_file(folder: Path | None) -> Path | None:
    try:
        start = (folder or Path.cwd()).absolute()
    except OSError:  # the folder in which the program runs is gone
        return None
    candidates = (upper / PROJECT_FILE for upper in (start, *start.parents))
    return next((file for file in candidates if os.path.isfile(file)), None)  # noqa: PTH113 - says no where it may not look


def _dictionaries(document: YamlDocument, path: Path) -> Iterator[Path]:
    """The files that the project file names, as seen from its folder."""
    for name, line in _listed(document, path, "dictionaries"):
        file = path.parent / Path(name).expanduser()
        if not file.is_file():
            raise DictionaryError(f"{path}: line {line}: there is no dictionary {name!r}")
        yield file


def _kinds(document: YamlDocument, path: Path) -> frozenset[Kind] | None:
    by_name: dict[str, Kind] = {kind: kind for kind in ALL_KINDS}
    kinds = []
    for name, line in _listed(document, path, "kinds"):
        if name not in by_name:
            known = ", ".join(sorted(by_name))
            raise DictionaryError(f"{path}: line {line}: unknown kind {name!r}; use {known}")
        kinds.append(by_name[name])
    return frozenset(kinds) or None


def _listed(document: YamlDocument, path: Path, key: str) -> Iterator[tuple[str, int]]:
    """The texts in the list under `key`, each with its line."""
    items = document.plain.get(key) or []
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        line = document.line_of(key)
        raise DictionaryError(f"{path}: line {line}: {key} takes a list of names, [a, b]")
    for index, item in enumerate(items):
        yield item, document.line_of(key, index)
