"""Press archives, read as a stream: JSON lines, plain or compressed by xz or gzip, and documents."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast

from policytext.errors import ReadingError
from policytext.model import Document
from policytext.reading.files import STDIN, shown, to_document
from policytext.reading.text import normalize

_XZ = b"\xfd7zXZ\x00"
_GZIP = b"\x1f\x8b"
_ISO = re.compile(r"(\d{4})[-./]?(\d{2})[-./]?(\d{2})")
_AMERICAN = re.compile(r"(\d{2})/(\d{2})/(\d{4})")


@dataclass(frozen=True, slots=True)
class Release:
    """One document of an archive; `date` is ISO 8601 (2024-05-31), "" where it is not known."""

    title: str
    body: str
    ministry: str = ""
    date: str = ""
    id: str = ""


def read_releases(path: str, stdin: BinaryIO | None) -> Iterator[Release]:
    """The documents of the archive at `path`, one after the other; ``-`` is `stdin` (None if it
    is closed).

    A file whose first line begins with a brace holds JSON lines with the fields title, body,
    ministry, date and id, of which title or body must be there; any other file is one document.
    Raises ReadingError, in one sentence, where the file or one of its lines cannot be read.
    """
    where = "standard input" if path == STDIN else shown(path)
    try:
        if path == STDIN and stdin is None:
            raise ReadingError(f"{where}: it is closed")
        if path != STDIN and Path(path).is_dir():
            raise ReadingError(
                f"{where}: this is a folder; name the files in it, as in {where.rstrip('/')}/*.jsonl"
            )
        raw = cast(io.RawIOBase, stdin) if path == STDIN else io.FileIO(path)
        with io.BufferedReader(raw) as file, _plain(file) as stream:
            yield from _releases(stream, where)
    except FileNotFoundError:
        raise ReadingError(f"{where}: there is no such file") from None
    except (lzma.LZMAError, zlib.error, gzip.BadGzipFile, EOFError):
        raise ReadingError(f"{where}: the compressed file is damaged or cut short") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadingError(f"{where}: the file cannot be read: {reason}") from None


@contextmanager
def _plain(file: io.BufferedReader[io.RawIOBase]) -> Iterator[IO[bytes]]:
    """What `file` holds, uncompressed."""
    head = file.peek(len(_XZ))
    if head.startswith(_XZ):
        with lzma.open(file) as xz:
            yield xz
    elif head.startswith(_GZIP):
        with gzip.open(file) as gz:
            yield cast(IO[bytes], gz)
    else:
        yield file


def _releases(stream: IO[bytes], where: str) -> Iterator[Release]:
    first = stream.readline()
    while first and not first.strip():
        first = stream.readline()
    if not first.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        yield _document(to_document(first + stream.read(), where, where))
        return
    number = 1
    line = first
    while line:
        if line.strip():
            yield _release(line, f"{where}: line {number}")
        line = stream.readline()
        number += 1


def _document(document: Document) -> Release:
    """A document as one of an archive; its first line stands for its title."""
    title, _, body = document.text.strip().partition("\n")
    metadata = document.metadata
    return Release(title, body, metadata.organization or "", metadata.date or "")


def _release(line: bytes, where: str) -> Release:
    try:
        data = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise ReadingError(f"{where}: no JSON object in UTF-8") from None
    if not isinstance(data, dict) or not (data.get("title") or data.get("body")):
        raise ReadingError(f"{where}: neither `title` nor `body` in this object")
    title, body, ministry, date, id_ = (
        normalize(str(data.get(name) or "")) for name in ("title", "body", "ministry", "date", "id")
    )
    return Release(title, body, ministry.strip(), iso_date(date), id_)


def iso_date(text: str) -> str:
    """The date that begins `text` as 2024-05-31, "" where it is none.

    Reads 2024-05-31, 2024.05.31, 20240531 and the American 05/31/2024.
    """
    if match := _ISO.match(text):
        return "-".join(match.groups())
    if match := _AMERICAN.match(text):
        month, day, year = match.groups()
        return f"{year}-{month}-{day}"
    return ""
