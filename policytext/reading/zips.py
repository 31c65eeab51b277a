"""Zip archives: their members one after the other, with limits on what they unpack to."""

from __future__ import annotations

import io
import stat
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import PurePosixPath
from typing import IO, cast

from policytext.errors import ReadingError
from policytext.reading.files import shown
from policytext.reading.places import Place, is_junk
from policytext.reading.records import Unreadable
from policytext.reading.text import decode_line, normalize
from policytext.reading.workbooks import WORKBOOK_PARTS

MAX_RATIO = 200  # of unpacked to packed bytes, above which an archive is a bomb …
_SMALL = 10 * 2**20  # … unless it unpacks to less than this
_MAX_TOTAL = 256 * 2**30
_MAX_MEMBERS = 2_000_000
_MAX_DEPTH = 1  # zips in zips
# HWPX, ODT, EPUB; DOCX, PPTX; HWPX without its mimetype.
_MARKS_OF_DOCUMENTS = frozenset({"mimetype", "[Content_Types].xml", "Contents/content.hpf"})
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error)


@contextmanager
def opened(place: Place) -> Iterator[zipfile.ZipFile]:
    """The zip in `place`, whose stream can seek; raises ReadingError, a part of a sentence, where it is none or a bomb."""
    try:
        archive = zipfile.ZipFile(place.stream)
    except (*DAMAGED, ValueError):
        raise ReadingError("the zip file is damaged or cut short") from None
    with archive:
        members = archive.infolist()
        unpacked = sum(member.file_size for member in members)
        packed = place.stream.seek(0, io.SEEK_END)
        if _is_bomb(unpacked, packed) or unpacked > _MAX_TOTAL or len(members) > _MAX_MEMBERS:
            raise ReadingError(
                f"the zip file would unpack to {unpacked:,} bytes in {len(members):,} files out "
                f"of {packed:,} bytes; it is not unpacked"
            )
        yield archive


def kind_of(archive: zipfile.ZipFile) -> str:
    """What a zip is: a `workbook`, a `document`, or a `zip` of other files."""
    names = set(archive.namelist())
    if not names.isdisjoint(WORKBOOK_PARTS):
        return "workbook"
    return "zip" if names.isdisjoint(_MARKS_OF_DOCUMENTS) else "document"


def check_whole(archive: zipfile.ZipFile) -> None:
    """Raises ReadingError, a part of a sentence, where a member is damaged or larger than it says."""
    try:
        bad = archive.testzip()
    except DAMAGED:
        bad = "a member"
    if bad is not None:
        raise ReadingError("the file is damaged or cut short")


def members(place: Place, archive: zipfile.ZipFile) -> Iterator[Place | Unreadable]:
    """The files in the zip in `place`, in its order, each open until the next one is asked for."""
    for info in archive.infolist():
        name = _name(info)
        parts = PurePosixPath(name).parts
        if info.is_dir() or any(is_junk(part) for part in parts if part != ".."):
            continue
        key, where = f"{place.key}#{name}", f"{place.where}: {shown(name)}"
        member = Place(key, f"{place.name}#{name}", where, place.key, io.BytesIO(), place.depth + 1)
        wrong = _wrong(info, name)
        if wrong:
            yield member.unreadable(wrong)
            continue
        try:
            with archive.open(info) as stream:
                yield Place(key, member.name, where, place.key, stream, member.depth)
        except DAMAGED:
            yield member.unreadable("this file in the zip is damaged")


def too_deep(place: Place) -> bool:
    """Whether the zip in `place` stands in too many others."""
    return place.depth > _MAX_DEPTH


def _wrong(info: zipfile.ZipInfo, name: str) -> str | None:
    """Why a member is not read, or None."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or name[1:2] == ":":
        return "its path leads out of the zip; it is not read"
    if info.flag_bits & _ENCRYPTED:
        return "it is protected by a password"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "it is a link, not a file"
    if _is_bomb(info.file_size, info.compress_size):
        return f"it would unpack to {info.file_size:,} bytes out of {info.compress_size:,}; it is not read"
    return None


def _is_bomb(unpacked: int, packed: int) -> bool:
    return unpacked > max(_SMALL, MAX_RATIO * packed)


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a member; without the mark of UTF-8 it is in UTF-8 all the same, or in CP949."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME:
        with suppress(UnicodeError):
            name = decode_line(name.encode("cp437"))
    return normalize(name.replace("\\", "/"))


@contextmanager
def seekable(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    """`stream`, or a copy of it on disk where one cannot go back in it quickly."""
    if isinstance(stream, io.BufferedReader) and stream.seekable():
        yield stream
        return
    with tempfile.SpooledTemporaryFile(max_size=16 * 2**20) as copy:
        while block := stream.read(2**20):
            copy.write(block)
        copy.seek(0)
        yield cast(IO[bytes], copy)
