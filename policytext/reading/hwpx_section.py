"""A section of an HWPX document: what its XML says, as lines of text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from xml.parsers.expat import ParserCreate

from policytext.reading.flow import MAX_DEPTH, Paragraph, Table, TooDeepError, running_lines
from policytext.reading.hwpx_numbers import ParagraphMarks

_Attributes = Mapping[str, str]
_Handler = Callable[[Any], object]

# What a list of paragraphs can belong to, and of those what no reader of the page sees.
_LISTS = ("tc", "caption", "drawText", "footNote", "endNote", "header", "footer")
_UNSEEN = ("hiddenComment", "fieldBegin", "masterPage")
_LETTERS = ("t", "mainText", "subText", "script")
# Elements among letters that stand for characters.
_SIGNS = {"tab": "\t", "lineBreak": "\n", "nbSpace": " ", "fwSpace": " ", "hyphen": "-"}
_BOXES = {"CHECKED": "☑ ", "UNCHECKED": "☐ "}


class SectionReader:
    """Reads one section with the `marks` of the document: feed its XML to `parser`, then take its
    `lines`.

    Names of elements are taken without their namespaces, which differ between versions.
    """

    def __init__(self, marks: ParagraphMarks) -> None:
        self._marks = marks
        self._outline = ""  # the list of numbers that the section uses for its outline
        self._lines: list[str] = []  # of the innermost list of paragraphs
        self._lists: list[_OpenList] = []  # the lists around it
        self._paragraphs: list[Paragraph] = []
        self._tables: list[_OpenTable] = []
        self._notes: list[str] = []
        self._endnotes: list[str] = []
        self._running: list[str] = []
        self._letters: list[str] | None = None  # where letters go; None where they are no text
        self._deleted = False
        self._column = 0
        self._below = False
        self._number = ["", "", ""]  # what a number begins with, the number, what it ends with
        starts, ends = _ByName(self._start_handlers()), _ByName(self._end_handlers())
        self.parser = ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = lambda name, said: starts[name](said)
        self.parser.EndElementHandler = lambda name: ends[name](None)
        self.parser.CharacterDataHandler = self._data

    def lines(self) -> list[str]:
        """The lines of the section; its endnotes and what runs over its pages are the last."""
        return [*self._lines, *self._endnotes, *running_lines(self._running)]

    def _start_handlers(self) -> dict[str, _Handler]:
        handlers: dict[str, _Handler] = {
            "p": self._begin_paragraph,
            "secPr": self._begin_section,
            "tbl": self._begin_table,
            "tr": self._begin_row,
            "cellAddr": self._address,
            "autoNum": self._begin_number,
            "autoNumFormat": self._format_number,
            "compose": lambda said: self._add_text(said.get("composeText", "")),
            "checkBtn": self._box,
            "radioBtn": self._box,
            "deleteBegin": lambda _: self._delete(True),
            "deleteEnd": lambda _: self._delete(False),
        }
        handlers |= dict.fromkeys((*_LISTS, *_UNSEEN), self._begin_list)
        handlers |= dict.fromkeys(_LETTERS, self._begin_letters)
        handlers |= {name: self._sign(sign) for name, sign in _SIGNS.items()}
        return handlers

    def _end_handlers(self) -> dict[str, _Handler]:
        return {
            "p": self._end_paragraph,
            "tbl": self._end_table,
            "tc": self._end_cell,
            "caption": self._end_caption,
            "drawText": lambda _: self._place(self._end_list()),
            "footNote": lambda _: self._notes.extend(self._end_list()),
            "endNote": lambda _: self._endnotes.extend(self._end_list()),
            "header": lambda _: self._running.extend(self._end_list()),
            "footer": lambda _: self._running.extend(self._end_list()),
            "autoNum": lambda _: self._add_text("".join(self._number)),
            "t": lambda _: self._add_text(self._end_letters()),
            "mainText": lambda _: self._add_text(self._end_letters()),
            "subText": self._end_ruby,
            "script": lambda _: self._add_text(" ".join(self._end_letters().split())),
        } | dict.fromkeys(_UNSEEN, lambda _: self._end_list())

    def _data(self, letters: str) -> None:
        if self._letters is not None and not self._deleted:
            self._letters.append(letters)

    def _begin_letters(self, _: _Attributes) -> None:
        self._letters = []

    def _end_letters(self) -> str:
        letters, self._letters = self._letters or [], None
        return "".join(letters)

    def _sign(self, sign: str) -> _Handler:
        return lambda _: self._data(sign)

    def _delete(self, begins: bool) -> None:
        """What was struck out while changes were recorded is no text any more."""
        self._deleted = begins

    def _add_text(self, letters: str) -> None:
        if self._paragraphs:
            self._paragraphs[-1].add_text(letters)

    def _end_ruby(self, _: None) -> None:
        """What stands in small letters over a word follows it in brackets."""
        over = self._end_letters()
        if over.strip():
            self._add_text(f"({over})")

    def _box(self, said: _Attributes) -> None:
        """A box to tick and what stands beside it."""
        self._add_text(_BOXES.get(said.get("value", ""), "") + said.get("caption", "") + " ")

    def _begin_number(self, said: _Attributes) -> None:
        """The number that a caption or a note has by itself; a page has none in running text."""
        shown = said.get("numType") != "PAGE"
        self._number = ["", said.get("num", "") if shown else "", " " if shown else ""]

    def _format_number(self, said: _Attributes) -> None:
        if self._number[1]:
            self._number[0], self._number[2] = (
                said.get("prefixChar", ""),
                said.get("suffixChar", "") + " ",
            )

    def _begin_section(self, said: _Attributes) -> None:
        self._outline = said.get("outlineShapeIDRef", "")

    def _begin_paragraph(self, said: _Attributes) -> None:
        mark = self._marks.mark(said.get("paraPrIDRef", ""), self._outline)
        self._paragraphs.append(Paragraph(mark))

    def _end_paragraph(self, _: None) -> None:
        if not self._paragraphs:
            return
        self._lines += self._paragraphs.pop().lines()
        if not self._paragraphs:
            self._lines += self._notes
            self._notes.clear()

    def _begin_list(self, said: _Attributes) -> None:
        if len(self._lists) >= MAX_DEPTH:
            raise TooDeepError
        self._lists.append(_OpenList(self._lines, self._column, self._below))
        self._lines, self._column = [], 0
        self._below = said.get("side") in {"BOTTOM", "RIGHT"}

    def _end_list(self) -> list[str]:
        """The lines of the list that ends here."""
        lines = self._lines
        self._lines, self._column, self._below = self._lists.pop()
        return lines

    def _place(self, lines: list[str]) -> None:
        """Give the lines of an object to the paragraph in which it is anchored."""
        if self._paragraphs:
            self._paragraphs[-1].add_object(lines)
        else:
            self._lines += lines

    def _begin_table(self, _: _Attributes) -> None:
        self._tables.append(_OpenTable(Table(), len(self._lists)))

    def _begin_row(self, _: _Attributes) -> None:
        if self._tables:
            table = self._tables[-1]
            self._tables[-1] = table._replace(row=table.row + 1)

    def _address(self, said: _Attributes) -> None:
        written = said.get("colAddr", "")
        self._column = int(written) if written.isascii() and written.isdecimal() else 0

    def _end_cell(self, _: None) -> None:
        column = self._column
        lines = self._end_list()
        if self._tables:
            open_ = self._tables[-1]
            open_.table.add_cell(open_.row, column, lines)
        else:
            self._place(lines)

    def _end_caption(self, _: None) -> None:
        below = self._below
        lines = self._end_list()
        if self._tables and self._tables[-1].depth == len(self._lists):
            self._tables[-1].table.add_caption(lines, below)
        else:
            self._place(lines)

    def _end_table(self, _: None) -> None:
        if self._tables:
            self._place(self._tables.pop().table.lines())


class _OpenList(NamedTuple):
    """What is taken up again when a list of paragraphs has ended."""

    lines: list[str]
    column: int
    below: bool


class _OpenTable(NamedTuple):
    """A table, how many lists of paragraphs are open around it, and which row is read."""

    table: Table
    depth: int
    row: int = -1


class _ByName(dict[str, _Handler]):
    """What is to be done for an element, by its name with any prefix."""

    def __missing__(self, name: str) -> _Handler:
        self[name] = found = self.get(name.rpartition(":")[2], _nothing)
        return found


def _nothing(_: object) -> None:
    pass
