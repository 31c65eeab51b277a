"""Which files are meant: folders with all that is in them, globs, and lists of files."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Collection, Iterator, Sequence
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
    """A file: its `path`, its resolved path as `key`, its name below the given folder."""

    path: str
    key: str
    name: str
    collection: str


def find_files(
    paths: Sequence[str], stdin: BinaryIO | None, leave_out: Collection[Path] = ()
) -> Iterator[Found | Unreadable]:
    """The files that `paths` mean, each once, those of a folder in the order of their names.

    A path is a file, a folder, a pattern such as ``press/**/*.hwp``, ``@`` and the name of a file
    that lists paths (``@-``: standard input), or ``-``, which is given back as it is. Files and
    folders whose names begin with a dot or ``~$`` are passed over in folders, and so is what
    `leave_out` (resolved paths) names.
    """
    seen = {_written(path) for path in leave_out}
    for found in _all(paths, stdin):
        if isinstance(found, Found):
            if found.key in seen:
                continue
            seen.add(found.key)
        yield found


def _all(paths: Sequence[str], stdin: BinaryIO | None) -> Iterator[Found | Unreadable]:
    for path in paths:
        if path == STDIN:
            yield Found(STDIN, STDIN, STDIN, STDIN)
        elif path.startswith(_LIST) and not os.path.lexists(path):
            yield from _listed(path[len(_LIST) :], stdin)
        elif glob.has_magic(path) and not os.path.lexists(path):
            yield from _matching(path)
        else:
            yield from _given(path)


def _listed(path: str, stdin: BinaryIO | None) -> Iterator[Found | Unreadable]:
    try:
        text = read_document(path, stdin).text
    except ReadingError as error:
        yield Unreadable(path, path, str(error))
        return
    for line in text.split("\n"):
        if line.strip():
            yield from _given(line.strip())


def _matching(pattern: str) -> Iterator[Found | Unreadable]:
    """The files that match, called as they are below the last folder that the pattern names."""
    top = Path(*takewhile(lambda part: not glob.has_magic(part), Path(pattern).parts))
    matches = sorted(Path(match) for match in glob.glob(pattern, recursive=True))  # noqa: PTH207
    if not matches:
        yield _unreadable(pattern, "no file is called like this")
    for match in matches:
        if not match.is_dir():
            yield _file(match, _written(match.relative_to(top)), _written(top.resolve()))


def _given(path: str) -> Iterator[Found | Unreadable]:
    try:
        real, folder = Path(path).resolve(), Path(path).is_dir()
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: links in a circle
        yield _unreadable(path, f"the file cannot be read: {_said(error)}")
        return
    if folder:
        yield from _in_folder(Path(path), _written(real))
    else:
        yield _file(Path(path), _written(Path(path).name), _written(real.parent))


def _in_folder(top: Path, collection: str) -> Iterator[Found | Unreadable]:
    """All files below the folder `top`; a folder that is linked to twice is entered once."""
    entered: set[tuple[int, int]] = set()
    waiting = [top]
    while waiting:
        path = waiting.pop()
        try:
            about = path.stat()
            if not stat.S_ISDIR(about.st_mode):
                yield _file(path, _written(path.relative_to(top)), collection)
                continue
            if (about.st_dev, about.st_ino) in entered:
                continue
            entered.add((about.st_dev, about.st_ino))
            inside = sorted((p for p in path.iterdir() if not is_junk(p.name)), reverse=True)
        except FileNotFoundError:
            yield _file(path, _written(path.relative_to(top)), collection)
        except (OSError, RuntimeError) as error:
            yield _unreadable(str(path), f"it cannot be read: {_said(error)}")
        else:
            waiting += inside


def _file(path: Path, name: str, collection: str) -> Found | Unreadable:
    try:
        mode = path.stat().st_mode
        if stat.S_ISREG(mode) or stat.S_ISFIFO(mode):
            return Found(str(path), _written(path.resolve()), name, collection)
        what = "this is a device or a socket, not a file"
    except FileNotFoundError:
        what = "the link leads nowhere" if path.is_symlink() else "there is no such file"
    except OSError as error:
        what = f"the file cannot be read: {_said(error)}"
    return _unreadable(str(path), what)


def _written(path: Path | str) -> str:
    """A path as it stands in a key: in NFC, whatever the disk does to Hangul, with slashes."""
    return normalize(str(path)).replace(os.sep, "/")


def _unreadable(path: str, what: str) -> Unreadable:
    key = Path.cwd() / path  # not resolved: a link that leads nowhere is known by its own name
    return Unreadable(_written(key), _written(key.parent), f"{shown(path)}: {what}")


def _said(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
