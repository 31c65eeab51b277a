"""Letters into lines.

The order in which letters were drawn is not that in which they are read: some programs draw the
Hangul of a line first and then its digits and signs. So letters are put in order by their places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from operator import itemgetter
from statistics import median
from typing import NamedTuple

from policytext.reading.layout.geometry import Glyph, Line, overlap

_SPACES = frozenset(
    " \u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_WORD_GAP = 0.12  # of the height of the letters: no two letters of one word stand so far apart
_FIELD_GAP = 1.5  # of the height: no two words of one sentence do
_DOUBLE = 0.2  # of the width: letters drawn again, to look bold, are moved less than this
_ALIKE = 1.8  # letters whose sizes differ more share a line only if they stand on the same
_DESCENT = 0.18  # of the height: what is below the line that letters stand on
_LEVEL = 0.25  # of the height of the smaller letters by which two may stand at different levels
_REACH = 5  # rows, and
_MANY = 50  # stretches of a row, that are compared
_SURROGATES = re.compile(r"[\ud800-\udbff][\udc00-\udfff]")


class _Run(NamedTuple):
    """Letters drawn one after the other at the same height, and the place of all."""

    glyphs: Sequence[Glyph]
    x0: float
    top: float
    x1: float
    bottom: float


def lines_of(glyphs: Sequence[Glyph]) -> list[list[Line]]:
    """The lines in which `glyphs` stand, from top to bottom.

    Each is a list, from left to right: a wide gap makes two of one line, for those are columns, or
    cells of a table without rules.
    """
    return [line for row in _rows(glyphs) if (line := list(_segments(row)))]


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The letters of each line, from top to bottom."""
    rows: list[list[_Run]] = []
    for run in sorted(_runs(glyphs), key=lambda run: run.top + run.bottom):
        # Of the rows before, only the nearest few can reach down to this one.
        row = next((row for row in rows[:-_REACH:-1] if _belongs(run, row)), None)
        if row is None:
            rows.append([run])
        else:
            row.append(run)
    return [[glyph for run in row for glyph in run.glyphs] for row in rows]


def _runs(glyphs: Sequence[Glyph]) -> Iterator[_Run]:
    """Letters drawn one after the other at the same height."""
    start = 0
    for index, (glyph, following) in enumerate(zip_longest(glyphs, glyphs[1:]), 1):
        if following and following.top == glyph.top and following.bottom == glyph.bottom:
            continue
        run = glyphs[start:index]
        start = index
        yield _Run(run, min(g.x0 for g in run), glyph.top, max(g.x1 for g in run), glyph.bottom)


def _belongs(run: _Run, row: Sequence[_Run]) -> bool:
    """Whether `run` stands in the line that `row` makes so far.

    Raised and lowered letters belong to a line too, but not if they stand on others.
    """
    height = run.bottom - run.top
    for other in row[-_MANY:]:
        low, high = sorted((height, other.bottom - other.top))
        base = run.bottom - _DESCENT * height
        distance = abs(base - (other.bottom - _DESCENT * (other.bottom - other.top)))
        if distance < _LEVEL * low:
            return True
        if overlap(run.x0, run.x1, other.x0, other.x1) > low / 2:
            return False
        if high <= _ALIKE * low and overlap(run.top, run.bottom, other.top, other.bottom) > low / 2:
            return True
    return False


def _segments(row: Sequence[Glyph]) -> Iterator[Line]:
    """The stretches of a row between wide gaps."""
    visible = sorted((g for g in row if g.letter not in _SPACES), key=itemgetter(1))
    spaces = sorted(g.x0 for g in row if g.letter in _SPACES)
    if not visible:
        return
    height = median(g.bottom - g.top for g in visible)
    segment: list[Glyph] = []
    parts: list[str] = []
    end = 0.0
    space = 0
    for glyph in visible:
        if segment and _drawn_again(segment[-1], glyph):
            continue
        while space < len(spaces) and spaces[space] < end - height * _WORD_GAP:
            space += 1
        middle = (glyph.x0 + glyph.x1) / 2
        spaced = space < len(spaces) and spaces[space] < middle
        if segment and glyph.x0 - end > height * _FIELD_GAP:
            yield _line(segment, parts, height, spaced)
            segment, parts = [], []
        elif segment and (spaced or glyph.x0 - end > height * _WORD_GAP):
            parts.append(" ")
        segment.append(glyph)
        parts.append(glyph.letter)
        end = max(end, glyph.x1) if len(segment) > 1 else glyph.x1
    yield _line(segment, parts, height, bool(spaces) and spaces[-1] >= end - height * _WORD_GAP)


def _drawn_again(last: Glyph, glyph: Glyph) -> bool:
    near = (last.x1 - last.x0) * _DOUBLE
    return last.letter == glyph.letter and glyph.x0 - last.x0 < near


def _line(glyphs: Sequence[Glyph], parts: Sequence[str], size: float, spaced: bool) -> Line:
    return Line(
        _SURROGATES.sub(_joined, "".join(parts)),
        glyphs[0].x0,
        min(g.top for g in glyphs),
        max(g.x1 for g in glyphs),
        max(g.bottom for g in glyphs),
        size,
        spaced,
    )


def _joined(pair: re.Match[str]) -> str:
    """A letter beyond the first 65,536, which came as two halves."""
    return pair.group().encode("utf-16", "surrogatepass").decode("utf-16")
