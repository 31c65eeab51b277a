"""What the readers of sums pass on to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policytext.extraction.amounts.numbers import Numeral
from policytext.model import Modifier, Number, Origin, UnitFrom

KRW = "KRW"


@dataclass(frozen=True, slots=True)
class Written:
    """A sum as it stands in a text, ``text[start:end]``.

    `unit` says whether its currency is written with it; where it is not, `certain` says whether
    something else shows that the number is money: if not, it can only be the beginning of a range.
    `bound` is the entry of the dictionary whose word makes the modifier.
    """

    start: int
    end: int
    low: Number
    high: Number
    currency: str
    numeral: Numeral
    rule: str
    unit: bool = True
    certain: bool = True
    modifier: Modifier | None = None
    unit_from: UnitFrom | None = None
    bound: Origin | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """Where sums stand: their sentence, the sums in it, and what stands above it: the kinds of word in
    the title and in the heading, and the places of these and of the lines over a cell."""

    start: int
    end: int
    sums: Sequence[Written]
    title: frozenset[str]
    heading: frozenset[str]
    above: Sequence[tuple[int, int]] = ()
