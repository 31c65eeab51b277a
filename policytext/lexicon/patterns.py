"""A small language of patterns over morphemes, in which dictionaries say what to look for.

    데/NNB 목적|목표/NNG 이/JKS? 있/V            …하는 데 목적이 있다
    고자/EC 하/V $                               …하고자 한다, at the end of the sentence
    ㄹ|을/ETM 계획|방침|예정/NNG ..2 $           …할 계획이다, …할 방침이라고 …
    위하/VV ㄴ/ETM !사업/N                       …을 위한, but not …을 위한 사업

A pattern is a row of elements with spaces between:

    form/TAG    a morpheme. `form` may give alternatives, `a|b`, and so may the tag, `EC|EF`; a tag
                stands for all tags that begin with it (`N` for every noun). One of them may be left
                out: `목적` is the form with any tag, `/JKO` any form with this tag. An ending in a
                bare consonant is written as it is typed: `ㄴ/ETM`, `ㄹ/ETM`, `ㅁ/ETN`, `ㄴ다/EF`.
    !form/TAG   one morpheme that is not this one
    element?    once or not at all
    ..3         at most three morphemes of any kind; `..` at most 40
    ^ and $     where the sentence begins and ends; punctuation, brackets and quotation marks in
                front of and behind it do not count

Morphemes and tags are those of Kiwi (Sejong tags). A `PatternSet` looks for all its patterns at
once: every pattern is filed under the one of its literal forms that is likely to be rarest and is
compared only where that form stands, so that the time is linear in the number of morphemes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from policytext.model import Token

_WIDEST_GAP = 40
_ELEMENT = re.compile(
    r"(?P<gap>\.\.(?P<width>\d{0,2}))"
    r"|(?P<negated>!?)(?P<forms>[^\s/?!]*)(?:/(?P<tags>[A-Z]+(?:\|[A-Z]+)*))?(?P<optional>\??)"
)
_FINALS = str.maketrans("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎㄲㅆ", "ᆨᆫᆮᆯᆷᆸᆺᆼᆽᆾᆿᇀᇁᇂᆩᆻ")
# Tags whose morphemes are common in every text, commonest first: a bad place to file a pattern.
_COMMON_TAGS = ("E", "J", "X", "S", "VC", "NNB", "VX")


class PatternError(ValueError):
    """What is wrong with a pattern, in words for the one who wrote it."""


@dataclass(frozen=True, slots=True)
class _Element:
    """One element; a gap has neither forms nor tags and a width."""

    forms: frozenset[str] = frozenset()
    tags: tuple[str, ...] = ()
    negated: bool = False
    optional: bool = False
    width: int = 0

    def fits(self, token: Token) -> bool:
        """Whether the element stands for `token`."""
        fits = (not self.forms or token.form in self.forms) and (
            not self.tags or token.tag.startswith(self.tags)
        )
        return fits != self.negated

    def reach(self, tokens: Sequence[Token], places: set[int], step: int) -> set[int]:
        """The places after this element, from any of `places`, forwards (1) or backwards (-1).

        A place is the number of morphemes before it.
        """
        if self.width:
            low, high = 0, len(tokens)
            return {
                place + step * skipped
                for place in places
                for skipped in range(self.width + 1)
                if low <= place + step * skipped <= high
            }
        after = set(places) if self.optional else set()
        for place in places:
            index = place if step > 0 else place - 1
            if 0 <= index < len(tokens) and self.fits(tokens[index]):
                after.add(place + step)
        return after


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that has been read."""

    elements: tuple[_Element, ...]
    anchor: int  # the index of the element under whose forms the pattern is filed
    from_start: bool
    to_end: bool

    def needed(self) -> tuple[frozenset[str], ...]:
        """Of each of these the sentence has one form at least, besides that of the anchor."""
        return tuple(
            element.forms
            for number, element in enumerate(self.elements)
            if number != self.anchor and element.forms and not (element.negated or element.optional)
        )


class Match(NamedTuple):
    """Where a pattern fits: its index in the set and the morphemes ``[start, end)``."""

    pattern: int
    start: int
    end: int


