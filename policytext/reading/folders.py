"""Which files are meant: folders with all that is in them, globs, and lists of files."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import BinaryIO

from policytext.errors import ReadingError
from policytext.reading.files import STDIN, read_document, shown
from policytext.reading.places import is_junk
from policytext.reading.records import Unreadable
from policytext.reading.text import normalize

_LIST = "@"


@dataclass(frozen=True, slots=True)
class Found:
    """A file: its `path`, the `real` one, what it is known by, its name below the given folder, and
    what that folder is known by."""

    path: str
    real: str
    key: str
    name: str
    collection: str


NameOf = Callable[[str], str]


def by_its_path(folder: str) -> str:
    """What a folder is known by where nobody keeps a shorter name of it."""
    return folder


def find_files(
    paths: Sequence[str],
    stdin: BinaryIO | None,
    leave_out: Collection[Path] = (),
    name_of: NameOf = by_its_path,
) -> Iterator[Found | Unreadable]:
    """The files that `paths` mean, each once, those of a folder in the order of their names.

    A path is a file, a folder, a pattern such as ``press/**/*.hwp``, ``@`` and the name of a file
    that lists paths (``@-``: standard input), or ``-``, which is given back as it is. Files and
    folders whose names begin with a dot or ``~$`` are passed over in folders, and so is what
    `leave_out` (resolved paths) names. `name_of` tells of an absolute path of a folder what it is
    known by: a given folder first, then those below it that hold a file.
    """
    seen = {_written(path) for path in leave_out}
    for found in _all(paths, stdin, name_of):
        if isinstance(found, Found):
            if found.real in seen:
                continue
            seen.add(found.real)
        yield found


def _all(
    paths: Sequence[str], stdin: BinaryIO | None, name_of: NameOf
) -> Iterator[Found | Unreadable]:
    for path in paths:
        if path == STDIN:
            yield Found(STDIN, STDIN, STDIN, STDIN, STDIN)
        elif path.startswith(_LIST) and not os.path.lexists(path):
            yield from _listed(path[len(_LIST) :], stdin, name_of)
        elif glob.has_magic(path) and not os.path.lexists(path):
            yield from _matching(path, name_of)
        else:
            yield from _given(path, name_of)


def _listed(path: str, stdin: BinaryIO | None, name_of: NameOf) -> Iterator[Found | Unreadable]:
    try:
        text = read_document(path, stdin).text
    except ReadingError as error:
        yield Unreadable(path, path, str(error))
        return
    for line in text.split("\n"):
        if line.strip():
            yield from _given(line.strip(), name_of)


def _matching(pattern: str, name_of: NameOf) -> Iterator[Found | Unreadable]:
    """The files that match, called as they are below the last folder that the pattern names."""
    top = Path(*takewhile(lambda part: not glob.has_magic(part), Path(pattern).parts))
    matches = sorted(Path(match) for match in glob.glob(pattern, recursive=True))  # noqa: PTH207
    if not matches:
        yield _unreadable(Path(pattern), "no file is called like this", _Below(top, name_of))
        return
    below = _Below(top, name_of)
    for match in matches:
        if not match.is_dir():
            yield _file(match, below)


def _given(path: str, name_of: NameOf) -> Iterator[Found | Unreadable]:
    given = Path(path)
    try:
        folder = given.is_dir()
        below = _Below(given if folder else given.parent, name_of)
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: links in a circle
        told = f"{shown(path)}: the file cannot be read: {_said(error)}"
        yield Unreadable(_written(path), _written(path), told)
        return
    if folder:
        yield from _in_folder(given, below)
    else:
        yield _file(given, below)


class _Below:
    """What is found below a folder that was given."""

    def __init__(self, top: Path, name_of: NameOf) -> None:
        self._top = top
        self._real = _written(top.resolve())
        self._name_of = name_of
        self.collection = name_of(self._real)

    def name(self, path: Path) -> str:
        """The name of a file below it."""
        return _written(path.relative_to(self._top))

    def key(self, path: Path) -> str:
        """What a file below it is known by; not by where a link leads."""
        folder, _, name = f"{self._real.rstrip('/')}/{self.name(path)}".rpartition("/")
        return f"{self._name_of(folder or '/').rstrip('/')}/{name}"


def _in_folder(top: Path, below: _Below) -> Iterator[Found | Unreadable]:
    """All files below the folder `top`; a folder that is linked to twice is entered once."""
    entered: set[tuple[int, int]] = set()
    waiting = [top]
    while waiting:
        path = waiting.pop()
        try:
            about = path.stat()
            if not stat.S_ISDIR(about.st_mode):
                yield _file(path, below)
                continue
            if (about.st_dev, about.st_ino) in entered:
                continue
            entered.add((about.st_dev, about.st_ino))
            inside = sorted((p for p in path.iterdir() if not is_junk(p.name)), reverse=True)
        except FileNotFoundError:
            yield _file(path, below)
        except (OSError, RuntimeError) as error:
            yield _unreadable(path, f"it cannot be read: {_said(error)}", below)
        else:
            waiting += inside


def _file(path: Path, below: _Below) -> Found | Unreadable:
    try:
        mode = path.stat().st_mode
        if stat.S_ISREG(mode) or stat.S_ISFIFO(mode):
            return Found(
                str(path),
                _written(path.resolve()),
                below.key(path),
                below.name(path),
                below.collection,
            )
        what = "this is a device or a socket, not a file"
    except FileNotFoundError:
        what = "the link leads nowhere" if path.is_symlink() else "there is no such file"
    except OSError as error:
        what = f"the file cannot be read: {_said(error)}"
    return _unreadable(path, what, below)


def _unreadable(path: Path, what: str, below: _Below) -> Unreadable:
    return Unreadable(below.key(path), below.collection, f"{shown(str(path))}: {what}")


def _written(path: Path | str) -> str:
    """A path as it stands in a key: in NFC, whatever the disk does to Hangul, with slashes."""
    return normalize(str(path)).replace(os.sep, "/")


def _said(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
