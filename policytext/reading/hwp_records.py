"""A section of an HWP 5 document: what its records say, as lines of text.

Numbers and names are those of "HWP Document File Formats 5.0" (revision 1.3), published by Hancom.
A record belongs to the last one before it that is on a lower level.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence

from policytext.reading.flow import MAX_DEPTH, Paragraph, Table, TooDeepError, marked, running_lines
from policytext.reading.hwp_numbers import ParagraphMarks

_PARAGRAPH, _TEXT, _CONTROL, _LIST = 66, 67, 71, 72
_SHAPE, _TABLE, _EQUATION, _MEMOS = 76, 77, 88, 93
_WANTED = frozenset({_PARAGRAPH, _TEXT, _CONTROL, _LIST, _SHAPE, _TABLE, _EQUATION, _MEMOS})
_MAX_RECORDS = 2_000_000  # that matter; a hundred pages have some ten thousand

# A character below the space stands for itself, or for a control, which takes eight places and,
# unless it is inline, has a record of its own.
_SIGNS = {9: "\t", 10: "\n", 24: "-", 30: " ", 31: " "}
_ONE_PLACE = frozenset({0, 10, 13, *range(24, 32)})
_INLINE = frozenset({4, 5, 6, 7, 8, 9, 19, 20})
_SPECIAL = re.compile(rb"(?=[\x00-\x1f]\x00)")
# What no reader of the page sees: the data of the section with what lies under its pages, hidden
# comments.
_UNSEEN = frozenset({"secd", "tcmt"})
_PAGE_NUMBERS = frozenset({0, 6})  # kinds of numbers: this page, all pages
_U16, _U32 = struct.Struct("<H"), struct.Struct("<I")


class DamagedError(ValueError):
    """The bytes of a section are no records."""


# A record: its kind, its level, its content.
_Record = tuple[int, int, bytes]

# What a control gives to its paragraph: letters, or the lines of what is anchored there.
_Given = str | list[str]


class SectionReader:
    """Reads one section, unpacked, with the `marks` of the document. Raises DamagedError."""

    def __init__(self, data: bytes, marks: ParagraphMarks) -> None:
        self._records = records(data, _WANTED)
        self._records.append((0, -1, b""))  # inside none
        self._next = 0
        self._marks = marks
        self._depth = 0
        self._outline = 1  # the list of numbers that the section uses for its outline
        self._notes: list[str] = []
        self._endnotes: list[str] = []
        self._running: list[str] = []

    def lines(self) -> list[str]:
        """The lines of the section; its endnotes and what runs over its pages are the last."""
        lines: list[str] = []
        while record := self._inside(-1):
            tag = record[0]
            if tag == _MEMOS:  # the remarks of reviewers stand behind the text
                break
            if tag == _PARAGRAPH:
                lines += self._paragraph()
                lines += self._notes
                self._notes.clear()
            else:
                self._next += 1
        return [*lines, *self._endnotes, *running_lines(self._running)]

    def _inside(self, level: int) -> _Record | None:
        """The next record, if it belongs to the one on `level` before it."""
        record = self._records[self._next]
        return record if record[1] > level else None

    def _paragraph(self) -> list[str]:
        """The lines of the paragraph that is next, and of all that is anchored in it."""
        _, level, head = self._records[self._next]
        self._next += 1
        shape = _U16.unpack_from(head, 8)[0] if len(head) >= 10 else 0
        mark = self._marks.mark(shape, self._outline)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise TooDeepError
        pieces: list[bytes] = []
        given: list[_Given] = []
        while record := self._inside(level):
            tag = record[0]
            if tag == _CONTROL:
                given.append(self._control())
            elif tag == _PARAGRAPH:
                given.append(self._paragraph())
            else:
                if tag == _TEXT:
                    pieces.append(record[2])
                self._next += 1
        self._depth -= 1
        content = b"".join(pieces).removesuffix(b"\r\0")
        if not given and not _SPECIAL.search(content):
            return [marked(mark, _decoded(content))]
        paragraph = Paragraph(mark)
        _fill(paragraph, content, given)
        return paragraph.lines()

    def _control(self) -> _Given:
        """What the control that is next gives to its paragraph."""
        _, level, content = self._records[self._next]
        self._next += 1
        match content[3::-1].decode("latin-1"):
            case "tbl ":
                return self._table(level)
            case "fn  ":
                self._notes += self._box(level)
                return ""
            case "en  ":
                self._endnotes += self._box(level)
                return ""
            case "head" | "foot":
                self._running += self._box(level)
                return ""
            case "atno":
                return _number(content)
            case "tcps":
                return _string(content, 4)[0]
            case "tdut":
                return _ruby(content)
            case "eqed":
                return self._equation(level)
            case name if name in _UNSEEN:
                if name == "secd" and len(content) >= 20:
                    (self._outline,) = _U16.unpack_from(content, 18)
                while self._inside(level):
                    self._next += 1
                return ""
            case _:
                return self._box(level)

    def _box(self, level: int) -> list[str]:
        """The lines of a drawing, a picture, a note or the like: its text and its caption."""
        before: list[str] = []  # the shape, if there is one: its caption
        after: list[str] = []
        current, below = before, False
        while record := self._inside(level):
            if record[0] == _PARAGRAPH:
                current += self._paragraph()
            elif record[0] == _CONTROL:
                given = self._control()
                current += [given] if isinstance(given, str) else given
            else:
                if record[0] == _SHAPE:
                    current = after
                elif record[0] == _LIST and current is before and not before:
                    below = _is_below(record[2])
                self._next += 1
        return [*after, *before] if below else [*before, *after]

    def _table(self, level: int) -> list[str]:
        table = Table()
        cells = False  # whether the list of cells has begun; what stands before it is the caption
        row = 0
        lines: list[str] = []
        while record := self._inside(level):
            if record[0] == _PARAGRAPH:
                lines += self._paragraph()
            elif record[0] == _CONTROL:
                given = self._control()
                lines += [given] if isinstance(given, str) else given
            else:
                if record[0] == _TABLE:
                    cells = True
                elif record[0] == _LIST:
                    lines = []
                    if not cells:
                        table.add_caption(lines, _is_below(record[2]))
                    elif len(record[2]) >= 12:
                        column, row = struct.unpack_from("<HH", record[2], 8)
                        table.add_cell(row, column, lines)
                    else:
                        table.add_cell(row, 0, lines)
                self._next += 1
        return table.lines()

    def _equation(self, level: int) -> str:
        script = ""
        while record := self._inside(level):
            if record[0] == _EQUATION:
                script = " ".join(_string(record[2], 4)[0].split())
            self._next += 1
        return script


def records(data: bytes, wanted: frozenset[int]) -> list[_Record]:
    """The records of the `wanted` kinds in order: of each its kind, its level, its content.

    Raises DamagedError.
    """
    found: list[_Record] = []
    unpack, add = _U32.unpack_from, found.append
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
        if end > length or len(found) > _MAX_RECORDS:
            raise DamagedError
        if head & 0x3FF in wanted:
            add((head & 0x3FF, head >> 10 & 0x3FF, data[position:end]))
        position = end
    return found


def _fill(paragraph: Paragraph, content: bytes, given: Sequence[_Given]) -> None:
    """Put the letters of a paragraph and what its controls give into it, in their order."""
    rest = iter(given)
    start = 0
    for special in _SPECIAL.finditer(content):
        position = special.start()
        if position < start or position % 2:
            continue  # between two letters, or in the places of a control
        paragraph.add_text(_decoded(content[start:position]))
        code = content[position]
        if code in _SIGNS:
            paragraph.add_text(_SIGNS[code])
        elif code not in _ONE_PLACE and code not in _INLINE:
            _give(paragraph, next(rest, ""))
        start = position + (2 if code in _ONE_PLACE else 16)
    paragraph.add_text(_decoded(content[start:]))
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
