"""Looking for many patterns over morphemes at once (see `patterns` for their language).

Every different element of the patterns is a bit of a number, and a morpheme is the number of all the
elements that stand for it, worked out once for each that differs. A pattern is compared only where its
anchor stands, the one of its literal elements that is likely to be rarest, and only in sentences that
hold all the elements it cannot do without, so that the time is linear in the number of morphemes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import reduce
from itertools import takewhile
from math import inf
from operator import or_
from typing import NamedTuple

from policytext.lexicon.patterns import Element, Pattern, parse_pattern
from policytext.model import Token


class Match(NamedTuple):
    """Where a pattern fits: its index in the set and the morphemes ``[start, end)``."""

    pattern: int
    start: int
    end: int


class _Step(NamedTuple):
    """An element of a pattern as it is compared: its bit; a gap has none, and a width."""

    bit: int
    width: int
    optional: bool


# The elements on one side of an anchor, the nearest first: those up to the first that may stand for several
# morphemes or none, as their bits by how far they stand from the anchor, and all from that one on.
_Side = tuple[tuple[tuple[int, int], ...], tuple[_Step, ...]]


class _Filed(NamedTuple):
    """A pattern under its anchor.

    `needed` are the bits of the elements that it cannot do without. `first` and `last` are how many
    morphemes it may have before its anchor and from there on where it must begin with the sentence or
    end with it, and without bound where it need not.
    """

    needed: int
    first: float
    last: float
    number: int
    before: _Side
    behind: _Side


class _Tagged(dict[str, int]):
    """The elements that stand for morphemes of one form, by their tag."""

    def __init__(self, form: str, elements: Sequence[tuple[int, Element]]) -> None:
        super().__init__()
        self._form = form
        self._elements = elements

    def __missing__(self, tag: str) -> int:
        fitting = (bit for bit, element in self._elements if element.fits(self._form, tag))
        bits = self[tag] = reduce(or_, fitting, 0)
        return bits


class _Anchored(dict[int, list[_Filed]]):
    """The patterns by the bits of their anchors, for any of these together."""

    def __init__(self, filed: Sequence[tuple[int, _Filed]]) -> None:
        super().__init__()
        self._filed = filed

    def __missing__(self, anchors: int) -> list[_Filed]:
        found = self[anchors] = [filed for anchor, filed in self._filed if anchor & anchors]
        return found


class PatternSet:
    """Patterns that are looked for together, by their index."""

    def __init__(self, patterns: Iterable[str | Pattern]) -> None:
        """Raises PatternError for a text that is no pattern."""
        read = [parse_pattern(p) if isinstance(p, str) else p for p in patterns]
        different = dict.fromkeys(e for p in read for e in p.elements if not e.width)
        bits = {element: 1 << number for number, element in enumerate(different)}
        filed = [_filed(number, pattern, bits) for number, pattern in enumerate(read)]
        self._anchored = _Anchored(filed)
        self._anchors = reduce(or_, (anchor for anchor, _ in filed), 0)
        self._all = (1 << len(bits)) - 1
        open_ = [(bit, e) for e, bit in bits.items() if e.negated or not e.forms]
        naming: dict[str, list[tuple[int, Element]]] = {}
        for element, bit in bits.items():
            for form in element.forms if not element.negated else ():
                naming.setdefault(form, []).append((bit, element))
        self._named = {
            form: _Tagged(form, [*elements, *open_]) for form, elements in naming.items()
        }
        for element in different:
            for form in element.forms - naming.keys():  # named only as what must not stand there
                self._named[form] = _Tagged(form, open_)
        self._others = _Tagged("", open_)

    def find(self, tokens: Sequence[Token]) -> list[Match]:
        """All matches in a sentence, in the order of their anchors; the longest for each anchor."""
        named, others = self._named.get, self._others
        elements = [named(form, others)[tag] for form, tag, _, _ in tokens]
        present = reduce(or_, elements, 0)
        anchors = self._anchors
        found: list[Match] = []
        if not present & anchors:
            return found
        missing = self._all ^ present
        begin, end = _without_signs(tokens)
        for index, bits in enumerate(elements):
            if not bits & anchors:
                continue
            for pattern in self._anchored[bits & anchors]:
                needed, first, last, _, _, _ = pattern
                if needed & missing or index - first > begin or index + last < end:
                    continue
                match = _match(pattern, elements, index, begin, end)
                if match:
                    found.append(match)
        return found


def _filed(number: int, pattern: Pattern, bits: Mapping[Element, int]) -> tuple[int, _Filed]:
    """The bit of the anchor of a pattern, and the pattern as it is compared."""
    steps = [_Step(bits.get(e, 0), e.width, e.optional) for e in pattern.elements]
    needed = reduce(or_, (step.bit for step in steps if not step.optional))
    before, behind = steps[: pattern.anchor][::-1], steps[pattern.anchor + 1 :]
    return steps[pattern.anchor].bit, _Filed(
        needed,
        sum(step.width or 1 for step in before) if pattern.from_start else inf,
        sum(step.width or 1 for step in behind) + 1 if pattern.to_end else inf,
        number,
        _side(before, -1),
        _side(behind, 1),
    )


def _side(steps: Sequence[_Step], direction: int) -> _Side:
    plain = list(takewhile(lambda step: not (step.width or step.optional), steps))
    beside = tuple((direction * far, step.bit) for far, step in enumerate(plain, 1))
    return beside, tuple(steps[len(plain) :])


def _match(
    pattern: _Filed, elements: Sequence[int], index: int, begin: int, end: int
) -> Match | None:
    """The longest match of `pattern` whose anchor stands at `index`; the sentence without the signs
    around it is ``[begin, end)``."""
    _, first, last, number, (before, rest_before), (behind, rest_behind) = pattern
    start, stop = index - len(before), index + 1 + len(behind)
    if start < 0 or stop > len(elements):
        return None
    for far, bit in behind:
        if not elements[index + far] & bit:
            return None
    for far, bit in before:
        if not elements[index + far] & bit:
            return None
    starts: Collection[int] = (start,)
    ends: Collection[int] = (stop,)
    if rest_behind:
        ends = _reached(rest_behind, elements, stop, 1)
    if last < inf:
        ends = [place for place in ends if place >= end]
    if rest_before:
        starts = _reached(rest_before, elements, start, -1)
    if first < inf:
        starts = [place for place in starts if place <= begin]
    return Match(number, min(starts), max(ends)) if starts and ends else None


def _reached(
    steps: Sequence[_Step], elements: Sequence[int], place: int, direction: int
) -> Collection[int]:
    """The places behind `steps`, from `place` forwards (1) or backwards (-1).

    A place is the number of morphemes before it.
    """
    count = len(elements)
    beside = 0 if direction > 0 else -1  # the morpheme that a step goes over, from its place
    places: Collection[int] = (place,)
    for bit, width, optional in steps:
        if width:
            back, on = (0, width) if direction > 0 else (width, 0)
            places = {
                reached
                for at in places
                for reached in range(max(at - back, 0), min(at + on, count) + 1)
            }
            continue
        over = [
            at + direction
            for at in places
            if 0 <= at + beside < count and elements[at + beside] & bit
        ]
        places = {*places, *over} if optional else over
        if not places:
            break
    return places


def _without_signs(tokens: Sequence[Token]) -> tuple[int, int]:
    """The part of a sentence, ``[begin, end)``, without the signs in front of and behind it."""
    begin, end = 0, len(tokens)
    while begin < end and _is_sign(tokens[begin].tag):
        begin += 1
    while end > begin and _is_sign(tokens[end - 1].tag):
        end -= 1
    return begin, end


def _is_sign(tag: str) -> bool:
    """Whether a tag is that of punctuation, brackets and other signs, not of letters and numbers."""
    return tag[0] == "S" and tag not in {"SL", "SN", "SH"}
