"""Bare numbers whose unit stands in the total that they are parts of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from policytext.extraction.amounts.numbers import FIGURES, Numeral, whole
from policytext.extraction.amounts.written import Written
from policytext.lexicon import Lexicon
from policytext.model import Number

_LONGEST_BRACKET = 160  # characters
_TOLERANCE = Decimal("0.015")  # parts are rounded, and so may miss their total


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
        stated = {written.start: written for written in sums}
        for total in sums:
            opening = self._opening.match(text, total.end, end)
            if not opening or total.low != total.high or total.numeral.ends_open:
                continue
            closing = text.find(")", opening.end(), min(end, opening.end() + _LONGEST_BRACKET))
            if closing > 0:
                yield from self._inside(text, total, stated, opening.end(), closing)

    def _inside(
        self, text: str, total: Written, sums: Mapping[int, Written], start: int, end: int
    ) -> Iterator[Written]:
        """The bare parts in ``text[start:end]``, if all that stands there are parts of `total`."""
        bare: list[tuple[int, int, Number]] = []
        stated: Number = 0
        named = True
        position = start
        while part := self._part.match(text, position, end):
            begin, stop = part.span("figures")
            own = sums.get(begin)
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
                yield bare_sum(begin, stop, value, total, "total")


def bare_sum(start: int, end: int, value: Number, unit: Written, source: str) -> Written:
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
