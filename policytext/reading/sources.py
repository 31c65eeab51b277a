"""Archives as a stream of documents, whatever they are kept in."""

from __future__ import annotations

import gzip
import io
import lzma
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, BinaryIO, cast

from policytext.errors import ReadingError
from policytext.reading import jsonlines, tables_of_documents, zips
from policytext.reading.columns import Fields
from policytext.reading.files import STDIN, shown
from policytext.reading.folders import Found, NameOf, by_its_path, find_files
from policytext.reading.places import Place, head_of, narrow
from policytext.reading.records import Record, Unreadable, content_id
from policytext.reading.signatures import EMPTY_ZIP, GZIP, OLE, XZ, ZIP
from policytext.reading.sniffing import sniff
from policytext.reading.text import wide_encoding

_CUT_SHORT = (lzma.LZMAError, EOFError, gzip.BadGzipFile, *zips.DAMAGED)


def read_sources(
    paths: Sequence[str],
    fields: Fields | None = None,
    stdin: BinaryIO | None = None,
    leave_out: Collection[Path] = (),
    name_of: NameOf = by_its_path,
) -> Iterator[Record | Unreadable]:
    """The documents in `paths`, one after the other; memory does not grow with their number.

    `paths` are files, folders, patterns, ``@`` lists and ``-`` (see `find_files`). Zips, JSON
    (lines), and those CSV, TSV and workbooks whose header says so, also packed by gzip or xz, are
    collections of documents, of which `fields` tells the columns; any other file is one document,
    whose bytes are read when it is its turn. What cannot be read is told in its place, and the rest
    goes on. Documents are known by the folder that was given, as `name_of` calls it, and their place
    below it. Records that give one id twice come with one key twice; the archive tells them apart by
    their content.
    """
    fields = fields or Fields()
    for found in find_files(paths, stdin, leave_out, name_of):
        if isinstance(found, Unreadable):
            yield found
            continue
        where = "standard input" if found.path == STDIN else shown(found.path)
        place = Place(found.key, found.name, where, found.collection, io.BytesIO())
        try:
            with _opened(found, stdin) as stream:
                yield from _read(replace(place, stream=stream), fields)
        except ReadingError as error:
            yield place.unreadable(str(error))
        except FileNotFoundError:
            yield place.unreadable("there is no such file any more")
        except PermissionError:
            yield place.unreadable("you are not allowed to read this file")
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            yield place.unreadable(f"the file cannot be read: {reason}")


@contextmanager
def _opened(found: Found, stdin: BinaryIO | None) -> Iterator[IO[bytes]]:
    if found.path != STDIN:
        with open(found.path, "rb") as file:
            yield file
    elif stdin is None:
        raise ReadingError("it is closed")
    else:
        yield stdin


def _read(place: Place, fields: Fields) -> Iterator[Record | Unreadable]:
    """The documents in `place`, and what of it cannot be read."""
    try:
        yield from _read_packed(place, fields)
    except ReadingError as error:
        yield place.unreadable(str(error))
    except _CUT_SHORT:
        yield place.unreadable("it is damaged or cut short; what stands before that was read")
    except MemoryError:
        yield place.unreadable("it is too large for the memory; split it")


def _read_packed(place: Place, fields: Fields) -> Iterator[Record | Unreadable]:
    head, stream = head_of(place.stream)
    if head.startswith(XZ):
        with lzma.open(stream) as xz:
            yield from _read_plain(replace(place, stream=cast(IO[bytes], xz)), fields)
    elif head.startswith(GZIP):
        with gzip.open(stream) as gz:
            yield from _read_plain(replace(place, stream=cast(IO[bytes], gz)), fields)
    else:
        yield from _read_plain(replace(place, stream=stream), fields)


def _read_plain(place: Place, fields: Fields) -> Iterator[Record | Unreadable]:
    head, stream = head_of(place.stream)
    place = replace(place, stream=stream)
    if head.startswith((ZIP, EMPTY_ZIP)):
        with zips.seekable(stream) as file:
            yield from _read_zip(replace(place, stream=file), fields)
        return
    if head.startswith(OLE):
        yield from _read_ole(place, fields)
        return
    wide = wide_encoding(head)
    if wide:
        start = narrow(io.BytesIO(head), wide).read()
        text = replace(place, stream=narrow(stream, wide))
    else:
        start, text = head, place
    if jsonlines.is_json(start):
        yield from jsonlines.read_json(text, fields)
    elif tables_of_documents.is_delimited(start, place.suffix, fields):
        yield from tables_of_documents.read_delimited(text, fields)
    else:
        yield _document(place, place.whole())


def _read_zip(place: Place, fields: Fields) -> Iterator[Record | Unreadable]:
    if zips.too_deep(place):
        raise ReadingError("a zip in a zip in a zip is not read; unpack it")
    with zips.opened(place) as archive:
        kind = zips.kind_of(archive)
        if kind == "zip":
            for member in zips.members(place, archive):
                if isinstance(member, Unreadable):
                    yield member
                else:
                    yield from _read(member, fields)
            return
        zips.check_whole(archive)
    place.stream.seek(0)
    if kind == "workbook":
        yield from _read_workbook(place, place.whole(), fields)
    else:
        yield _document(place, place.whole())


def _read_ole(place: Place, fields: Fields) -> Iterator[Record | Unreadable]:
    """A workbook of the old kind (XLS) or any other document that is kept so."""
    data = place.whole()
    try:
        is_workbook = sniff(data, place.where) == "table"
    except ReadingError:  # which is told when it is this document's turn
        is_workbook = False
    if is_workbook:
        yield from _read_workbook(place, data, fields)
    else:
        yield _document(place, data)


def _read_workbook(place: Place, data: bytes, fields: Fields) -> Iterator[Record | Unreadable]:
    """The documents in a workbook, or the workbook as the one document that it is."""
    sheets = tables_of_documents.headers_of(data, fields)
    if sheets is None:
        yield _document(place, data)
    else:
        yield from tables_of_documents.read_sheets(place, sheets)


def _document(place: Place, data: bytes) -> Record | Unreadable:
    """The one document that `data`, all that is in `place`, is."""
    if not data.strip():
        return place.unreadable("there is no text in it")
    # What comes by standard input has no name to be known by.
    key = f"{STDIN}#{content_id([data.hex()])}" if place.key == STDIN else place.key
    return Record(key, place.collection, place.name, place.where, data=data)
