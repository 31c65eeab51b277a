"""The sums of a document, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from policytext.extraction.amounts.bounds import BoundReader
from policytext.extraction.amounts.grammar import SumReader
from policytext.extraction.amounts.ranges import RangeJoiner
from policytext.extraction.amounts.written import KRW, Written
from policytext.lexicon import Lexicon
from policytext.model import Amount, Analysis

_WIDE = re.compile("[０-９，．￦＄～]")
_FILE_NAME = re.compile(
    r"\.(?:hwpx?|pdf|docx?|xlsx?|pptx?|zip|jpe?g|png|txt)\)?\s*$", re.IGNORECASE
)
_NARROW = str.maketrans("０１２３４５６７８９，．￦＄～", "0123456789,.₩$~")


class AmountExtractor:
    """Reads sums of money by the dictionary `amounts`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._sums = SumReader(lexicon)
        self._ranges = RangeJoiner(lexicon, self._sums.numbers)
        self._bounds = BoundReader(lexicon)

    def extract(self, analysis: Analysis) -> tuple[Amount, ...]:
        """The sums in the blocks of `analysis`, in order."""
        text = narrowed(analysis.text)
        found: list[Amount] = []
        for block in analysis.blocks:
            if _FILE_NAME.search(text, max(block.start, block.end - 8), block.end):
                continue  # the name of an attachment repeats the title
            for written in self._written(text, block.start, block.end):
                found.append(self._amount(analysis.text, written))
        return tuple(found)

    def read(self, text: str) -> tuple[Amount, ...]:
        """The sums in a bare string, which is read as one sentence."""
        return tuple(
            self._amount(text, written) for written in self._written(narrowed(text), 0, len(text))
        )

    def _written(self, text: str, start: int, end: int) -> Iterator[Written]:
        """The sums in ``text[start:end]`` with their bounds."""
        joined = self._ranges.join(text, self._sums.read(text, start, end), start)
        certain = [written for written in joined if written.certain]
        foreign = {written.currency for written in certain if written.unit}
        for written in certain:
            if not written.unit and len(foreign) == 1 and KRW not in foreign:
                written = replace(written, currency=next(iter(foreign)))
            modifier = self._bounds.bound(text, written, start, end)
            yield replace(written, modifier=modifier)

    def _amount(self, text: str, written: Written) -> Amount:
        return Amount(
            text[written.start : written.end],
            written.start,
            written.end,
            written.low,
            written.high,
            written.currency,
            written.modifier,
            rule=written.rule,
        )


def narrowed(text: str) -> str:
    """`text` with full-width figures and signs as narrow ones; every character keeps its place."""
    return text.translate(_NARROW) if _WIDE.search(text) else text
