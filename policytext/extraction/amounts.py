"""Sums of money."""

from __future__ import annotations

import re

from policytext.lexicon import Lexicon
from policytext.model import Amount, Analysis


class AmountExtractor:
    """Reads sums of money by the dictionary `amounts`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._magnitudes = {
            e.text("form"): int(e.text("value")) for e in lexicon.entries("magnitudes")
        }
        self._currencies = {
            form: e.text("code") for e in lexicon.entries("currencies") for form in e.texts("forms")
        }
        part = rf"\d[\d,]*[{''.join(self._magnitudes)}]+"
        units = "|".join(map(re.escape, self._currencies))
        self._amount = re.compile(rf"{part}(?:\s?{part})*\s?({units})")
        self._part = re.compile(rf"(\d[\d,]*)([{''.join(self._magnitudes)}]+)")

    def extract(self, analysis: Analysis) -> tuple[Amount, ...]:
        """The sums in the sentences of `analysis`, in order."""
        return tuple(
            self._amount_of(found)
            for s in analysis.sentences
            for found in self._amount.finditer(analysis.text, s.start, s.end)
        )

    def _amount_of(self, found: re.Match[str]) -> Amount:
        value = 0
        for digits, magnitudes in self._part.findall(found.group()):
            factor = 1
            for sign in magnitudes:
                factor *= self._magnitudes[sign]
            value += int(digits.replace(",", "")) * factor
        currency = self._currencies[found.group(1)]
        return Amount(found.group(), found.start(), found.end(), value, value, currency)
