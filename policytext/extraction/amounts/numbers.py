"""Numbers as Korean texts write them: figures, magnitudes, numerals in words, and all three mixed.

``14조3천여억``, ``2.6백만``, ``이십사조 천억``, ``364만 8,000``: a number is read from its start, piece by
piece, and every place where it could end is kept, because only what follows (a unit, a counter)
tells which one is meant. Values are exact: int, or Decimal where there is a fraction.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from policytext.lexicon import Lexicon
from policytext.model import Number

FIGURES = r"\d{1,3}(?:,\d{3}(?!\d))++(?:\.\d++)?+|\d++(?:\.\d++)?+"
LARGEST = 10**20  # a number beyond that is no sum that anybody states
_MYRIAD = 10_000
_SEVERAL = (2, 9)
_LONGEST = 64  # characters that one number may take
_WIDE = str.maketrans("０１２３４５６７８９，．", "0123456789,.")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read from a text, ``text[start:end]``.

    `low` and `high` differ where the number is a range in itself (``수십억``, ``이삼백만``). `about`:
    an approximator stands inside. `several`: it is "some" of a magnitude. `factor` is what its last
    figure was multiplied by, 1 for none, `lead` what its first one was; `pieces` counts the
    magnitudes that end a part (억, 만); `stacked`: figures of two places or more stand before a small magnitude (``12백만``).
    """

    start: int
    end: int
    low: Number
    high: Number
    about: bool = False
    several: bool = False
    factor: int = 1
    lead: int = 1
    pieces: int = 0
    stacked: bool = False
    fraction: bool = False

    @property
    def ends_open(self) -> bool:
        """Whether it ends in figures, not in a magnitude."""
        return self.factor == 1


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one number could be, the longest first, and where the reading stopped.

    `broken`: the signs stand in an order that no number has (``3만5억``), so that none of it is one.
    """

    numerals: tuple[Numeral, ...]
    end: int
    broken: bool = False


class NumberReader:
    """Reads numbers by the dictionary `amounts`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._digits = {e.text("form"): int(e.text("value")) for e in lexicon.entries("numerals")}
        magnitudes = {e.text("form"): int(e.text("value")) for e in lexicon.entries("magnitudes")}
        self._small = {form: value for form, value in magnitudes.items() if value < _MYRIAD}
        self._big = {form: value for form, value in magnitudes.items() if value >= _MYRIAD}
        self._native = {
            e.text("form"): int(e.text("value")) for e in lexicon.entries("native_numerals")
        }
        self.digits = "".join(form for form, value in self._digits.items() if value)
        self.magnitudes = "".join(magnitudes)
        self.several = "".join(lexicon.words("several"))
        self.approximators = "".join(lexicon.words("approximators"))
        self.points = "".join(lexicon.words("decimal_points"))
        natives = sorted(self._native, key=len, reverse=True)
        self._piece = re.compile(
            rf" {{0,2}}+(?:(?P<pair>\d,\d(?=[{self.magnitudes}]))"
            rf"|(?P<figures>{FIGURES})"
            rf"|(?P<small>[{''.join(self._small)}])|(?P<big>[{''.join(self._big)}])"
            rf"|(?P<digit>[{''.join(self._digits)}])|(?P<about>[{self.approximators}])"
            rf"|(?P<several>[{self.several}])|(?P<point>[{self.points}][{''.join(self._digits)}]+))"
        )
        self._native_number = re.compile("|".join(map(re.escape, natives)))
        words = "|".join(map(re.escape, lexicon.words("fraction_words")))
        self._fraction = re.compile(
            rf"([^/]{{1,40}})/([^/]{{1,40}})|([^/]{{1,40}}?)(?:{words})(?P<over>[^/]{{1,40}})"
        )
        self._minus = re.compile(rf"(?:{'|'.join(map(re.escape, lexicon.words('minus_words')))}) ?")

    def number(self, text: str) -> Number | None:
        """The number that the whole of `text` is, a fraction (3/4) included, or None."""
        text = text.translate(_WIDE).strip()
        fraction = self._fraction.fullmatch(text)
        if fraction:
            under, over = (self.number(n) for n in filter(None, fraction.groups()))
            if fraction["over"] is None:
                under, over = over, under
            return Decimal(over) / Decimal(under) if under and over is not None else None
        minus = self._minus.match(text)
        start = minus.end() if minus else 0
        value: Number | None = None
        for numeral in self.read(text, start, len(text)).numerals[:1]:
            if numeral.end == len(text) and numeral.low == numeral.high:
                value = numeral.low
        if value is None:
            value = self._natively(text, start)
        return -value if minus and value is not None else value

    def _natively(self, text: str, start: int) -> int | None:
        """A number in native words below 100 (서른다섯), a ten of the other kind included (십하나)."""
        ten = text.startswith(tuple(self._small), start) and self._small.get(text[start]) == 10
        position, total = (start + 1, 10) if ten else (start, 0)
        last = 10 if ten else 100
        while found := self._native_number.match(text, position):
            value = self._native[found.group()]
            if value >= last or (last < 100 and value >= 10):
                return None
            position, total, last = found.end(), total + value, value
        return total if position == len(text) and total and last < 100 else None

    def read(self, text: str, start: int, limit: int) -> Reading:
        """Read the number that begins at `start`; nothing behind `limit` belongs to it."""
        limit = min(limit, start + _LONGEST)
        state = _State(start)
        position = joint = start
        found: list[Numeral] = []
        while piece := self._piece.match(text, position, limit):
            kind = piece.lastgroup
            assert kind is not None
            spaced = text[piece.start()] == " "
            sign = piece.group(kind)
            if spaced and (position == start or not state.may_follow_space(kind)):
                break
            fits = self._take(state, kind, sign)
            if not fits:
                broken = not spaced and kind in {"figures", "big", "small"} and state.has_figures
                if broken and joint > start:  # another number begins behind the last space
                    broken, position = False, joint
                    found = [numeral for numeral in found if numeral.end <= joint]
                return Reading(tuple(reversed(found)), position, broken)
            if spaced and kind in {"figures", "digit"}:
                joint = position
            position = piece.end()
            if kind not in {"several"}:
                numeral = state.numeral(position)
                if numeral.high > LARGEST:
                    return Reading((), position, broken=True)
                found.append(numeral)
        return Reading(tuple(reversed(found)), position)

    def _take(self, state: _State, kind: str, sign: str) -> bool:
        """Add one piece to the number; False where it cannot stand there."""
        match kind:
            case "figures":
                return state.figures(sign)
            case "pair":
                return state.pair(int(sign[0]), int(sign[2]))
            case "digit":
                return state.digit(self._digits[sign])
            case "small":
                return state.small(self._small[sign])
            case "big":
                return state.big(self._big[sign])
            case "about":
                return state.approximate()
            case "several":
                return state.some()
            case _:
                return state.point("".join(str(self._digits[c]) for c in sign[1:]))


