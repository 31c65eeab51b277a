"""What stands on every page and is no part of the text: headers, footers, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from policytext.reading.layout.geometry import Line

_NUMBER = re.compile(r"[0-9]+")
_PAGE_NUMBER = re.compile(
    r"[-–—‐~<\[(|\s]{0,3}[0-9]{1,4}\s?(?:(?:/|of)\s?[0-9]{1,4})?[->–—‐~\])|\s]{0,3}"
)
_EDGE = 2  # rows at the top and at the bottom of a page that may be furniture
_MARGIN = 0.12  # share of the height of a page where furniture stands
_OFTEN = 0.5  # share of the pages that begin or end with the same line
_LEAST = 3  # pages that must do so; of two pages, both

Rows = Sequence[Sequence[Line]]


def without_furniture(pages: Sequence[Rows], heights: Sequence[float]) -> list[list[list[Line]]]:
    """The rows of each page, from top to bottom, without headers, footers and page numbers."""
    seen = Counter(
        key
        for rows, height in zip(pages, heights, strict=True)
        for key in {_key(rows[i], top) for i, top in _edges(rows, height)}
    )
    least = 2 if len(pages) == 2 else max(_LEAST, _OFTEN * len(pages))
    kept = []
    for rows, height in zip(pages, heights, strict=True):
        dropped = {
            i
            for i, top in _edges(rows, height)
            if seen[_key(rows[i], top)] >= least or _PAGE_NUMBER.fullmatch(_text(rows[i]))
        }
        kept.append([list(row) for i, row in enumerate(rows) if i not in dropped])
    return kept


def _edges(rows: Rows, height: float) -> list[tuple[int, bool]]:
    """The numbers of the first and last rows of a page, and whether they are at its top."""
    top = [(i, True) for i in range(min(_EDGE, len(rows))) if rows[i][0].bottom < height * _MARGIN]
    bottom = [
        (i, False)
        for i in range(max(len(top), len(rows) - _EDGE), len(rows))
        if rows[i][0].top > height * (1 - _MARGIN)
    ]
    return [(i, t) for i, t in top + bottom if not any(line.table for line in rows[i])]


def _text(row: Sequence[Line]) -> str:
    return " ".join(line.text for line in row)


def _key(row: Sequence[Line], top: bool) -> tuple[str, bool]:
    """What a row is known by on other pages: its letters, all numbers being one."""
    return _NUMBER.sub("0", "".join(_text(row).split())), top
