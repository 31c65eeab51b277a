"""A section of an HWP 5 document: what its records say, as lines of text.

Numbers and names are those of "HWP Document File Formats 5.0" (revision 1.3), published by Hancom.
A record belongs to the last one before it that is on a lower level.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence
from typing import NamedTuple

from policytext.reading.flow import Paragraph, Table

_PARAGRAPH, _TEXT, _CONTROL, _LIST = 66, 67, 71, 72
_SHAPE, _TABLE, _EQUATION, _MEMOS = 76, 77, 88, 93
_WANTED = frozenset({_PARAGRAPH, _TEXT, _CONTROL, _LIST, _SHAPE, _TABLE, _EQUATION, _MEMOS})
_MAX_RECORDS = 2_000_000  # that matter; a hundred pages have some ten thousand

# A character below the space stands for itself, or for a control, which takes eight places and,
# unless it is inline, has a record of its own.
_SIGNS = {9: "\t", 10: "\n", 24: "-", 30: " ", 31: " "}
_ONE_PLACE = frozenset({0, 10, 13, *range(24, 32)})
_INLINE = frozenset({4, 5, 6, 7, 8, 9, 19, 20})
_SPECIAL = re.compile(r"[\x00-\x1f]")
# What no reader of the page sees, or sees on every page: the data of the section with what lies
# under its pages, headers, footers, hidden comments.
_UNSEEN = frozenset({"secd", "head", "foot", "tcmt"})
_PAGE_NUMBERS = frozenset({0, 6})  # kinds of numbers: this page, all pages
_U16, _U32 = struct.Struct("<H"), struct.Struct("<I")


class DamagedError(ValueError):
    """The bytes of a section are no records."""


class _Record(NamedTuple):
    tag: int
    level: int
    content: bytes


# What a control gives to its paragraph: letters, or the lines of what is anchored there.
_Given = str | list[str]


class SectionReader:
    """Reads one section, unpacked. Raises DamagedError."""

    def __init__(self, data: bytes) -> None:
        self._records = _records(data)
        self._next = 0
        self._notes: list[str] = []
        self._endnotes: list[str] = []

    def lines(self) -> list[str]:
        """The lines of the section; its endnotes are the last."""
        lines: list[str] = []
        while self._next < len(self._records):
            tag = self._records[self._next].tag
            if tag == _MEMOS:  # the remarks of reviewers stand behind the text
                break
            if tag == _PARAGRAPH:
                lines += self._paragraph()
                lines += self._notes
                self._notes.clear()
            else:
                self._next += 1
        return [*lines, *self._endnotes]

    def _inside(self, level: int) -> _Record | None:
        """The next record, if it belongs to the one on `level` before it."""
        if self._next < len(self._records):
            record = self._records[self._next]
            if record.level > level:
                return record
        return None

    def _paragraph(self) -> list[str]:
        """The lines of the paragraph that is next, and of all that is anchored in it."""
        level = self._records[self._next].level
        self._next += 1
        content = b""
        given: list[_Given] = []
        while record := self._inside(level):
            if record.tag == _CONTROL:
                given.append(self._control())
            elif record.tag == _PARAGRAPH:
                given.append(self._paragraph())
            else:
                if record.tag == _TEXT:
                    content += record.content
                self._next += 1
        letters = _decoded(content).removesuffix("\r")
        if not given and not _SPECIAL.search(letters):
            return [letters]
        paragraph = Paragraph()
        _fill(paragraph, content, given)
        return paragraph.lines()

    def _control(self) -> _Given:
        """What the control that is next gives to its paragraph."""
        record = self._records[self._next]
        self._next += 1
        content = record.content
        match content[3::-1].decode("latin-1"):
            case "tbl ":
                return self._table(record.level)
            case "fn  ":
                self._notes += self._box(record.level)
                return ""
            case "en  ":
                self._endnotes += self._box(record.level)
                return ""
            case "atno":
                return _number(content)
            case "tcps":
                return _string(content, 4)[0]
            case "tdut":
                return _ruby(content)
            case "eqed":
                return self._equation(record.level)
            case name if name in _UNSEEN:
                while self._inside(record.level):
                    self._next += 1
                return ""
            case _:
                return self._box(record.level)

    def _box(self, level: int) -> list[str]:
        """The lines of a drawing, a picture, a note or the like: its text and its caption."""
        before: list[str] = []  # the shape, if there is one: its caption
        after: list[str] = []
        current, below = before, False
        while record := self._inside(level):
            if record.tag == _PARAGRAPH:
                current += self._paragraph()
            elif record.tag == _CONTROL:
                given = self._control()
                current += [given] if isinstance(given, str) else given
            else:
                if record.tag == _SHAPE:
                    current = after
                elif record.tag == _LIST and current is before and not before:
                    below = _is_below(record.content)
                self._next += 1
        return [*after, *before] if below else [*before, *after]

    def _table(self, level: int) -> list[str]:
        table = Table()
        cells = False  # whether the list of cells has begun; what stands before it is the caption
        row = 0
        lines: list[str] = []
        while record := self._inside(level):
            if record.tag == _PARAGRAPH:
                lines += self._paragraph()
            elif record.tag == _CONTROL:
                given = self._control()
                lines += [given] if isinstance(given, str) else given
            else:
                if record.tag == _TABLE:
                    cells = True
                elif record.tag == _LIST:
                    lines = []
                    if not cells:
                        table.add_caption(lines, _is_below(record.content))
                    elif len(record.content) >= 12:
                        column, row = struct.unpack_from("<HH", record.content, 8)
                        table.add_cell(row, column, lines)
                    else:
                        table.add_cell(row, 0, lines)
                self._next += 1
        return table.lines()

    def _equation(self, level: int) -> str:
        script = ""
        while record := self._inside(level):
            if record.tag == _EQUATION:
                script = " ".join(_string(record.content, 4)[0].split())
            self._next += 1
        return script


def _records(data: bytes) -> list[_Record]:
    """The records that matter for the text, in order."""
    records: list[_Record] = []
    unpack, wanted = _U32.unpack_from, _WANTED
    position, length = 0, len(data)
    while position + 4 <= length:
        (head,) = unpack(data, position)
        position += 4
        size = head >> 20
        if size == 0xFFF:
            if position + 4 > length:
                raise DamagedError
            (size,) = unpack(data, position)
            position += 4
        end = position + size
        if end > length:
            raise DamagedError
        if head & 0x3FF in wanted:
            records.append(_Record(head & 0x3FF, head >> 10 & 0x3FF, data[position:end]))
        position = end
    if len(records) > _MAX_RECORDS:
        raise DamagedError
    return records


def _fill(paragraph: Paragraph, content: bytes, given: Sequence[_Given]) -> None:
    """Put the letters of a paragraph and what its controls give into it, in their order."""
    rest = iter(given)
    start = position = 0  # in places of two bytes
    places = len(content) // 2
    codes = struct.unpack_from(f"<{places}H", content)
    while position < places:
        code = codes[position]
        if code >= 32:
            position += 1
            continue
        paragraph.add_text(_decoded(content[2 * start : 2 * position]))
        if code in _SIGNS:
            paragraph.add_text(_SIGNS[code])
        elif code not in _ONE_PLACE and code not in _INLINE:
            _give(paragraph, next(rest, ""))
        position += 1 if code in _ONE_PLACE else 8
        start = position
    paragraph.add_text(_decoded(content[2 * start :]))
    for one in rest:
        _give(paragraph, one)


def _give(paragraph: Paragraph, given: _Given) -> None:
    if isinstance(given, str):
        paragraph.add_text(given)
    else:
        paragraph.add_object(given)


def _decoded(content: bytes) -> str:
    return content.decode("utf-16-le", "replace")


def _string(content: bytes, start: int) -> tuple[str, int]:
    """The string, behind its length, that begins at `start`, and where it ends."""
    if len(content) < start + 2:
        return "", start
    end = start + 2 + 2 * _U16.unpack_from(content, start)[0]
    return _decoded(content[start + 2 : end]), end


def _ruby(content: bytes) -> str:
    """A word and, in brackets, what stands in small letters over it."""
    word, end = _string(content, 4)
    over, _ = _string(content, end)
    return f"{word}({over})" if over.strip() else word


def _number(content: bytes) -> str:
    """The number that a caption or a note has by itself; a page has none in running text."""
    if len(content) < 16:
        return ""
    kind, number = struct.unpack_from("<IH", content, 4)
    if kind & 0xF in _PAGE_NUMBERS:
        return ""
    before, after = (_decoded(content[i : i + 2]).strip("\0") for i in (12, 14))
    return f"{before}{number}{after} "


def _is_below(content: bytes) -> bool:
    """Whether the list of paragraphs with this head is a caption on the right or below."""
    return len(content) >= 12 and _U32.unpack_from(content, 8)[0] & 3 in {1, 3}