class _State:
    """A number while it is read: whole parts, the part under way, and a figure not yet placed."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.total: tuple[Number, Number] = (0, 0)
        self.part: tuple[Number, Number] = (0, 0)
        self.coefficient: tuple[Number, Number] | None = None
        self.last = ""
        self.last_big = 0
        self.last_small = _MYRIAD
        self.factor = 1
        self.lead = 0
        self.pieces = 0
        self.about = self.several = self.stacked = self.fraction = self.has_figures = False

    def may_follow_space(self, kind: str) -> bool:
        """Whether a space may stand between what was read and the next piece."""
        if kind in {"figures", "digit", "pair"}:
            return self.last in {"small", "big"}
        return kind in {"small", "big"} and self.last != "digit"

    def figures(self, sign: str) -> bool:
        digits = sign.replace(",", "")
        if self.coefficient is not None or self.last == "about" or len(digits) > 30:
            return False
        value: Number = Decimal(digits) if "." in digits else int(digits)
        return self._place((value, value), "figures", "." in digits)

    def pair(self, low: int, high: int) -> bool:
        return self.last == "" and high == low + 1 and self._place((low, high), "figures")

    def _place(self, value: tuple[Number, Number], kind: str, fraction: bool = False) -> bool:
        """Take figures, unless they are too large for where they stand."""
        self.has_figures = True
        if (fraction and self.part[1]) or self.fraction or value[1] >= self._room():
            return False
        self.coefficient, self.last, self.fraction = value, kind, fraction
        self.factor = 1
        return True

    def _room(self) -> int:
        """What figures must stay below: the magnitude before them (5천 430, 3만 8,000)."""
        if self.part[1]:
            return self.last_small
        return self.last_big or LARGEST

    def digit(self, value: int) -> bool:
        if self.last == "digit" and self.coefficient is not None:
            low, high = self.coefficient
            if low != high or value != high + 1 or not low:
                return False
            self.coefficient = (low, value)
            return True
        if self.coefficient is not None or self.last == "about" or self.fraction:
            return False
        self.coefficient, self.last, self.factor = (value, value), "digit", 1
        return True

    def point(self, digits: str) -> bool:
        if self.fraction or self.last == "about" or (self.coefficient is None and not self.part[1]):
            return False
        low, high = self.coefficient or (0, 0)
        if low != high or self.part[0] != self.part[1]:
            return False
        value = Decimal(f"{self.part[0] + low}.{digits}")
        self.part, self.coefficient = (0, 0), (value, value)
        self.fraction, self.last, self.factor = True, "point", 1
        return True

    def some(self) -> bool:
        if self.last:
            return False
        self.coefficient, self.several, self.last = _SEVERAL, True, "several"
        return True

    def approximate(self) -> bool:
        if self.about or self.last in {"", "several", "about"}:
            return False
        self.about, self.last = True, "about"
        return True

    def small(self, unit: int) -> bool:
        low, high = self.coefficient or (1, 1)
        if high >= 10 and not self.several:
            if self.part[1]:
                return False
            self.stacked = True
        if self.part[1]:
            chained = self.coefficient is None and self.several
            if chained:
                return False
            if unit >= self.last_small or self.stacked:
                return False
        self.part = (self.part[0] + low * unit, self.part[1] + high * unit)
        self.coefficient, self.last, self.last_small = None, "small", unit
        self.factor = unit
        return True

    def big(self, unit: int) -> bool:
        low, high = self.part
        if self.coefficient is not None:
            low, high = low + self.coefficient[0], high + self.coefficient[1]
        elif not high:
            if self.last != "" or unit != _MYRIAD:
                return False
            low = high = 1
        if self.last_big and (unit >= self.last_big or high * unit >= self.last_big):
            return False
        self.total = (self.total[0] + low * unit, self.total[1] + high * unit)
        self.factor = self.factor * unit if self.last == "small" else unit
        self.part, self.coefficient = (0, 0), None
        self.last, self.last_big, self.last_small = "big", unit, _MYRIAD
        self.lead = self.lead or self.factor
        self.pieces += 1
        return True

    def numeral(self, end: int) -> Numeral:
        low, high = self.total[0] + self.part[0], self.total[1] + self.part[1]
        if self.coefficient is not None:
            low, high = low + self.coefficient[0], high + self.coefficient[1]
        return Numeral(
            self.start, end, whole(low), whole(high), self.about, self.several, self.factor,
            self.lead or self.factor, self.pieces, self.stacked, self.fraction,
        )  # fmt: skip


def whole(value: Number) -> Number:
    """`value` as an int where it has no fraction."""
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return value
