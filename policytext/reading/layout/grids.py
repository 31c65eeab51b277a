"""Ruled lines into tables, and letters into their cells."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policytext.reading.layout.geometry import Extent, Glyph, Rule, extent, overlap

_THIN = 3.0  # points: a thicker thing is no rule
_NEAR = 3.0  # points between the ends of rules that are meant to meet
_SHORT = 8.0  # points: a shorter rule is part of a drawing
_MOST = 1500  # rules of a page; where there are more, they are a drawing
_MOST_CELLS = 20_000  # of a table
_COVERED = 0.5  # share of the side of a cell that is ruled where the cell ends there


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: the number of its first row and of the row under it, its first column, its place."""

    row: int
    end: int
    column: int
    box: Extent


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its place and its cells, row by row."""

    box: Extent
    cells: tuple[Cell, ...]


def grids_of(rules: Sequence[Rule]) -> list[Grid]:
    """The tables that `rules` draw: two cells or more; a frame around a text is none.

    What surrounds a table altogether comes after it.
    """
    flat = _merged(r for r in rules if r.x1 - r.x0 >= r.bottom - r.top <= _THIN)
    upright = _turned(
        _merged(_turned(r for r in rules if r.bottom - r.top >= r.x1 - r.x0 <= _THIN))
    )
    if not flat or len(flat) + len(upright) > _MOST:
        return []
    found = (_grid(group) for group in _groups([*flat, *upright]))
    tables = [grid for grid in found if grid is not None]
    return sorted(tables, key=lambda grid: _area(grid.box))


def cells_of(grid: Grid, glyphs: Iterable[Glyph]) -> tuple[list[list[Glyph]], list[Glyph]]:
    """The letters of each cell of `grid`, by its number, and those that stand in none."""
    inside: list[list[Glyph]] = [[] for _ in grid.cells]
    outside: list[Glyph] = []
    box = grid.box
    lefts = sorted(grid.cells, key=lambda cell: cell.box.x0)
    starts = [cell.box.x0 for cell in lefts]
    numbers = {id(cell): number for number, cell in enumerate(grid.cells)}
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        if not (box.x0 <= x <= box.x1 and box.top <= y <= box.bottom):
            outside.append(glyph)
            continue
        for index in range(bisect_right(starts, x) - 1, -1, -1):
            cell = lefts[index]
            if x <= cell.box.x1 and cell.box.top <= y <= cell.box.bottom:
                inside[numbers[id(cell)]].append(glyph)
                break
        else:
            outside.append(glyph)
    return inside, outside


def _area(box: Extent) -> float:
    return (box.x1 - box.x0) * (box.bottom - box.top)


def _turned(rules: Iterable[Rule]) -> list[Rule]:
    return [Rule(r.top, r.x0, r.bottom, r.x1) for r in rules]


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Horizontal rules, those that lie on each other or go on from each other made one, as are the
    dashes of a dotted one; what stays short is none."""
    merged: list[Rule] = []
    start = top = end = bottom = -math.inf
    for _, x0, x1, y0, y1 in sorted((r.top // _NEAR, r.x0, r.x1, r.top, r.bottom) for r in rules):
        if abs(top - y0) <= _NEAR and x0 <= end + _NEAR:
            end = max(end, x1)
            continue
        if end - start >= _SHORT:
            merged.append(Rule(start, top, end, bottom))
        start, top, end, bottom = x0, y0, x1, y1
    if end - start >= _SHORT:
        merged.append(Rule(start, top, end, bottom))
    return merged


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The rules that meet, directly or through others."""
    parents = list(range(len(rules)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    order = sorted(range(len(rules)), key=lambda i: rules[i].top)
    active: list[int] = []
    for index in order:
        rule = rules[index]
        active = [i for i in active if rules[i].bottom >= rule.top - _NEAR]
        for other in active:
            if overlap(rules[other].x0, rules[other].x1, rule.x0, rule.x1) >= -_NEAR:
                parents[root(index)] = root(other)
        active.append(index)
    groups: dict[int, list[Rule]] = {}
    for index, rule in enumerate(rules):
        groups.setdefault(root(index), []).append(rule)
    return list(groups.values())


def _grid(rules: Sequence[Rule]) -> Grid | None:
    """The table that rules which meet draw; outer rules may be missing at its sides."""
    flat = [r for r in rules if r.x1 - r.x0 >= r.bottom - r.top]
    upright = [r for r in rules if r.x1 - r.x0 < r.bottom - r.top]
    if not upright or len(flat) < 2:
        return None
    whole = extent(rules)
    xs = _levels([whole.x0, whole.x1, *((r.x0 + r.x1) / 2 for r in upright)])
    ys = _levels([whole.top, whole.bottom, *((r.top + r.bottom) / 2 for r in flat)])
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or not 2 <= rows * columns <= _MOST_CELLS:
        return None
    # right[r][c]: whether a rule stands at the right of the cell; below[r][c]: under it.
    right = [[False] * columns for _ in range(rows)]
    below = [[False] * columns for _ in range(rows)]
    for rule in upright:
        column = _nearest(xs, (rule.x0 + rule.x1) / 2) - 1
        if 0 <= column < columns - 1:
            for row in _crossed(ys, rule.top, rule.bottom):
                right[row][column] = True
    for rule in flat:
        row = _nearest(ys, (rule.top + rule.bottom) / 2) - 1
        if 0 <= row < rows - 1:
            for column in _crossed(xs, rule.x0, rule.x1):
                below[row][column] = True
    cells = _cells(xs, ys, right, below)
    return Grid(whole, cells) if len(cells) > 1 else None


def _levels(values: Iterable[float]) -> list[float]:
    """The different ones of `values`, in order."""
    levels: list[float] = []
    for value in sorted(values):
        if not levels or value - levels[-1] > _NEAR:
            levels.append(value)
    return levels


def _nearest(levels: Sequence[float], value: float) -> int:
    index = min(bisect_left(levels, value), len(levels) - 1)
    if index and value - levels[index - 1] < abs(levels[index] - value):
        return index - 1
    return index


def _crossed(levels: Sequence[float], start: float, end: float) -> list[int]:
    """The numbers of the stretches between `levels` that a rule runs along."""
    first = max(0, bisect_right(levels, start) - 1)
    return [
        i
        for i in range(first, min(bisect_left(levels, end), len(levels) - 1))
        if overlap(levels[i], levels[i + 1], start, end) >= _COVERED * (levels[i + 1] - levels[i])
    ]


def _cells(
    xs: Sequence[float],
    ys: Sequence[float],
    right: Sequence[Sequence[bool]],
    below: Sequence[Sequence[bool]],
) -> tuple[Cell, ...]:
    """The cells, those between which there is no rule made one."""
    rows, columns = len(ys) - 1, len(xs) - 1
    taken = [[False] * columns for _ in range(rows)]
    cells: list[Cell] = []
    for row in range(rows):
        for column in range(columns):
            if taken[row][column]:
                continue
            last = column
            while last + 1 < columns and not right[row][last] and not taken[row][last + 1]:
                last += 1
            under = row
            while under + 1 < rows and not any(below[under][column : last + 1]):
                if any(taken[under + 1][column : last + 1]) or any(right[under + 1][column:last]):
                    break
                under += 1
            for r in range(row, under + 1):
                for c in range(column, last + 1):
                    taken[r][c] = True
            box = Extent(xs[column], ys[row], xs[last + 1], ys[under + 1])
            cells.append(Cell(row, under + 1, column, box))
    return tuple(cells)
