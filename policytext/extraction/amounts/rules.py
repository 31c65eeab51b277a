"""Roles that the words straight around a sum tell by themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from policytext.extraction.amounts.written import KRW, Setting, Written
from policytext.lexicon import Lexicon
from policytext.lexicon.lexicon import Entry
from policytext.model import ROLES, Origin, Role
from policytext.scanning import Worded

_BEFORE = 60  # characters
_BEHIND = 50
_WITHIN = 200
_LINK = 24


class Stretch(NamedTuple):
    """A stretch of the text, and its letters."""

    start: int
    end: int
    letters: str


class Reach(NamedTuple):
    """What the rules look at: the stretches before a sum, behind it, around it, and above."""

    before: Stretch
    behind: Stretch
    within: Stretch
    above: Sequence[Stretch]


def _reach(text: str, written: Written, setting: Setting) -> Reach:
    """The reach around a sum of a sentence."""
    start, end = setting.start, setting.end
    return Reach(
        _stretch(text, max(start, written.start - _BEFORE), written.start),
        _stretch(text, written.end, min(end, written.end + _BEHIND)),
        _stretch(text, max(start, written.start - _WITHIN), min(end, written.end + _WITHIN)),
        [_stretch(text, *place) for place in setting.above],
    )


def _stretch(text: str, start: int, end: int) -> Stretch:
    return Stretch(start, end, text[start:end])


@dataclass(frozen=True, slots=True)
class RoleRule:
    """One entry of `role_rules`; what it does not ask for is None."""

    name: str
    role: Role
    origin: Origin
    before: Worded | None
    behind: Worded | None
    within: Worded | None
    above: Worded | None
    below: Decimal | None
    least: Decimal | None

    def fits(self, text: str, written: Written, reach: Reach) -> bool:
        """Whether the rule tells the role of a sum, by what stands within reach of it."""
        if (self.below is not None or self.least is not None) and not self._in_limits(written):
            return False
        if not self._may_fit(reach):
            return False
        if self.behind and not self.behind.pattern.match(text, *reach.behind[:2]):
            return False
        if self.before and not self.before.pattern.search(text, *reach.before[:2]):
            return False
        if self.within and not self.within.pattern.search(text, *reach.within[:2]):
            return False
        above = self.above
        return not above or any(above.pattern.search(text, *place[:2]) for place in reach.above)

    def _may_fit(self, reach: Reach) -> bool:
        """Whether the words are there without which the rule cannot fit."""
        above = self.above
        return (
            (not self.before or self.before.may_fit(reach.before.letters))
            and (not self.behind or self.behind.may_fit(reach.behind.letters))
            and (not self.within or self.within.may_fit(reach.within.letters))
            and (not above or any(above.may_fit(place.letters) for place in reach.above))
        )

    def _in_limits(self, written: Written) -> bool:
        if written.currency != KRW:
            return False
        return not (
            (self.below is not None and written.high >= self.below)
            or (self.least is not None and written.high < self.least)
        )


class RoleRules:
    """The rules of the dictionary `amount-roles`, in order."""

    def __init__(self, lexicon: Lexicon) -> None:
        bridges = {
            side: "|".join(
                f"(?:{entry.text('pattern')})"
                for entry in lexicon.entries("role_bridges")
                if entry.text("side") == side
            )
            for side in ("before", "behind")
        }
        self._rules = [
            _rule(entry, f"(?:{bridges['before']})", f"(?:{bridges['behind']})")
            for entry in lexicon.entries("role_rules")
        ]
        self._links = [
            (re.compile(entry.text("pattern")), entry.text("from") == "either")
            for entry in lexicon.entries("role_links")
        ]

    def told(self, text: str, setting: Setting) -> list[RoleRule | None]:
        """The rule that tells the role of each sum of a sentence, None where none does.

        A sum that is linked to its neighbour (``20만원에서 30만원으로``) takes the neighbour's.
        """
        told = [self._first(text, written, setting) for written in setting.sums]
        links = [
            self._link(text, first.end, second.start)
            for first, second in zip(setting.sums, setting.sums[1:], strict=False)
        ]
        for index, link in enumerate(links):
            if link is not None and told[index + 1] is None:
                told[index + 1] = told[index]
        for index in range(len(links) - 1, -1, -1):
            if links[index] and told[index] is None:
                told[index] = told[index + 1]
        return told

    def _first(self, text: str, written: Written, setting: Setting) -> RoleRule | None:
        reach = _reach(text, written, setting)
        return next((rule for rule in self._rules if rule.fits(text, written, reach)), None)

    def _link(self, text: str, start: int, end: int) -> bool | None:
        """Whether either of two sums tells the other's role; None where they are not linked."""
        if end - start > _LINK:
            return None
        found = (either for link, either in self._links if link.fullmatch(text, start, end))
        return next(found, None)


def _rule(entry: Entry, bridge: str, gap: str) -> RoleRule:
    before, behind, within, above = map(entry.text, ("before", "behind", "within", "above"))
    below, least = entry.text("below"), entry.text("from")
    return RoleRule(
        entry.text("name"),
        ROLES[entry.text("role")],
        entry.named("role_rules"),
        Worded(before, f"(?:{before}){bridge}$") if before else None,
        Worded(behind, f"{gap}(?:{behind})") if behind else None,
        Worded(within) if within else None,
        Worded(above) if above else None,
        Decimal(below) if below else None,
        Decimal(least) if least else None,
    )
