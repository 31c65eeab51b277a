"""Where bytes come from: a file, standard input, or a member of a zip; and how many are too many."""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

from policytext.errors import ReadingError
from policytext.reading.records import Unreadable

MAX_DOCUMENT = 256 * 2**20  # bytes of one document, or of anything that is held in memory whole
_HEAD = 2**16
_JUNK = frozenset({"Thumbs.db", "desktop.ini", "__MACOSX"})
_SURROGATE = re.compile("[\ud800-\udfff]")
_WRONG = "\udcff"  # as bytes 0xFF, which neither UTF-8 nor CP949 knows


@dataclass(frozen=True, slots=True)
class Place:
    """A stream of bytes with what it is called.

    `key` tells it from all others, `name` is shown to a person, `where` begins a message,
    `collection` is the folder or the zip that it stands in. `depth` counts the zips around it.
    """

    key: str
    name: str
    where: str
    collection: str
    stream: IO[bytes]
    depth: int = 0

    @property
    def suffix(self) -> str:
        """What the name ends in, in small letters, without that of the packing: ``.csv``."""
        path = PurePosixPath(self.name.lower())
        return PurePosixPath(path.stem).suffix if path.suffix in {".gz", ".xz"} else path.suffix

    def unreadable(self, what: str, label: str = "") -> Unreadable:
        """The word that this place, or what `label` names in it, cannot be read."""
        key = f"{self.key}#{label}" if label else self.key
        where = f"{self.where}: {label}" if label else self.where
        return Unreadable(key, self.key if label else self.collection, f"{where}: {what}")

    def whole(self) -> bytes:
        """All bytes; raises ReadingError, a part of a sentence, where there are too many."""
        data = self.stream.read(MAX_DOCUMENT + 1)
        if len(data) > MAX_DOCUMENT:
            raise ReadingError(
                f"it is larger than {MAX_DOCUMENT // 2**20} MB, too large for one document; split it"
            )
        return data


def is_junk(name: str) -> bool:
    """Whether a file or folder of this name is none of the user's: hidden, or put there by a system."""
    return name.startswith((".", "~$")) or name in _JUNK


def head_of(stream: IO[bytes]) -> tuple[bytes, IO[bytes]]:
    """The first bytes of `stream`, and a stream that still begins with them."""
    head = stream.read(_HEAD)
    if stream.seekable():
        stream.seek(0)
        return head, stream
    return head, io.BufferedReader(_Again(head, stream))


def narrow(stream: IO[bytes], encoding: str) -> IO[bytes]:
    """A text in a `wide_encoding` as UTF-8; what is wrong in it becomes bytes that are in no text."""
    return io.BufferedReader(_Narrowed(stream, encoding))


class _Narrowed(io.RawIOBase):
    """See `narrow`."""

    def __init__(self, stream: IO[bytes], encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("surrogatepass")
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = b"more"
        while data and not self._ready:
            data = self._stream.read(_HEAD)
            try:
                text = self._decoder.decode(data, final=not data)
            except UnicodeDecodeError:  # cut in the middle of a letter
                text = _WRONG
                data = b""
                self._decoder.reset()  # else it is cut again at every end
            self._ready = _SURROGATE.sub(_WRONG, text).encode("utf-8", "surrogateescape")
        part = self._ready[: len(buffer)]
        self._ready = self._ready[len(part) :]
        buffer[: len(part)] = part
        return len(part)


class _Again(io.RawIOBase):
    """Bytes that have been read from a stream that cannot go back, and then the rest of it."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(data) :]
        buffer[: len(data)] = data
        return len(data)
