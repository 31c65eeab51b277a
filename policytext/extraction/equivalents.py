"""Sums that are given twice, in two currencies: `49달러(한화 약 5만원)`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from policytext.lexicon import Lexicon
from policytext.model import Amount, Equivalent

_CLOSING = re.compile(r"[^()\n]{0,20}[)）\]]")


class EquivalentFinder:
    """Finds sums that stand again in another currency, by the words `equivalent_labels`."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = sorted(lexicon.words("equivalent_labels"), key=len, reverse=True)
        label = "|".join(map(re.escape, words))
        self._opening = re.compile(rf"[^()\n]{{0,6}}[(（\[]\s?(?:(?:{label})[\s,:]{{0,2}}){{0,3}}")

    def find(self, text: str, amounts: Sequence[Amount]) -> tuple[Equivalent, ...]:
        """Pairs of neighbours among `amounts`, of which the second says the first again.

        The second stands in a bracket right behind the first, in another currency, with nothing but
        labels before it. `amounts` stand in the order of `text`.
        """
        return tuple(
            Equivalent(number, number + 1)
            for number, (first, second) in enumerate(pairwise(amounts))
            if first.currency != second.currency
            and self._opening.fullmatch(text, first.end, second.start)
            and _CLOSING.match(text, second.end)
        )
