"""Two numbers that are one sum: ``100억~200억 원``, ``10~20억 원``, ``5천만원에서 1억원``.

A change (``6.9조 원에서 26.1조 원으로 늘었다``, ``213만 원 → 228만 원``) stays two sums.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from policytext.extraction.amounts.numbers import NumberReader, Numeral
from policytext.extraction.amounts.written import Written
from policytext.lexicon import Lexicon
from policytext.model import Number

_WIDEST_GAP = 14  # characters between the two numbers
_LOOK_BACK = 24
_LOOK_AHEAD = 14
_MYRIAD = 10_000


class RangeJoiner:
    """Joins sums to ranges by the dictionary `amounts`."""

    def __init__(self, lexicon: Lexicon, numbers: NumberReader) -> None:
        self._numbers = numbers
        words = sorted(lexicon.words("range_connectors"), key=len, reverse=True)
        signs = "|".join(re.escape(w) for w in words if not w.isalpha())
        spoken = "|".join(re.escape(w) for w in words if w.isalpha())
        inserted = "|".join(map(re.escape, lexicon.words("range_insertions")))
        self._connector = re.compile(
            rf"\s?(?:(?P<sign>{signs})|(?P<word>{spoken}))\s?(?:(?:{inserted})\s?){{0,2}}"
        )
        small = numbers.magnitudes + numbers.approximators
        self._open_start = re.compile(
            rf"(?<![\d.,\-])(?<!\d[~∼])(?P<number>\d[\d,.]*+[{small}]*+)\s?(?:{signs})\s?(?:(?:{inserted})\s?)?$"
        )
        to = "|".join(map(re.escape, lexicon.words("change_targets")))
        self._change = re.compile(
            rf"\s?(?:{to})(?![가-힣])|[^.,()\n]{{0,{_LOOK_AHEAD}}}?(?:{'|'.join(lexicon.words('change_verbs'))})"
        )

    def join(self, text: str, sums: Iterable[Written], start: int) -> list[Written]:
        """`sums`, which stand in `text` in this order, with those that make a range made one."""
        joined: list[Written] = []
        for written in sums:
            last = joined[-1] if joined else None
            both = self._both(text, last, written) if last else None
            if both:
                joined[-1] = both
                continue
            floor = last.end if last else start
            joined.append(self._with_open_start(text, written, floor) or written)
        return joined

    def _both(self, text: str, first: Written, second: Written) -> Written | None:
        """The range from `first` to `second`, or None."""
        if second.start - first.end > _WIDEST_GAP or first.modifier or not second.certain:
            return None
        gap = self._connector.fullmatch(text, first.end, second.start)
        if not gap or (first.unit and first.currency != second.currency):
            return None
        low = first.low
        if not first.unit:
            shared = _shared(first.numeral, second)
            if shared is None:
                return None
            low = shared
        if not low < second.high:
            return None
        if gap["word"] and self._change.match(text, second.end):
            return None
        return replace(
            second, start=first.start, low=low, modifier="range",
            rule="range" if first.unit else "range with one unit",
        )  # fmt: skip

    def _with_open_start(self, text: str, written: Written, floor: int) -> Written | None:
        """`written` with the bare number in front of it (``10~20억 원``), or None."""
        if not written.certain or written.modifier:
            return None
        found = self._open_start.search(text, max(floor, written.start - _LOOK_BACK), written.start)
        if not found:
            return None
        numerals = self._numbers.read(text, found.start("number"), written.start).numerals
        if not numerals or numerals[0].end != found.end("number"):
            return None
        low = _shared(numerals[0], written)
        if low is None:
            return None
        return replace(
            written, start=found.start("number"), low=low, modifier="range",
            rule="range with one unit",
        )  # fmt: skip


def _shared(first: Numeral, second: Written) -> Number | None:
    """The value of `first` with the magnitude it shares with `second`; None where it makes no range.

    ``2~3천만원`` shares 천만, ``5백~1천만원`` only 만, ``3000만~1억원`` nothing.
    """
    if first.low != first.high:
        return None
    if first.pieces:
        candidates = [1]
    elif first.ends_open:
        candidates = [second.numeral.lead, second.numeral.lead // _MYRIAD]
    else:
        lead = second.numeral.lead
        while lead % (10 * _MYRIAD) == 0 and lead not in {10**8, 10**12, 10**16}:
            lead //= 10
        candidates = [lead, lead // _MYRIAD]
    for factor in candidates:
        value = first.low * factor
        if factor and value < second.high:
            return value
    return None
