"""The text of a part of a web page, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from policytext.reading.flow import Table

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

# Elements that begin and end a line; all others stand inside one. A picture parts its caption from
# what is in front of it.
_LINES = """
address article aside blockquote body br caption center dd details dialog div dl dt fieldset
figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html img legend li main menu nav ol
p pre search section summary table tbody td tfoot th thead tr ul
"""
_BLOCKS = frozenset(_LINES.split())
_SPACE = re.compile(r"[ \t\n\r\f\u00a0\u200b\ufeff]+")
_MAX_SPAN = 50


class _Cell:
    """A cell while it is read, and what is taken up again behind it."""

    def __init__(self, column: int, outer: list[str]) -> None:
        self.column = column
        self.outer = outer


class _Rows:
    """A table while it is read: the row it is in, and which columns cells from above reach into."""

    def __init__(self) -> None:
        self.table = Table()
        self.row = -1
        self.column = 0
        self.reaching: dict[int, int] = {}

    def begin_row(self) -> None:
        self.row += 1
        self.column = 0

    def place(self, node: LexborNode) -> int:
        """The column of the cell that begins; cells of the rows above that reach down push it on."""
        self.row = max(self.row, 0)
        while self.reaching.get(self.column, -1) >= self.row:
            self.column += 1
        column = self.column
        across, down = _span(node, "colspan"), _span(node, "rowspan")
        for reached in range(column, column + across):
            self.reaching[reached] = self.row + down - 1
        self.column += across
        return column


def lines_of(root: LexborNode) -> list[str]:
    """The lines of text under `root`: paragraphs, headings, items, rows of tables."""
    lines: list[str] = []
    parts: list[str] = []
    tables: list[_Rows] = []
    cells: list[_Cell] = []
    verbatim = 0

    def end_line() -> None:
        line = _SPACE.sub(" ", "".join(parts)).strip()
        parts.clear()
        if line:
            lines.append(line)

    for node, begins in walk(root):
        name = node.tag
        if name == "-text":
            text = node.text_content or ""
            if not verbatim:
                parts.append(text)
                continue
            for number, line in enumerate(text.split("\n")):
                if number:
                    end_line()
                parts.append(line)
            continue
        if name not in _BLOCKS:
            continue
        end_line()
        if name == "pre":
            verbatim += 1 if begins else -1
        elif name == "table" and begins:
            tables.append(_Rows())
        elif name == "table":
            lines += tables.pop().table.lines()
        elif name == "tr" and begins and tables:
            tables[-1].begin_row()
        elif name in {"td", "th"} and tables:
            if begins:
                cells.append(_Cell(tables[-1].place(node), lines))
                lines = []
            else:
                cell = cells.pop()
                tables[-1].table.add_cell(tables[-1].row, cell.column, lines)
                lines = cell.outer
    end_line()
    return lines


def walk(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """`root` and all that is in it, each twice: where it begins (True) and where it ends (False).

    Letters come once. Pages may be nested more deeply than Python can call functions.
    """
    open_nodes: list[LexborNode] = []
    node: LexborNode | None = root
    while node is not None:
        yield node, True
        child = node.first_child
        if child is not None:
            open_nodes.append(node)
            node = child
            continue
        if node.tag != "-text":
            yield node, False
        while node is not None:
            if not open_nodes:
                return
            following = node.next
            if following is not None:
                node = following
                break
            node = open_nodes.pop()
            yield node, False


def _span(node: LexborNode, name: str) -> int:
    value = (node.attributes.get(name) or "").strip()
    return (
        min(int(value), _MAX_SPAN) if value.isascii() and value.isdigit() and int(value[:4]) else 1
    )
