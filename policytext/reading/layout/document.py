"""Pages into text: tables, columns, paragraphs, and what belongs to none of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from policytext.reading.layout.columns import reading_order
from policytext.reading.layout.furniture import without_furniture
from policytext.reading.layout.geometry import Extent, Glyph, Line, Page, Paragraph
from policytext.reading.layout.grids import Grid, cells_of, grids_of
from policytext.reading.layout.lines import lines_of
from policytext.reading.layout.paragraphs import continues, paragraphs_of
from policytext.reading.layout.spaces import Break, Spacing, hyphenated
from policytext.reading.rows import row_lines

_ROOM = 1.3  # heights of a line: room for a letter


def compose(pages: Iterable[Sequence[Page]]) -> list[str]:
    """The text of each page: a paragraph is a line, a row of a table too, its cells parted by tabs.

    A page is given once for each way in which it must be held to read what stands on it. A
    paragraph that goes on over the end of a page stands on the one on which it begins.
    """
    rows: list[list[list[Line]]] = []
    heights: list[float] = []
    numbers: list[int] = []
    count = 0
    for views in pages:  # which are not kept: letters take much room
        rows += map(_rows_of, views)
        heights += (page.height for page in views)
        numbers += [count] * len(views)
        count += 1
    paragraphs: list[Paragraph] = []
    for number, page_rows in zip(numbers, without_furniture(rows, heights), strict=True):
        found = paragraphs_of(reading_order(page_rows), number)
        if paragraphs and found and continues(paragraphs[-1], found[0].lines[0]):
            paragraphs[-1].lines += found[0].lines
            found = found[1:]
        paragraphs += found
    spacing = _spacing(paragraphs)
    texts: list[list[str]] = [[] for _ in range(count)]
    for paragraph in paragraphs:
        texts[paragraph.page] += _lines_of_text(paragraph, spacing)
    return ["\n".join(lines) for lines in texts]


def _spacing(paragraphs: Sequence[Paragraph]) -> Spacing:
    """What all `paragraphs`, those in tables too, show of the spaces of the document."""
    everything = list(_with_those_in_tables(paragraphs))
    breaks = [b for paragraph in everything for b in _breaks(paragraph)]
    return Spacing(breaks, (line.text for p in everything for line in p.lines))


def _with_those_in_tables(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    for paragraph in paragraphs:
        yield paragraph
        for row in paragraph.lines[0].table:
            for cell in row:
                yield from _with_those_in_tables(cell)


def _breaks(paragraph: Paragraph) -> Iterator[Break]:
    for above, below in pairwise(paragraph.lines):
        room = paragraph.margin - above.x1
        ragged = room > _ROOM * above.size and below.text[:1].isalpha()
        yield Break(above.text, below.text, above.spaced, ragged)


def _lines_of_text(paragraph: Paragraph, spacing: Spacing) -> list[str]:
    """The lines of text that a paragraph makes: one, or those of a table."""
    if paragraph.lines[0].table:
        rows = (
            row_lines([[t for p in cell for t in _lines_of_text(p, spacing)] for cell in row])
            for row in paragraph.lines[0].table
        )
        return [line for row in rows for line in row]
    parts = [paragraph.lines[0].text]
    for b in _breaks(paragraph):
        if hyphenated(b.before, b.after):
            parts[-1] = parts[-1][:-1]
        else:
            parts.append(spacing.between(b))
        parts.append(b.after)
    return ["".join(parts)]


def _rows_of(page: Page) -> list[list[Line]]:
    """What stands on a page, row by row from the top, its tables in their places."""
    glyphs: Sequence[Glyph] = page.glyphs
    tables: list[Line] = []
    for grid in grids_of(page.rules):
        inside, glyphs = cells_of(grid, glyphs)
        nested = [t for t in tables if _holds(grid.box, t)]
        table = _table(grid, inside, nested)
        if any(cell for row in table.table for cell in row):
            tables = [t for t in tables if not _holds(grid.box, t)]
            tables.append(table)
    return _with_tables(lines_of(glyphs), tables)


def _with_tables(rows: Iterable[list[Line]], tables: Iterable[Line]) -> list[list[Line]]:
    """Rows and tables from top to bottom."""
    return sorted([*rows, *([table] for table in tables)], key=lambda row: row[0].top)


def _holds(box: Extent, line: Line) -> bool:
    x, y = (line.x0 + line.x1) / 2, (line.top + line.bottom) / 2
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom


def _table(grid: Grid, inside: Sequence[Sequence[Glyph]], nested: Sequence[Line]) -> Line:
    """What stands in the cells of a table; what merged cells cover is empty."""
    rows: dict[int, list[tuple[Paragraph, ...]]] = {}
    for cell, glyphs in zip(grid.cells, inside, strict=True):
        tables = [t for t in nested if _holds(cell.box, t)]
        content = _with_tables(lines_of(glyphs), tables)
        paragraphs = tuple(paragraphs_of(reading_order(content), 0, cell.box))
        row = rows.setdefault(cell.row, [])
        row += [()] * (cell.column - len(row))
        row.append(paragraphs)
    table = tuple(tuple(row) for _, row in sorted(rows.items()))
    box = grid.box
    return Line("", box.x0, box.top, box.x1, box.bottom, 0.0, table=table)
