"""Finding sums: one scan for places where a sum may begin, then a reading of each by hand.

The scan asks for a figure, or a numeral in words, with a magnitude or a unit behind it, or for a sign
such as ``US$``; dates, counts and most other numbers never leave it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from policytext.extraction.amounts.evidence import Evidence
from policytext.extraction.amounts.numbers import NumberReader, Numeral, whole
from policytext.extraction.amounts.units import Unit, UnitReader
from policytext.extraction.amounts.written import KRW, Written
from policytext.letters import is_syllable
from policytext.lexicon import Lexicon
from policytext.model import Number
from policytext.scanning import scanner

_SHORT = 2  # letters: one or two numerals before so short a unit are a word (이유로, 사원, 천사원)


class SumReader:
    """Reads the sums in a text by the dictionary `amounts`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.numbers = numbers = NumberReader(lexicon)
        self.units = units = UnitReader(lexicon)
        self._evidence = Evidence(lexicon)
        signs = numbers.digits + numbers.magnitudes + numbers.several
        more = rf"[{signs}{numbers.points}{numbers.approximators}0-9,.]{{0,64}}+"
        words = lexicon.words("number_prefixes")
        prefixes = "|".join(map(re.escape, words))
        anchor = (
            rf"(?P<sign>(?<![A-Za-z])(?:{units.signs}) ?(?=\d))"
            rf"|(?P<figures>(?<!\d)(?<!\d[.,])\d[\d,.]*+)"
            rf"(?= {{0,2}}[{numbers.magnitudes}{numbers.digits}{numbers.approximators}"
            rf"{units.initials}{units.sign_initials}])"
            rf"|(?<![가-힣\d])(?:{prefixes})?(?P<words>[{signs}]"
            rf"(?:{more}(?: [{signs}\d]{more}){{0,4}}? ?(?=[{units.initials}])"
            rf"|[{numbers.several}{numbers.magnitudes} ]{{0,8}}+(?<=[{numbers.magnitudes}])))"
        )
        firsts = rf"0-9{signs}{units.sign_initials}{''.join(word[0] for word in words)}"
        self._anchor = scanner(firsts, anchor)
        self._number_signs = re.compile(rf"[{signs}{numbers.approximators}0-9,.]*+")
        self._determiner = re.compile(rf"[{''.join(lexicon.words('determiners'))}] +")

    def read(self, text: str, start: int, end: int) -> Iterator[Written]:
        """The sums in ``text[start:end]`` in order, and numbers that may be the start of a range."""
        position = start
        while found := self._anchor.search(text, position, end):
            kind = found.lastgroup
            assert kind is not None
            begin = found.start(kind)
            written: Written | None
            if kind == "sign":
                written, position = self._with_sign(text, begin, found.end(kind), end)
            elif kind == "figures":
                written, position = self._with_figures(text, begin, found.end(kind), start, end)
            else:
                written, position = self._with_words(text, begin, start, end)
            if written is not None and not self._evidence.against(text, written, start, end):
                yield written
            position = max(position, begin + 1)

    def _with_sign(self, text: str, begin: int, after: int, end: int) -> tuple[Written | None, int]:
        """A sum behind a sign: ``US$ 1.2억``, ``$5.2 billion``, ``₩50,000``."""
        unit = self.units.before(text, begin, end)
        assert unit is not None
        reading = self.numbers.read(text, after, end)
        if reading.broken or not reading.numerals:
            return None, self._past(text, reading.end, end)
        numeral = reading.numerals[0]
        stop, scale = numeral.end, 1
        if scaled := self.units.scale(text, stop, end):
            scale, stop = scaled
        behind = self.units.behind(text, numeral, end)
        if behind is not None and behind.currency == unit.currency:
            stop = behind.end
        low, high = whole(numeral.low * scale), whole(numeral.high * scale)
        return Written(begin, stop, low, high, unit.currency, numeral, "sign before"), stop

    def _with_figures(
        self, text: str, begin: int, after: int, start: int, end: int
    ) -> tuple[Written | None, int]:
        """A sum that begins with a figure; the scan goes on behind it or behind its digits."""
        reading = self.numbers.read(text, begin, end)
        if reading.broken:
            return None, self._past(text, reading.end, end)
        rule = "figures" if reading.end <= after else "figures and magnitudes"
        written = self._with_unit(text, reading.numerals, end, rule)
        if written is not None:
            return written, written.end
        bare = self._without_unit(text, reading.numerals, start, end)
        return bare, max(after, bare.end if bare else 0)

    def _with_words(
        self, text: str, begin: int, start: int, end: int
    ) -> tuple[Written | None, int]:
        """A sum that begins with a numeral in words: ``오백만원``, ``천 4백만 달러``, ``수십억 원``."""
        determiner = self._determiner.match(text, begin, end)
        if determiner:
            begin = determiner.end()
        reading = self.numbers.read(text, begin, end)
        if reading.broken or not reading.numerals:
            return None, reading.end
        written = self._with_unit(text, reading.numerals, end, "words")
        if written is not None:
            numeral = written.numeral
            is_sum = (
                numeral.fraction
                or numeral.end - numeral.start > _SHORT
                or written.end - numeral.end > _SHORT
                if numeral.ends_open
                else numeral.low != numeral.factor
                or (
                    not _heads_column(text, written, start, end)
                    and self.units.ends_here(text, written.end, end)
                )
            )
            return written if is_sum else None, written.end
        bare = self._without_unit(text, reading.numerals, start, end, words=True)
        return bare, bare.end if bare else reading.end

    def _with_unit(
        self, text: str, numerals: tuple[Numeral, ...], end: int, rule: str
    ) -> Written | None:
        """The longest of `numerals` with a unit behind it."""
        for numeral in numerals:
            unit = self.units.behind(text, numeral, end)
            if unit is None:
                continue
            low, high, stop = self._hundredths(text, numeral, unit, end)
            if numeral.several:
                rule = "some of a magnitude"
            elif numeral.stacked:
                rule = "counted in a small unit"
            return Written(numeral.start, stop, low, high, unit.currency, numeral, rule)
        return None

    def _hundredths(
        self, text: str, numeral: Numeral, unit: Unit, end: int
    ) -> tuple[Number, Number, int]:
        """The value with the hundredths that follow the unit (``1달러 20센트``), and where it ends."""
        low, high = whole(numeral.low * unit.worth), whole(numeral.high * unit.worth)
        names = self.units.fractions(unit.currency) if unit.worth == 1 else []
        if names and low == high and numeral.high < 10**9:
            begin = unit.end + (text[unit.end : unit.end + 1] == " ")
            for more in self.numbers.read(text, begin, end).numerals:
                rest = text[more.end : more.end + 6].lstrip(" ")
                name = next((name for name in names if rest.startswith(name)), None)
                stop = text.find(name, more.end) + len(name) if name else 0
                letter = text[stop : stop + 1]
                if name and more.high < 100 and not (len(name) == 1 and is_syllable(letter)):
                    value = whole(low + more.low * Decimal("0.01"))
                    return value, value, stop
        return low, high, unit.end

    def _without_unit(
        self,
        text: str,
        numerals: tuple[Numeral, ...],
        start: int,
        end: int,
        words: bool = False,
    ) -> Written | None:
        """The number as a sum whose unit is left out (``24조 투입``), or as one that may begin a range."""
        numeral = self._evidence.whole_number(text, numerals, end)
        if numeral is None or numeral.ends_open:
            return None
        certain = self._evidence.is_money(text, numeral, start, end, words)
        if words and not certain:
            return None
        return Written(
            numeral.start, numeral.end, numeral.low, numeral.high, KRW, numeral,
            "unit left out", unit=False, certain=certain,
        )  # fmt: skip

    def _past(self, text: str, position: int, end: int) -> int:
        """Behind all the number signs at `position`."""
        found = self._number_signs.match(text, position, end)
        return found.end() if found else position


def _heads_column(text: str, written: Written, start: int, end: int) -> bool:
    """Whether a magnitude and a unit stand alone in a bracket: ``(백만 달러, %)``."""
    before = text[max(start, written.start - 3) : written.start].rstrip()
    behind = text[written.end : min(end, written.end + 2)].lstrip()
    return before.endswith(("(", ",", "[", "<")) and behind.startswith((")", ",", "/", "]", ">"))
