"""The order in which the lines of a page are read: column by column where it has columns."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from policytext.reading.layout.geometry import Line, extent

_MIN_LINES = 3  # lines on each side of a gutter
_FIRST = 2  # rows that show where a gutter may be: lines of two columns need not be level
_GUTTER = 0.8  # of the height of a line: a narrower gap is one between words
_MIN_WIDTH = 10.0  # heights of a line: a narrower column is one of a table
_FILLED = 0.6  # share of the width of a column that its lines fill, at the median
_MOST = 1500  # lines of a page; where there are more, it is no page of text


class Row(NamedTuple):
    """Lines that stand at the same height, from left to right; `flow` numbers the column, from the
    top of the page to its end, in which they are read."""

    lines: Sequence[Line]
    flow: int


def reading_order(rows: Sequence[Sequence[Line]]) -> list[Row]:
    """The rows of a page in the order of reading; where there are columns, a row is cut in two."""
    ordered: list[Row] = []
    if sum(map(len, rows)) > _MOST:
        return [Row(row, 0) for row in rows]
    _order(rows, ordered)
    return ordered


def _order(rows: Sequence[Sequence[Line]], ordered: list[Row]) -> None:
    start = 0
    flow = ordered[-1].flow + 1 if ordered else 0
    while start < len(rows):
        end, gutter = _stretch(rows, start)
        if gutter is None:
            ordered.append(Row(rows[start], flow))
            start += 1
            continue
        for side in _cut(rows[start:end], gutter):
            _order(side, ordered)
        flow = ordered[-1].flow + 1
        start = end


def _cut(
    rows: Sequence[Sequence[Line]], gutter: float
) -> tuple[list[list[Line]], list[list[Line]]]:
    left = [side for row in rows if (side := [line for line in row if line.x1 <= gutter])]
    right = [side for row in rows if (side := [line for line in row if line.x1 > gutter])]
    return left, right


def _stretch(rows: Sequence[Sequence[Line]], start: int) -> tuple[int, float | None]:
    """How far two columns go that begin at row `start`, and where the gutter is; None if none do."""
    best: tuple[int, float | None] = (start, None)
    if len(rows) - start < _MIN_LINES:
        return best
    least = _GUTTER * rows[start][0].size
    for low, high in _gaps(rows[start : start + _FIRST]):
        end = start
        for row in rows[start:]:
            next_low, next_high = _narrowed(row, low, high)
            if next_high - next_low < least:
                break
            low, high = next_low, next_high
            end += 1
        gutter = (low + high) / 2
        if end > best[0] and _are_columns(rows[start:end], gutter):
            best = end, gutter
    return best


def _gaps(rows: Sequence[Sequence[Line]]) -> list[tuple[float, float]]:
    """The gaps that all of `rows` leave free between what stands in them."""
    lines = sorted((line for row in rows for line in row), key=lambda line: line.x0)
    gaps = []
    edge = lines[0].x1
    for line in lines:
        if line.x0 > edge:
            gaps.append((edge, line.x0))
        edge = max(edge, line.x1)
    return gaps


def _narrowed(row: Sequence[Line], low: float, high: float) -> tuple[float, float]:
    """The part of the gap from `low` to `high` that `row` leaves free: its widest."""
    gaps = []
    edge = low
    for line in row:
        if line.x1 <= low or line.x0 >= high:
            continue
        gaps.append((edge, line.x0))
        edge = max(edge, line.x1)
    gaps.append((edge, high))
    return max(gaps, key=lambda gap: gap[1] - gap[0])


def _are_columns(rows: Sequence[Sequence[Line]], gutter: float) -> bool:
    for side in _cut(rows, gutter):
        if len(side) < _MIN_LINES:
            return False
        place = extent(line for row in side for line in row)
        width = place.x1 - place.x0
        sizes = median(line.size for row in side for line in row)
        filled = median(sum(line.x1 - line.x0 for line in row) for row in side)
        if width < _MIN_WIDTH * sizes or filled < _FILLED * width:
            return False
    return True
