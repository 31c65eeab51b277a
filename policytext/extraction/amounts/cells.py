"""Bare numbers in the cells of a table, whose unit stands in a heading over it: ``(단위: 억원)``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from policytext.extraction.amounts.numbers import FIGURES, NumberReader, whole
from policytext.extraction.amounts.shares import bare_sum
from policytext.extraction.amounts.units import UnitReader
from policytext.extraction.amounts.written import Written
from policytext.lexicon import Lexicon
from policytext.model import Block

_LONGEST_ROW = 120  # characters
_FARTHEST_CELL = 120  # blocks below the heading
_YEARS = range(1980, 2061)


class _Table(NamedTuple):
    """A table while it is read: the block of its heading, one of its unit, whether the heading names
    other units besides, and the columns known to hold no sums."""

    start: int
    unit: Written
    others: bool
    columns: set[int]


class CellReader:
    """Reads the cells of a table under ``(단위: 억원)``."""

    def __init__(self, lexicon: Lexicon, numbers: NumberReader, units: UnitReader) -> None:
        self._numbers = numbers
        self._units = units
        self._headings = [
            (re.compile(entry.text("pattern")), entry.flag("others"))
            for entry in lexicon.entries("unit_headings")
        ]
        words = "|".join(map(re.escape, lexicon.words("unit_words")))
        self._any_unit = re.compile(rf"(?:{words})(?![가-힣])")
        self._mixed = re.compile(
            "|".join(entry.text("pattern") for entry in lexicon.entries("mixed_columns"))
        )
        self._row = re.compile(r"(?:[^\d\n.]{0,24}[\s|:])?[\s|]*(?:[△▲+\-]?[\d,.]+[\s|]*)+")
        self._cell = re.compile(
            rf"(?P<minus>(?<![\d.,%])[△▲−-])?(?<![\d.,%’'‘~∼])(?P<figures>{FIGURES})(?![\d.,%~∼-])"
        )

        self._figures = re.compile(rf"\s*{self._cell.pattern}\s*")

    def cells(self, text: str, blocks: Sequence[Block]) -> dict[int, list[Written]]:
        """The cells in each of `blocks` that has some, by the number of the block."""
        found: dict[int, list[Written]] = {}
        table: _Table | None = None
        for number, block in enumerate(blocks):
            unit, others = self._heading(text, block)
            if unit or self._any_unit.search(text, block.start, block.end):
                table = _Table(number, unit, others, set()) if unit else None
                continue
            if table is None or number - table.start > _FARTHEST_CELL:
                table = None
            elif "\t" in text[block.start : block.end]:
                found[number] = self._in_columns(text, block, table)
            elif table.others or self._ends(text, block):
                table = None
            elif self._row.fullmatch(text, block.start, block.end):
                figures = self._cell.finditer(text, block.start, block.end)
                found[number] = _sums(figures, table.unit)
        return {number: sums for number, sums in found.items() if sums}

    def _ends(self, text: str, block: Block) -> bool:
        """Whether a line shows that no bare number from there on is surely a sum."""
        mixed = self._mixed.search(text, block.start, block.end)
        return mixed is not None or block.end - block.start > _LONGEST_ROW

    def _in_columns(self, text: str, block: Block, table: _Table) -> list[Written]:
        """The sums in a row whose cells are parted by tabs, behind its label.

        Columns that the row shows to hold other things, such as shares or numbers of people, are
        noted in `table` and hold no sums from there on. Where the heading names several units, no
        column holds sums until some are known to hold the other things.
        """
        line = text.rfind("\n", 0, block.start) + 1
        first = text.count("\t", line, block.start)
        cells = list(enumerate(_between_tabs(text, block.start, block.end), first))
        bare = {c: found for c, cell in cells if (found := self._figures.fullmatch(text, *cell))}
        other = (
            False  # whether the cell, or the one whose place it is part of, tells of other things
        )
        for column, (start, end) in cells:
            if text[start:end].strip():
                other = self._mixed.search(text, start, end) is not None
            elif bare:
                continue  # only in the head of a table does an empty cell belong to the one before
            if other:
                table.columns.add(column)
        if table.others and not table.columns:
            return []
        # What is empty in front of a row is covered by a label above it.
        label = -1 if first else next((c for c, _ in cells if c not in bare), len(cells))
        figures = (f for c, f in bare.items() if c > label and c not in table.columns)
        return _sums(figures, table.unit)

    def _heading(self, text: str, block: Block) -> tuple[Written | None, bool]:
        """One of the unit that a heading names, or None, and whether it names others besides."""
        for heading, others in self._headings:
            found = heading.search(text, block.start, block.end)
            if not found:
                continue
            one = f"1{found['unit'].strip()}"
            for numeral in self._numbers.read(one, 0, len(one)).numerals:
                unit = self._units.behind(one, numeral, len(one))
                if unit and unit.end == len(one):
                    low, high, currency = numeral.low, numeral.high, unit.currency
                    return Written(0, 0, low, high, currency, numeral, "unit"), others
        return None, False


def _between_tabs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The cells of a row."""
    while (tab := text.find("\t", start, end)) >= 0:
        yield start, tab
        start = tab + 1
    yield start, end


def _sums(cells: Iterable[re.Match[str]], unit: Written) -> list[Written]:
    return [sum_ for figures in cells if (sum_ := _cell(figures, unit)) is not None]


def _cell(figures: re.Match[str], unit: Written) -> Written | None:
    """The sum in a cell; None for a year."""
    digits = figures["figures"].replace(",", "")
    if digits.isdigit() and int(digits) in _YEARS and "," not in figures["figures"]:
        return None
    if len(digits) > 20:
        return None
    value = whole(Decimal(digits) * unit.high)
    value = -value if figures["minus"] else value
    return bare_sum(figures.start("figures"), figures.end(), value, unit, "heading")
