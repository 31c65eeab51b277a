"""The folders of an archive: what they are called in its keys, and where they stand now.

A document is known by the name of the folder that was given and its place below it, so that it is the
same document when the folder has moved. Which folder a name means stands in the table `folders`, for
another one may be called the same.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import count
from pathlib import Path, PurePosixPath

_LOOKED_AT = 100  # documents that tell whether a folder is one that has moved


class Folders:
    """The folders of the archive behind `db`; with `keep` what becomes of them is written there, each
    change a transaction."""

    def __init__(self, db: sqlite3.Connection, keep: bool) -> None:
        self._db = db
        self._keep = keep
        self._names: dict[str, str] = {
            path: name for name, path in db.execute("SELECT name, path FROM folders")
        }

    def name_of(self, folder: str) -> str:
        """What the folder with this absolute path is known by: the folder of the archive that it is or
        stands in, and its place below that. A folder that is unknown becomes one of the archive."""
        path = PurePosixPath(folder)
        for known in (path, *path.parents):
            name = self._names.get(str(known))
            if name is not None:
                below = str(path.relative_to(known))
                return name if below == "." else f"{name}/{below}"
        return self._moved(folder) or self._new(folder)

    def _new(self, folder: str) -> str:
        """Take a folder in, by its name or, where another one has that, with a number behind it."""
        taken = set(self._names.values())
        plain = PurePosixPath(folder).name or "/"
        numbered = (f"{plain} ({number})" for number in count(2))
        name = plain if plain not in taken else next(n for n in numbered if n not in taken)
        self._put(name, folder)
        return name

    def _moved(self, folder: str) -> str | None:
        """The name of the folder that stands at `folder` now, None where it is none of the archive."""
        called = PurePosixPath(folder).name
        for old, name in list(self._names.items()):
            if PurePosixPath(old).name == called and self._stands_now(name, old, folder):
                for inside, its_name in list(self._names.items()):
                    if inside == old or inside.startswith(f"{old}/"):
                        del self._names[inside]
                        self._put(its_name, folder + inside[len(old) :])
                return name
        return None

    def _stands_now(self, name: str, old: str, new: str) -> bool:
        """Whether a folder is gone from `old` and half of its files at least are in `new`."""
        if Path(old).exists():
            return False
        keys = self._db.execute(
            "SELECT key FROM documents WHERE key > ? || '/' AND key < ? || '0' LIMIT ?",
            (name, name, _LOOKED_AT),
        )  # "0" comes after "/"
        there = [_is_there(new, key[len(name) + 1 :]) for (key,) in keys]
        return 2 * sum(there) >= len(there)

    def _put(self, name: str, path: str) -> None:
        self._names[path] = name
        if self._keep:
            self._db.execute("INSERT OR REPLACE INTO folders VALUES (?, ?)", (name, path))


def _is_there(folder: str, place: str) -> bool:
    """Whether the file is in `folder` of which `place` names the document, or one in it."""
    return any(Path(folder, file).is_file() for file in _files(place))


def _files(place: str) -> Iterator[str]:
    """The files that may be meant: what stands before each ``#``, and all of it."""
    at = place.find("#")
    while at >= 0:
        yield place[:at]
        at = place.find("#", at + 1)
    yield place
