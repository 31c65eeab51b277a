"""Lines into paragraphs: a line that was broken to fit its column is no paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from policytext.reading.layout.columns import Row
from policytext.reading.layout.geometry import Extent, Line, Paragraph

# What begins an item: a bullet, a number or letter that counts, a heading in brackets.
_MARKER = re.compile(
    r"[^\w\s\"'“”‘’`(\[{「『〈《<.,:;!?%)\]}」』〉》>~/&+=@\\|·ㆍ･‧・…₩$€¥￦#]"
    r"|[\u2460-\u24ff\u2776-\u2793\u3200-\u32ff\ue000-\uf8ff]"
    r"|[ㄱ-ㅎoO](?=\s)"
    r"|[0-9]{1,3}(?:-[0-9]{1,2}){0,3}[.)](?![0-9])"
    r"|[A-Za-z][.)](?=\s)"
    r"|[가-하]\)(?=\s)"
    r"|[IVXivx\u2160-\u217f]{1,5}[.)]"
    r"|[(\[][0-9가-하a-z]{1,2}[)\]]"
    r"|[·ㆍ･‧・](?=\s)"
    r"|[<\[〈《【][^\n]{1,60}[>\]〉》】]$"
)
# This too, but where a sentence goes on it may be its last syllable.
_SYLLABLE = re.compile(r"[가-하]\.(?=\s)")
_END = re.compile(r"[.!?。][\"'”’)\]」』]{0,3}$")
_LEADING = 1.35  # of the usual distance of two lines: a greater one parts paragraphs
_FARTHEST = 2.2  # heights of a line: two lines of one paragraph are never farther apart
_SAME_SIZE = 0.82  # the smaller size over the larger one
_ROOM = 1.2  # heights of a line by which a full line may miss its margin
_INDENT = 0.6  # heights of a line by which the first line of a paragraph stands in at least
_NARROW = 14.0  # heights of a line: in a narrower cell, whatever begins no item goes on
_PADDING = 0.06  # of the width of a cell, at its right
_WIDE = 0.6  # of the width of a column: narrower lines do not show where it ends
_FIELD = 3.0  # heights of a line: a wider gap parts cells of a table without rules


def paragraphs_of(rows: Sequence[Row], page: int, cell: Extent | None = None) -> list[Paragraph]:
    """The paragraphs that `rows`, in the order of reading, make; `cell` is where they stand if that
    is a cell of a table."""
    paragraphs: list[Paragraph] = []
    usual = _usual_distances(rows)
    lines = [row_line(row.lines) for row in rows]
    margins = _margins(rows, lines, usual, cell)
    flow = -1
    for row, line, margin in zip(rows, lines, margins, strict=True):
        last = paragraphs[-1] if paragraphs and row.flow == flow else None
        if last and _goes_on(last, line, usual, cell):
            last.lines.append(line)
        else:
            paragraphs.append(Paragraph([line], page, margin))
        flow = row.flow
    return paragraphs


def continues(last: Paragraph, line: Line) -> bool:
    """Whether `line`, the first of a page or column, is the rest of `last`, cut off at its end."""
    end = last.lines[-1]
    return (
        not end.table
        and not line.table
        and not _END.search(end.text)
        and _alike(end, line)
        and _full(end, line, last.margin)
        and not _begins_item(line, last)
        and len(end.text) > 1
    )


def row_line(lines: Sequence[Line]) -> Line:
    """The lines at one height as one: a wide gap is a tab, as between the cells of a table."""
    if len(lines) == 1:
        return lines[0]
    text = lines[0].text
    for left, right in pairwise(lines):
        wide = right.x0 - left.x1 > _FIELD * min(left.size, right.size)
        text += ("\t" if wide else " ") + right.text
    first, last = lines[0], lines[-1]
    return Line(
        text,
        first.x0,
        min(line.top for line in lines),
        last.x1,
        max(line.bottom for line in lines),
        median(line.size for line in lines),
        last.spaced,
        last.x0,
    )


def _margins(
    rows: Sequence[Row], lines: Sequence[Line], usual: dict[int, float], cell: Extent | None
) -> list[float]:
    """The right edge of the text in which each line stands: of the lines around it, or of its whole
    column where they are short."""
    if cell is not None:
        inner = cell.x1 - (cell.x1 - cell.x0) * _PADDING
        return [max(inner, line.x1) for line in lines]
    starts: dict[int, float] = {}
    edges: dict[int, float] = {}
    for row, line in zip(rows, lines, strict=True):
        starts[row.flow] = min(starts.get(row.flow, line.x0), line.x0)
        edges[row.flow] = max(edges.get(row.flow, line.x1), line.x1)
    margins: list[float] = []
    for flow, block in _blocks(rows, lines, usual):
        edge = max(line.x1 for line in block)
        wide = edge - starts[flow] >= _WIDE * (edges[flow] - starts[flow])
        margins += [edge if wide and len(block) > 1 else edges[flow]] * len(block)
    return margins


def _blocks(
    rows: Sequence[Row], lines: Sequence[Line], usual: dict[int, float]
) -> Iterator[tuple[int, list[Line]]]:
    """Lines of one size at the usual distance, and the number of their column."""
    block: list[Line] = []
    flow = -1
    for row, line in zip(rows, lines, strict=True):
        if block and not (
            row.flow == flow
            and _alike(block[-1], line)
            and 0 < line.bottom - block[-1].bottom <= _LEADING * usual.get(round(line.size), 0.0)
        ):
            yield flow, block
            block = []
        block.append(line)
        flow = row.flow
    if block:
        yield flow, block


def _usual_distances(rows: Sequence[Row]) -> dict[int, float]:
    """The usual distance from one line to the next, by the size of the letters in whole points."""
    found: dict[int, list[float]] = {}
    for above, below in pairwise(rows):
        a, b = above.lines[0], below.lines[0]
        distance = b.bottom - a.bottom
        if above.flow == below.flow and _alike(a, b) and 0 < distance < _FARTHEST * a.size:
            found.setdefault(round(b.size), []).append(distance)
    return {size: median(distances) for size, distances in found.items()}


def _goes_on(
    paragraph: Paragraph, line: Line, usual: dict[int, float], cell: Extent | None
) -> bool:
    """Whether `line`, under the last line of `paragraph`, goes on with it."""
    last, first = paragraph.lines[-1], paragraph.lines[0]
    if last.table or line.table or line.tail is not None or _begins_item(line, paragraph):
        return False
    distance = line.bottom - last.bottom
    if not (0 < distance <= _FARTHEST * last.size and _alike(last, line)):
        return False
    if cell is not None and cell.x1 - cell.x0 < _NARROW * line.size:
        return True
    if distance > _LEADING * usual.get(round(line.size), distance):
        return False
    if (
        last.tail is not None and "\t" in last.text
    ):  # a table without rules: only its last cell goes on
        return abs(line.x0 - last.tail) < _INDENT * line.size
    indented = line.x0 - last.x0
    if _END.search(last.text) and indented > _INDENT * line.size and not _MARKER.match(first.text):
        return False
    return _full(last, line, paragraph.margin)


def _begins_item(line: Line, paragraph: Paragraph) -> bool:
    """Whether `line` begins with a bullet or a number, or with the sign that its paragraph begins with."""
    last, first = paragraph.lines[-1], paragraph.lines[0]
    if _SYLLABLE.match(line.text):
        return _END.search(last.text) is not None or not _full(last, line, paragraph.margin)
    sign = line.text[:1]
    return _MARKER.match(line.text) is not None or (sign == first.text[:1] and not sign.isalnum())


def _alike(a: Line, b: Line) -> bool:
    return min(a.size, b.size) >= _SAME_SIZE * max(a.size, b.size)


def _full(last: Line, line: Line, margin: float) -> bool:
    """Whether the first word of `line` would not have fitted behind `last`."""
    word = line.text.split(maxsplit=1)[0] if line.text else ""
    letters = max(1, len(line.text))
    needed = (line.x1 - line.x0) * min(1.0, (len(word) + 1) / letters)
    return margin - last.x1 < max(needed, _ROOM * last.size)