def parse_pattern(text: str) -> Pattern:
    """Read a pattern; raises PatternError where it is none."""
    parts = text.split()
    from_start, to_end = parts[:1] == ["^"], parts[-1:] == ["$"]
    parts = parts[from_start : len(parts) - to_end]
    elements = tuple(_element(part) for part in parts)
    literal = [i for i, e in enumerate(elements) if e.forms and not (e.negated or e.optional)]
    if not literal:
        raise PatternError("needs at least one morpheme whose form is given")
    return Pattern(
        elements, min(literal, key=lambda i: _commonness(elements[i])), from_start, to_end
    )


def _element(part: str) -> _Element:
    found = _ELEMENT.fullmatch(part)
    if not found or not (found["gap"] or found["forms"] or found["tags"]):
        raise PatternError(f"{part!r} is no morpheme (form/TAG), gap (..3), ^ in front or $ behind")
    if found["gap"]:
        width = int(found["width"] or _WIDEST_GAP)
        if not 0 < width <= _WIDEST_GAP:
            raise PatternError(f"{part!r}: a gap is from 1 to {_WIDEST_GAP} morphemes wide")
        return _Element(width=width)
    forms = found["forms"].split("|") if found["forms"] else []
    if not all(forms):
        raise PatternError(f"{part!r}: an alternative is empty")
    # Endings and particles that begin with a bare consonant join the syllable before them.
    ending = (found["tags"] or "E").startswith(("E", "J"))
    return _Element(
        frozenset(form[0].translate(_FINALS) + form[1:] if ending else form for form in forms),
        tuple(found["tags"].split("|")) if found["tags"] else (),
        bool(found["negated"]),
        bool(found["optional"]),
    )


def _commonness(element: _Element) -> tuple[int, int, int]:
    """A key that is the smaller the rarer the morphemes of `element` are likely to be."""
    ranks = [
        len(_COMMON_TAGS) - rank
        for rank, common in enumerate(_COMMON_TAGS)
        if any(tag.startswith(common) for tag in element.tags)
    ]
    return max(ranks, default=0), -min(map(len, element.forms)), len(element.forms)


class PatternSet:
    """Patterns that are looked for together, by their index."""

    def __init__(self, patterns: Iterable[str | Pattern]) -> None:
        """Raises PatternError for a text that is no pattern."""
        self._patterns = [parse_pattern(p) if isinstance(p, str) else p for p in patterns]
        self._filed: dict[str, list[tuple[int, tuple[frozenset[str], ...]]]] = {}
        for number, pattern in enumerate(self._patterns):
            for form in pattern.elements[pattern.anchor].forms:
                self._filed.setdefault(form, []).append((number, pattern.needed()))

    def find(self, tokens: Sequence[Token]) -> list[Match]:
        """All matches in a sentence, in the order of their anchors; the longest for each anchor."""
        first = 0
        while first < len(tokens) and _is_sign(tokens[first]):
            first += 1
        last = len(tokens)
        while last > first and _is_sign(tokens[last - 1]):
            last -= 1
        forms = [token.form for token in tokens]
        different = set(forms)
        found: list[Match] = []
        if self._filed.keys().isdisjoint(different):
            return found
        for index, form in enumerate(forms):
            for number, needed in self._filed.get(form, ()):
                for others in needed:
                    if others.isdisjoint(different):
                        break
                else:
                    match = self._match(number, tokens, index, first, last)
                    if match:
                        found.append(match)
        return found

    def _match(
        self, number: int, tokens: Sequence[Token], index: int, first: int, last: int
    ) -> Match | None:
        pattern = self._patterns[number]
        if not pattern.elements[pattern.anchor].fits(tokens[index]):
            return None
        ends = {index + 1}
        for element in pattern.elements[pattern.anchor + 1 :]:
            ends = element.reach(tokens, ends, 1)
            if not ends:
                return None
        if pattern.to_end:
            ends = {end for end in ends if end >= last}
        starts = {index}
        for element in reversed(pattern.elements[: pattern.anchor]):
            starts = element.reach(tokens, starts, -1)
            if not starts:
                return None
        if pattern.from_start:
            starts = {start for start in starts if start <= first}
        return Match(number, min(starts), max(ends)) if starts and ends else None


def _is_sign(token: Token) -> bool:
    """Whether a token is punctuation, a bracket or another sign; letters and numbers are not."""
    return token.tag.startswith("S") and token.tag not in {"SL", "SN", "SH"}
