"""What bounds a sum: ``약``, ``이상``, ``최대``, ``안팎`` and their like, where they qualify this sum."""

from __future__ import annotations

import re

from policytext.extraction.amounts.written import Written
from policytext.lexicon import Lexicon
from policytext.model import Modifier, Origin
from policytext.scanning import any_of

Bound = tuple[Modifier | None, Origin | None]

_BEFORE = 28  # characters
_AFTER = 60
_MEANS: dict[str, Modifier] = {"about": "about", "at_least": "at_least", "at_most": "at_most"}


class BoundReader:
    """Reads bounds by the dictionary `amounts`."""

    def __init__(self, lexicon: Lexicon) -> None:
        bridges = "|".join(f"(?:{e.text('pattern')})" for e in lexicon.entries("bound_bridges"))
        particles = "|".join(f"(?:{e.text('pattern')})" for e in lexicon.entries("bound_particles"))
        tails = "|".join(f"(?:{e.text('pattern')})" for e in lexicon.entries("about_endings"))
        forms: dict[str, dict[str, tuple[Modifier, Origin]]] = {"before": {}, "after": {}}
        for entry in lexicon.entries("bounds"):
            means = _MEANS[entry.text("means")]
            for form in entry.texts("forms"):
                origin = Origin("bounds", form, entry.origin)
                forms[entry.text("side")][form] = means, origin
        self._means = forms
        # One letter (약) must not be the end of a word (계약).
        self._before = re.compile(
            rf"(?:(?<![가-힣])|(?=[가-힣]{{2}}))(?P<form>{any_of(forms['before'])})(?:{bridges})$"
        )
        self._behind = re.compile(rf"(?:{particles})(?P<form>{any_of(forms['after'])})")
        self._tail = re.compile(tails)
        self._no_bound = re.compile(
            "|".join(f"(?:{e.text('pattern')})" for e in lexicon.entries("no_bounds"))
        )

    def bound(self, text: str, written: Written, start: int, end: int) -> Bound:
        """The modifier of a sum and the entry that makes it: a range first, then a bound, then "some"
        and "about". A sign in the number or behind it has no entry."""
        if written.modifier == "range":
            return "range", None
        if written.low != written.high:
            return "vague" if written.numeral.several else "range", None
        found: list[tuple[Modifier, Origin]] = []
        behind = self._behind.match(text, written.end, min(end, written.end + _AFTER))
        if behind and not self._no_bound.match(text, written.end, end):
            found.append(self._means["after"][behind["form"]])
        before = self._before.search(text, max(start, written.start - _BEFORE), written.start)
        if before:
            found.append(self._means["before"][before["form"]])
        about = written.numeral.about or self._tail.match(text, written.end, end) is not None
        bounds = [bound for bound in found if bound[0] != "about"]
        if bounds or found:
            return (bounds or found)[-1]
        return "about" if about else None, None
