"""The sums of a document, in order."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from policytext.extraction.amounts.bounds import BoundReader
from policytext.extraction.amounts.cells import CellReader
from policytext.extraction.amounts.grammar import SumReader
from policytext.extraction.amounts.ranges import RangeJoiner
from policytext.extraction.amounts.roles import Judged, RoleReader
from policytext.extraction.amounts.shares import PartReader
from policytext.extraction.amounts.written import KRW, Setting, Written
from policytext.lexicon import Lexicon
from policytext.model import Amount, Analysis, Block, Origin, Role, Span

_CELL = 24  # characters in a line that may be the cell of a table
_LINES = 24  # lines over a cell that are looked at
_WIDE = re.compile("[０-９，．￦＄～]")
_FILE_NAME = re.compile(
    r"\.(?:hwpx?|pdf|docx?|xlsx?|pptx?|zip|jpe?g|png|txt)\)?\s*$", re.IGNORECASE
)
_TO_FILL_IN = re.compile(r"0[0,]*0(?![\d.,])")  # 00원, 000,000원: a place in a form, not nothing
_NARROW = str.maketrans("０１２３４５６７８９，．￦＄～", "0123456789,.₩$~")


class AmountExtractor:
    """Reads sums of money by the dictionaries `amounts` and `amount-roles`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._sums = SumReader(lexicon)
        self._ranges = RangeJoiner(lexicon, self._sums.numbers)
        self._bounds = BoundReader(lexicon)
        self._parts = PartReader(lexicon)
        self._cells = CellReader(lexicon, self._sums.numbers, self._sums.units)
        self._currencies: dict[str, Origin] = lexicon.origins("currencies", "code")
        self._lexicon = lexicon

    @cached_property
    def roles(self) -> RoleReader:
        """The reader of roles; it is costly to build and made when the first sum is found."""
        return RoleReader(self._lexicon)

    def extract(self, analysis: Analysis) -> tuple[Amount, ...]:
        """The sums in the blocks of `analysis`, in order."""
        text = narrowed(analysis.text)
        found: list[Amount] = []
        previous: Role | None = None
        for setting in self.settings(text, analysis):
            roles = tuple(self.roles.roles(text, setting, previous))
            previous = roles[-1].role
            found += (
                self._amount(analysis.text, written, judged)
                for written, judged in zip(setting.sums, roles, strict=True)
            )
        return tuple(found)

    def read(self, text: str) -> tuple[Amount, ...]:
        """The sums in the last line of a bare string, which is read as one sentence; the lines before
        it stand above it."""
        narrow = narrowed(text)
        start = text.rfind("\n") + 1
        sums = tuple(self._written(narrow, start, len(text)))
        setting = Setting(start, len(text), sums, frozenset(), frozenset(), ((0, start),))
        roles = self.roles.roles(narrow, setting, None)
        return tuple(
            self._amount(text, written, judged) for written, judged in zip(sums, roles, strict=True)
        )

    def settings(self, text: str, analysis: Analysis) -> Iterator[Setting]:
        """The sentences that hold sums, with what stands above them; `text` is narrowed."""
        title = analysis.title
        titled: frozenset[str] | None = None
        heading: Block | None = None
        sentences = iter(analysis.sentences)
        sentence = next(sentences, None)
        cells = self._cells.cells(text, analysis.blocks)
        for number, block in enumerate(analysis.blocks):
            above = heading
            if block.kind == "heading" or block.level == 1:
                heading = block
            if _FILE_NAME.search(text, max(block.start, block.end - 8), block.end):
                continue  # the name of an attachment repeats the title
            sums = tuple(self._written(text, block.start, block.end)) or tuple(
                cells.get(number, ())
            )
            if not sums:
                continue
            if titled is None:
                titled = self._kinds(text, title)
            headed = self._kinds(text, above)
            places = [(span.start, span.end) for span in (title, above) if span]
            places += _over_cell(analysis.blocks, number)
            first = 0
            while first < len(sums):
                while sentence and sentence.end <= sums[first].start:
                    sentence = next(sentences, None)
                start, end = block.start, block.end
                if sentence and sentence.start <= sums[first].start:
                    start, end = sentence.start, max(sentence.end, sums[first].end)
                last = bisect_left(sums, end, first, key=lambda written: written.start)
                yield Setting(start, end, sums[first:last], titled, headed, places)
                first = last

    def _kinds(self, text: str, span: Block | Span | None) -> frozenset[str]:
        """The kinds of the words in `span` that tell something; none without it."""
        return self.roles.kinds(text, span.start, span.end) if span else frozenset()

    def _written(self, text: str, start: int, end: int) -> list[Written]:
        """The sums in ``text[start:end]`` with their bounds, and the parts of totals among them."""
        joined = self._ranges.join(text, self._sums.read(text, start, end), start)
        certain = [w for w in joined if w.certain and not _TO_FILL_IN.match(text, w.start)]
        if not certain:
            return []
        foreign = {written.currency for written in certain if written.unit}
        currency = next(iter(foreign)) if len(foreign) == 1 else KRW
        found = []
        for written in certain:
            modifier, bound = self._bounds.bound(text, written, start, end)
            of = written.currency if written.unit else currency
            found.append(replace(written, currency=of, modifier=modifier, bound=bound))
        found += self._parts.parts(text, found, end)
        return sorted(found, key=lambda written: written.start)

    def _amount(self, text: str, written: Written, judged: Judged) -> Amount:
        currency = self._currencies.get(written.currency) if written.unit else None
        return Amount(
            text[written.start : written.end],
            written.start,
            written.end,
            written.low,
            written.high,
            written.currency,
            written.modifier,
            judged.role,
            written.unit_from,
            rule=written.rule,
            role_rule=judged.rule,
            entries=tuple(o for o in (currency, written.bound, judged.origin) if o),
        )


def _over_cell(blocks: Sequence[Block], number: int) -> Iterator[tuple[int, int]]:
    """The short lines over a line as short, in which the head of a table may stand."""
    first = number
    while first >= 0 and blocks[first].end - blocks[first].start <= _CELL:
        first -= 1
    first = max(first + 1, number - _LINES)
    if first < number:
        yield blocks[first].start, blocks[number].start


def narrowed(text: str) -> str:
    """`text` with full-width figures and signs as narrow ones; every character keeps its place."""
    return text.translate(_NARROW) if _WIDE.search(text) else text
