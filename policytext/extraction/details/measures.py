"""What is to be reached: `40%`, `1만 호`, `8.2GW`, where the sentence says that it is to be reached."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from policytext.extraction.amounts.numbers import NumberReader, Numeral
from policytext.extraction.brackets import open_bracket
from policytext.lexicon import Lexicon
from policytext.lexicon.lexicon import Entry
from policytext.lexicon.matching import PatternSet
from policytext.model import Measure, Token
from policytext.scanning import any_of

_REACH = {"share": 14, "count": 14, "time": 14, "money": 5}  # morphemes up to what is done with it
_FEW = 20  # of things that are numbered, not counted (5대 과제)
_YEARS = range(1900, 2101)
_NUMBER = re.compile(r"(?<![\d.,A-Za-z~∼’'])\d")


class _Sentence:
    """The morphemes of a sentence; where its clauses break, and where what a number starts from or
    is counted by is marked, both of which are looked for only when asked."""

    def __init__(self, tokens: Sequence[Token], breaks: PatternSet, origins: PatternSet) -> None:
        self.tokens = tokens
        self._breaks = breaks
        self._origins = origins

    @cached_property
    def breaks(self) -> set[int]:
        """The last morphemes of what ends a clause."""
        return {match.end - 1 for match in self._breaks.find(self.tokens)}

    @cached_property
    def origins(self) -> set[int]:
        """The first morphemes of what says that a number is not what is reached (10%에서, 1인당)."""
        return {match.start for match in self._origins.find(self.tokens)}


class MeasureFinder:
    """Finds what is to be reached by the dictionaries `goal-details` and `amounts`."""

    def __init__(self, lexicon: Lexicon, numbers: NumberReader) -> None:
        self._numbers = numbers
        units = lexicon.entries("goal_units")
        self._units: dict[str, list[Entry]] = {}
        for entry in units:
            for form in entry.texts("forms"):
                self._units.setdefault(form, []).append(entry)
        self._unit = re.compile(rf"\s?({any_of(self._units)})")
        self._aims: dict[str, set[str]] = {}
        for entry in lexicon.entries("goal_aims"):
            for form in entry.texts("forms"):
                self._aims.setdefault(form, set()).update(entry.texts("of"))
        self._breaks = PatternSet(e.text("pattern") for e in lexicon.entries("goal_aim_breaks"))
        self._ordinal = re.compile(rf"(?:{any_of(lexicon.words('goal_ordinals'))})\s?$")
        prefixes = any_of(lexicon.words("goal_date_joints"))
        self._arrow = re.compile(rf"(?:→|->|⇒)\s?(?:(?:{prefixes})\s?)?$")
        self._past = frozenset(lexicon.words("goal_past"))
        self._from = PatternSet(
            e.text("pattern")
            for section in ("goal_from", "goal_per")
            for e in lexicon.entries(section)
        )

    def find(self, text: str, tokens: Sequence[Token]) -> Iterator[Measure]:
        """What the sentence of `tokens` says is to be reached, in order."""
        if not tokens:
            return
        sentence = _Sentence(tokens, self._breaks, self._from)
        position, end = tokens[0].start, tokens[-1].end
        while number := _NUMBER.search(text, position, end):
            position = number.end()
            for numeral in self._numbers.read(text, number.start(), end).numerals:
                measure = self._measure(text, sentence, numeral)
                if measure is not None:
                    yield measure
                    position = measure.end
                    break
                position = max(position, numeral.end)

    def _measure(self, text: str, sentence: _Sentence, numeral: Numeral) -> Measure | None:
        tokens = sentence.tokens
        unit = self._unit.match(text, numeral.end, tokens[-1].end)
        if not unit or numeral.low != numeral.high:
            return None
        behind = _token_at(tokens, unit.end())
        if behind is None or behind in sentence.origins:  # 10%에서, 1인당
            return None
        if self._ordinal.search(text, max(0, numeral.start - 3), numeral.start):
            return None
        start = tokens[0].start
        changed = self._arrow.search(text, max(start, numeral.start - 6), numeral.start)
        if not changed and open_bracket(text[start : numeral.start]) is not None:
            return None  # what stands in brackets compares or explains: (2022년 3개)
        aims = self._aims_behind(sentence, behind)
        for entry in self._units[unit[1]]:
            measure = entry.text("measure")
            reached = bool(changed) and measure in {"share", "count"}
            if (reached or measure in aims) and self._counts(tokens, behind, numeral, entry):
                letters = text[numeral.start : unit.end()]
                return Measure(numeral.start, unit.end(), letters, numeral.low, entry.text("unit"))
        return None

    def _aims_behind(self, sentence: _Sentence, first: int) -> set[str]:
        """The measures that go with what is done next behind a number."""
        tokens = sentence.tokens
        for index in range(first, min(first + max(_REACH.values()), len(tokens))):
            token = tokens[index]
            if token.form in self._aims and token.tag.startswith(("NNG", "VV", "VX", "XR")):
                if self._is_done(tokens, index):
                    return set()
                return {m for m in self._aims[token.form] if index - first <= _REACH[m]}
            if index in sentence.breaks:
                return set()
        return set()

    def _counts(self, tokens: Sequence[Token], behind: int, numeral: Numeral, unit: Entry) -> bool:
        """Whether the number says how many, not which one (`5대 과제`) or in which year."""
        if unit.text("measure") == "time":
            return numeral.low not in _YEARS
        if not unit.flag("which") or numeral.low >= _FEW or behind >= len(tokens):
            return True
        return not tokens[behind].tag.startswith(("NN", "XPN", "SL"))

    def _is_done(self, tokens: Sequence[Token], index: int) -> bool:
        """Whether the predicate at `index` stands in the past (`공급했다`, `선정된`)."""
        for token in tokens[index + 1 : index + 4]:
            if token.tag in ("EP", "ETM"):
                return token.form in self._past
            if not token.tag.startswith(("XS", "VX", "VV")):
                return False
        return False


def _token_at(tokens: Sequence[Token], end: int) -> int | None:
    """The first token behind `end`; None where a token stands across it (`3개월` is not `3개`)."""
    index = bisect_left(tokens, end, key=lambda token: token.start)
    if index and tokens[index - 1].end > end:
        return None
    return index
