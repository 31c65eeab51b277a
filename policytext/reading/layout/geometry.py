"""What stands on a page, and where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol


class Box(Protocol):
    """Anything with a place on the page."""

    @property
    def x0(self) -> float:
        """Its left edge."""

    @property
    def top(self) -> float:
        """Its upper edge."""

    @property
    def x1(self) -> float:
        """Its right edge."""

    @property
    def bottom(self) -> float:
        """Its lower edge."""


class Glyph(NamedTuple):
    """A letter, sign or space and its place."""

    letter: str
    x0: float
    top: float
    x1: float
    bottom: float


class Rule(NamedTuple):
    """A ruled line, thin in one direction."""

    x0: float
    top: float
    x1: float
    bottom: float


class Page(NamedTuple):
    """A page: its size, its letters in the order in which they were drawn, its ruled lines."""

    width: float
    height: float
    glyphs: Sequence[Glyph]
    rules: Sequence[Rule]


@dataclass(frozen=True, slots=True)
class Line:
    """Letters that stand in one line, next to each other, or a table.

    `size` is the height of its letters; `spaced` says whether a space was drawn behind its last one.
    `tail` is where the last of several stretches begins that stand in one line, and None of one.
    `table` are the rows of a table, each its cells, each the paragraphs in it; it has no `text`.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    spaced: bool = False
    tail: float | None = None
    table: tuple[tuple[tuple[Paragraph, ...], ...], ...] = ()


@dataclass(slots=True)
class Paragraph:
    """Lines that make one paragraph, and the page they begin on; a table is one by itself.

    `margin` is the right edge of the column in which its last line stands.
    """

    lines: list[Line]
    page: int
    margin: float


class Extent(NamedTuple):
    """The place that several things take together."""

    x0: float
    top: float
    x1: float
    bottom: float


def extent(boxes: Iterable[Box]) -> Extent:
    """The smallest place that holds all of `boxes`, of which there is one at least."""
    boxes = list(boxes)
    return Extent(
        min(b.x0 for b in boxes),
        min(b.top for b in boxes),
        max(b.x1 for b in boxes),
        max(b.bottom for b in boxes),
    )


def overlap(a0: float, a1: float, b0: float, b1: float) -> float:
    """How long a stretch the intervals share; negative is the gap between them."""
    return min(a1, b1) - max(a0, b0)
