"""Tables as text: a row is a line, its cells are parted by tabs."""

from __future__ import annotations

from collections.abc import Sequence

_LONG = 200  # letters of a cell from which it is a text of several paragraphs, if it has them


def row_lines(cells: Sequence[Sequence[str]]) -> list[str]:
    """The lines that a row of a table makes; each cell is the paragraphs in it, none where it is empty.

    The paragraphs of a cell stand side by side, as long as they are short. Where a row is a layout
    rather than a row, because one cell is all it has, or one holds a long text or a table, paragraphs stay lines.
    An empty cell before others keeps its place, so that columns can be told by counting tabs.
    """
    filled = [cell for cell in cells if any(p.strip() for p in cell)]
    if len(filled) == 1:
        return [p for p in filled[0] if p.strip()]
    lines: list[str] = []
    open_row: list[str] = []
    for cell in cells:
        paragraphs = [p.strip() for p in cell if p.strip()]
        if len(paragraphs) > 1 and (
            sum(map(len, paragraphs)) > _LONG or any("\t" in p for p in paragraphs)
        ):
            lines.append("\t".join([*open_row, paragraphs[0]]))
            lines += paragraphs[1:]
            open_row = []
        else:
            open_row.append(" ".join(paragraphs))
    lines.append("\t".join(open_row).rstrip("\t"))
    return [line for line in lines if line.strip()]
