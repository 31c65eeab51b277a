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

Morphemes and tags are those of Kiwi (Sejong tags). `matching` looks for many patterns at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

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
class Element:
    """One element; a gap has neither forms nor tags and a width."""

    forms: frozenset[str] = frozenset()
    tags: tuple[str, ...] = ()
    negated: bool = False
    optional: bool = False
    width: int = 0

    def fits(self, form: str, tag: str) -> bool:
        """Whether the element stands for a morpheme."""
        fits = (not self.forms or form in self.forms) and (
            not self.tags or tag.startswith(self.tags)
        )
        return fits != self.negated and not self.width


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that has been read; `anchor` is the index of the element that it is filed under."""

    elements: tuple[Element, ...]
    anchor: int
    from_start: bool
    to_end: bool


def parse_pattern(text: str) -> Pattern:
    """Read a pattern; raises PatternError where it is none."""
    parts = text.split()
    from_start, to_end = parts[:1] == ["^"], parts[-1:] == ["$"]
    parts = parts[from_start : len(parts) - to_end]
    elements = tuple(_element(part) for part in parts)
    literal = [i for i, e in enumerate(elements) if e.forms and not (e.negated or e.optional)]
    if not literal:
        raise PatternError("needs at least one morpheme whose form is given")
    anchor = min(literal, key=lambda i: _commonness(elements[i]))
    return Pattern(elements, anchor, from_start, to_end)


def _element(part: str) -> Element:
    found = _ELEMENT.fullmatch(part)
    if not found or not (found["gap"] or found["forms"] or found["tags"]):
        raise PatternError(f"{part!r} is no morpheme (form/TAG), gap (..3), ^ in front or $ behind")
    if found["gap"]:
        width = int(found["width"] or _WIDEST_GAP)
        if not 0 < width <= _WIDEST_GAP:
            raise PatternError(f"{part!r}: a gap is from 1 to {_WIDEST_GAP} morphemes wide")
        return Element(width=width)
    forms = found["forms"].split("|") if found["forms"] else []
    if not all(forms):
        raise PatternError(f"{part!r}: an alternative is empty")
    # Endings and particles that begin with a bare consonant join the syllable before them.
    ending = (found["tags"] or "E").startswith(("E", "J"))
    return Element(
        frozenset(form[0].translate(_FINALS) + form[1:] if ending else form for form in forms),
        tuple(found["tags"].split("|")) if found["tags"] else (),
        bool(found["negated"]),
        bool(found["optional"]),
    )


def _commonness(element: Element) -> tuple[int, int, int]:
    """A key that is the smaller the rarer the morphemes of `element` are likely to be."""
    ranks = [
        len(_COMMON_TAGS) - rank
        for rank, common in enumerate(_COMMON_TAGS)
        if any(tag.startswith(common) for tag in element.tags)
    ]
    return max(ranks, default=0), -min(map(len, element.forms)), len(element.forms)
