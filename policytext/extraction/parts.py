"""Totals and the parts that they are said to consist of: `총사업비 100억 원(국비 50, 시비 50)`.

A part is recognised by what the text says, not by whether the figures agree: parts that do not add
up are reported as such.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from decimal import Decimal

from policytext.extraction.brackets import without_brackets
from policytext.lexicon import Lexicon
from policytext.model import Amount, Total
from policytext.scanning import any_of

_TO_BRACKET = 8  # characters between a total and the bracket of its parts (`100억 원 규모(`)
_TO_TOTAL = 16  # characters between the last part and its total (`등 총사업비 `)
_REACH = 200  # characters over which the parts before a total are looked for
_BRACKET = 400  # characters of the longest bracket
_DECIMAL = re.compile(r"\d[\d,]{0,20}\.(\d{1,6})")


class PartsFinder:
    """Relates totals to their parts by the dictionary `parts`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._label = re.compile(rf"(?:{any_of(lexicon.words('part_labels'))})[^\d\n]{{0,3}}$")
        self._joint = re.compile(any_of(lexicon.words("part_joints")))

    def find(self, text: str, amounts: Sequence[Amount]) -> tuple[Total, ...]:
        """The totals among `amounts` that are given with two parts or more, in order.

        `amounts` stand in the order of `text`. Ranges and vague sums have no parts; what has been
        rounded (`4.3조`) may be off by half of its last digit.
        """
        found = []
        for index, total in enumerate(amounts):
            for parts in (self._behind(text, amounts, index), self._before(text, amounts, index)):
                chosen = tuple(i for i in parts if _comparable(total, amounts[i]))
                if len(chosen) < 2 or len(chosen) != len(parts):
                    continue
                adds_up = _adds_up(total, [amounts[i] for i in chosen])
                if adds_up or all(self._labelled(text, amounts[i]) for i in chosen):
                    found.append(Total(index, chosen, adds_up))
                    break
        return tuple(found)

    def _behind(self, text: str, amounts: Sequence[Amount], index: int) -> list[int]:
        """The sums in the bracket right behind a sum."""
        end = amounts[index].end
        opening = text.find("(", end, end + _TO_BRACKET)
        if opening < 0:
            return []
        closing = _closing(text, opening)
        behind = itertools.takewhile(
            lambda i: amounts[i].end <= closing, range(index + 1, len(amounts))
        )
        return [i for i in behind if opening < amounts[i].start]

    def _before(self, text: str, amounts: Sequence[Amount], index: int) -> list[int]:
        """The sums that a sum draws together: `국비 5억 원과 시비 5억 원 등 총 10억 원`."""
        parts: list[int] = []
        start = amounts[index].start
        for i in reversed(range(index)):
            gap = without_brackets(text[amounts[i].end : start])
            if not parts:
                if len(gap) > _TO_TOTAL or not self._joint.search(gap):
                    break
            elif len(gap) > _TO_TOTAL or "." in gap or "\n" in gap:
                break
            if amounts[index].start - amounts[i].start > _REACH or not self._labelled(
                text, amounts[i]
            ):
                break
            parts.append(i)
            start = amounts[i].start
        return parts[::-1]

    def _labelled(self, text: str, amount: Amount) -> bool:
        """Whether the source of the money stands right before a sum."""
        return self._label.search(text[max(0, amount.start - 12) : amount.start]) is not None


def _closing(text: str, opening: int) -> int:
    """Where the bracket that opens at `opening` closes; its line's end where it does not."""
    depth = 0
    limit = min(len(text), opening + _BRACKET)
    for position in range(opening, limit):
        if text[position] == "\n":
            return position
        depth += {"(": 1, ")": -1}.get(text[position], 0)
        if depth == 0:
            return position
    return limit


def _comparable(total: Amount, part: Amount) -> bool:
    """Whether the second sum can be a part of the first."""
    exact = total.low == total.high and part.low == part.high
    return exact and total.currency == part.currency and part.low <= total.low


def _adds_up(total: Amount, parts: Sequence[Amount]) -> bool:
    missing = abs(Decimal(total.low) - sum(Decimal(part.low) for part in parts))
    return missing <= sum(map(_rounding, (total, *parts)), Decimal(0))


def _rounding(amount: Amount) -> Decimal:
    """By how much a sum may be off for having been rounded: half of its last decimal."""
    number = _DECIMAL.match(amount.text)
    if number is None:
        return Decimal(0)
    written = Decimal(number.group().replace(",", ""))
    unit = Decimal(amount.low) / written if written else Decimal(0)
    return unit * Decimal(10) ** -len(number.group(1)) / 2
