"""JSON: one object a line, or one object or a list of them in a file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from policytext.errors import ReadingError
from policytext.reading.columns import Columns, Fields, columns_of
from policytext.reading.places import Place
from policytext.reading.records import Record, Unreadable
from policytext.reading.text import decode_line

_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*(?:\"|\})")
_MAX_LINE = 64 * 2**20


def is_json(head: bytes) -> bool:
    """Whether what begins with `head` holds JSON objects."""
    return _START.match(head) is not None


def read_json(place: Place, fields: Fields) -> Iterator[Record | Unreadable]:
    """The documents in `place`; a line that is no object costs itself alone."""
    known: dict[tuple[str, ...], Columns] = {}
    first = _line(place)
    while first is not None and not first.strip():
        first = _line(place)
    if first and (first.strip(b"\xef\xbb\xbf \t\r\n")[:1] == b"[" or not _is_line(place, first)):
        yield from _whole(place, fields, first + place.stream.read(_MAX_LINE), known)
        return
    number, line = 1, first
    while line is not None:
        label = f"line {number}"
        if len(line) > _MAX_LINE:
            yield place.unreadable(f"it is longer than {_MAX_LINE // 2**20} MB", label)
        elif line.strip():
            try:
                value = json.loads(decode_line(line))
            except (ValueError, RecursionError):
                yield place.unreadable("no JSON object", label)
            else:
                yield _record(place, label, value, fields, known)
        number += 1
        line = _line(place)


def _line(place: Place) -> bytes | None:
    """The next line, or more than `_MAX_LINE` of its bytes; None at the end."""
    line = place.stream.readline(_MAX_LINE + 1)
    part = line
    while len(part) > _MAX_LINE and not part.endswith(b"\n"):
        part = place.stream.readline(_MAX_LINE + 1)
    return line or None


def _is_line(place: Place, first: bytes) -> bool:
    """Whether `first` is one of many lines, and not the beginning of an object of many lines."""
    if place.suffix != ".json" and first.strip(b"\xef\xbb\xbf \t\r\n") != b"{":
        return True
    try:
        json.loads(decode_line(first))
    except (ValueError, RecursionError):
        return False
    return True


def _whole(
    place: Place, fields: Fields, data: bytes, known: dict[tuple[str, ...], Columns]
) -> Iterator[Record | Unreadable]:
    if len(data) > _MAX_LINE:
        yield place.unreadable(
            f"JSON of more than {_MAX_LINE // 2**20} MB is read only one object a line (JSON lines)"
        )
        return
    try:
        value = json.loads(decode_line(data))
    except (ValueError, RecursionError):
        yield place.unreadable("this is no JSON; it is damaged or cut short")
        return
    if isinstance(value, list):
        for number, item in enumerate(value, 1):
            yield _record(place, f"object {number}", item, fields, known)
    else:
        yield _record(place, "object 1", value, fields, known)


def _record(
    place: Place,
    label: str,
    value: object,
    fields: Fields,
    known: dict[tuple[str, ...], Columns],
) -> Record | Unreadable:
    if not isinstance(value, Mapping):
        return place.unreadable("no JSON object", label)
    names = tuple(value)
    try:
        columns = known.get(names) or columns_of(names, fields)
    except ReadingError as error:
        return place.unreadable(str(error), label)
    if len(known) < 1000:  # objects may all differ in what they hold
        known[names] = columns
    return columns.record(place, label, tuple(value.values()))
