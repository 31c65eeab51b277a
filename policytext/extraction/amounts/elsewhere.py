"""Bare numbers whose unit stands elsewhere: in a heading over them, or in the total they are parts of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from policytext.extraction.amounts.numbers import FIGURES, NumberReader, Numeral, whole
from policytext.extraction.amounts.units import UnitReader
from policytext.extraction.amounts.written import Written
from policytext.lexicon import Lexicon
from policytext.model import Block, Number

_LONGEST_BRACKET = 160  # characters
_LONGEST_ROW = 120
_FARTHEST_CELL = 120  # blocks below the heading
_TOLERANCE = Decimal("0.015")  # parts are rounded, and so may miss their total
_YEARS = range(1980, 2061)


class PartReader:
    """Reads the parts of a total: ``100억(국비 50, 도비 15, 시비 35)``."""

    def __init__(self, lexicon: Lexicon) -> None:
        sources = "|".join(map(re.escape, lexicon.words("fund_sources")))
        self._opening = re.compile(r"\*{0,3} ?\(")
        self._part = re.compile(
            rf"[^\d(),+;/]{{1,20}}?(?:\([^()\d]{{0,12}}\))?[ :]{{0,2}}(?P<figures>{FIGURES})(?P<unit>[^\d,+;/]{{0,10}})"
        )
        self._divider = re.compile(r"\s?(?:,(?!\d{3}(?!\d))|[+;/·]|및)\s?")
        self._source = re.compile(rf"(?:{sources})[ :]{{0,2}}$")

    def parts(self, text: str, sums: Sequence[Written], end: int) -> Iterator[Written]:
        """The bare parts in the bracket behind each of `sums`."""
        for total in sums:
            opening = self._opening.match(text, total.end, end)
            if not opening or total.low != total.high or total.numeral.ends_open:
                continue
            closing = text.find(")", opening.end(), min(end, opening.end() + _LONGEST_BRACKET))
            if closing > 0:
                yield from self._inside(text, total, sums, opening.end(), closing)

    def _inside(
        self, text: str, total: Written, sums: Sequence[Written], start: int, end: int
    ) -> Iterator[Written]:
        """The bare parts in ``text[start:end]``, if all that stands there are parts of `total`."""
        bare: list[tuple[int, int, Number]] = []
        stated: Number = 0
        named = True
        position = start
        while part := self._part.match(text, position, end):
            begin, stop = part.span("figures")
            own = next((w for w in sums if w.start == begin), None)
            if own is not None:
                stated += own.high
                stop = own.end
            elif part["unit"].strip():
                return
            else:
                figures = Decimal(part["figures"].replace(",", ""))
                bare.append((begin, stop, whole(figures * total.numeral.factor)))
                named = named and self._source.search(text, position, begin) is not None
            divider = self._divider.match(text, stop, end)
            position = divider.end() if divider else stop
            if not divider:
                break
        if position != end or not bare or len(bare) + (stated > 0) < 2:
            return
        sum_ = stated + sum(value for _, _, value in bare)
        fits = abs(Decimal(sum_) - Decimal(total.high)) <= _TOLERANCE * Decimal(total.high)
        if fits or (named and sum_ <= total.high):
            for begin, stop, value in bare:
                yield _bare(begin, stop, value, total, "total")


class CellReader:
    """Reads the cells of a table under ``(단위: 억원)``."""

    def __init__(self, lexicon: Lexicon, numbers: NumberReader, units: UnitReader) -> None:
        self._numbers = numbers
        self._units = units
        self._headings = [
            re.compile(entry.text("pattern")) for entry in lexicon.entries("unit_headings")
        ]
        self._any_unit = re.compile("|".join(map(re.escape, lexicon.words("unit_words"))))
        self._mixed = re.compile(
            "|".join(entry.text("pattern") for entry in lexicon.entries("mixed_columns"))
        )
        self._row = re.compile(r"(?:[^\d\n.]{0,24}[\s|:])?[\s|]*(?:[△▲+\-]?[\d,.]+[\s|]*)+")
        self._cell = re.compile(rf"(?P<minus>(?<![\d.,%])[△▲−-])?(?<![\d.,%’'‘~∼])(?P<figures>{FIGURES})(?![\d.,%~∼-])")

    def cells(self, text: str, blocks: Sequence[Block]) -> dict[int, list[Written]]:
        """The cells in each of `blocks` that has some, by the number of the block."""
        found: dict[int, list[Written]] = {}
        unit: Written | None = None
        since = 0
        for number, block in enumerate(blocks):
            heading = self._heading(text, block)
            if heading or self._any_unit.search(text, block.start, block.end):
                unit, since = heading, number
                continue
            if unit and self._mixed.search(text, block.start, block.end):
                unit = None
            long = block.end - block.start > _LONGEST_ROW
            if unit is None or long or number - since > _FARTHEST_CELL:
                unit = None
                continue
            if self._row.fullmatch(text, block.start, block.end):
                cells = [
                    cell
                    for figures in self._cell.finditer(text, block.start, block.end)
                    if (cell := _cell(figures, unit)) is not None
                ]
                if cells:
                    found[number] = cells
        return found

    def _heading(self, text: str, block: Block) -> Written | None:
        """One of the unit that a heading names, or None."""
        for heading in self._headings:
            found = heading.search(text, block.start, block.end)
            if not found:
                continue
            one = f"1{found['unit'].strip()}"
            for numeral in self._numbers.read(one, 0, len(one)).numerals:
                unit = self._units.behind(one, numeral, len(one))
                if unit and unit.end == len(one):
                    return Written(0, 0, numeral.low, numeral.high, unit.currency, numeral, "unit")
        return None


def _cell(figures: re.Match[str], unit: Written) -> Written | None:
    """The sum in a cell; None for a year."""
    digits = figures["figures"].replace(",", "")
    if digits.isdigit() and int(digits) in _YEARS and "," not in figures["figures"]:
        return None
    if len(digits) > 20:
        return None
    value = whole(Decimal(digits) * unit.high)
    value = -value if figures["minus"] else value
    return _bare(figures.start("figures"), figures.end(), value, unit, "heading")


def _bare(start: int, end: int, value: Number, unit: Written, source: str) -> Written:
    """A bare number in the unit of `unit`."""
    numeral = Numeral(start, end, value, value)
    written = replace(unit, start=start, end=end, low=value, high=value, numeral=numeral)
    return replace(
        written,
        rule=f"unit in the {source}",
        unit=False,
        modifier=None,
        unit_from="heading" if source == "heading" else "total",
    )
