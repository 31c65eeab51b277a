"""The numbers and bullets of HWPX paragraphs, which stand in the document's styles, not in its text."""

from __future__ import annotations

import re
from functools import cached_property
from xml.etree.ElementTree import Element

from policytext.errors import ReadingError
from policytext.reading.numbering import (
    LEVELS,
    Counter,
    Level,
    Writer,
    capitals,
    circled,
    consonants,
    roman,
    small_letters,
    small_roman,
    syllables,
)
from policytext.reading.packages import Package

_STYLES = "Contents/header.xml"
_PLACE = re.compile(r"\^([1-9])")
_WRITERS: dict[str, Writer] = {
    "CIRCLED_DIGIT": circled,
    "ROMAN_CAPITAL": roman,
    "ROMAN_SMALL": small_roman,
    "LATIN_CAPITAL": capitals,
    "LATIN_SMALL": small_letters,
    "HANGUL_SYLLABLE": syllables,
    "CIRCLED_HANGUL_SYLLABLE": syllables,
    "HANGUL_JAMO": consonants,
    "CIRCLED_HANGUL_JAMO": consonants,
}


class ParagraphMarks:
    """What stands in front of paragraphs, by their shapes.

    The styles are often larger than the text: they are read when a paragraph needs them. Where they
    are damaged there are no marks, and the text may be whole.
    """

    def __init__(self, package: Package) -> None:
        self._package = package
        try:
            styles = package.read(_STYLES) if _STYLES in package.names else b""
        except ReadingError:
            styles = b""
        _, *shapes = styles.split(b'paraPr id="')
        self._marked = frozenset(
            shape.partition(b'"')[0].decode("latin-1")
            for shape in shapes
            if b'heading type="NONE"' not in shape.partition(b"paraPr>")[0]
        )

    def mark(self, shape: str, outline: str) -> str:
        """What stands in front of the next paragraph of this shape, "" where nothing does.

        `outline` is the list of numbers that the section uses for its outline.
        """
        if shape not in self._marked:
            return ""
        heads, counter = self._styles
        kind, list_, level = heads.get(shape, ("NONE", "", 0))
        if kind == "OUTLINE":
            return counter.mark(f"NUMBER {outline}", level)
        return counter.mark(f"{kind} {list_}", level)

    @cached_property
    def _styles(self) -> tuple[dict[str, tuple[str, str, int]], Counter]:
        """The kind of head, the list and the level of each shape of paragraphs, and the lists."""
        heads: dict[str, tuple[str, str, int]] = {}
        lists: dict[str, dict[int, Level]] = {}
        try:
            root = self._package.xml(_STYLES)
        except ReadingError:
            return heads, Counter(lists)
        for element in root.iter():
            name = _name(element)
            id_ = element.get("id", "")
            if name == "paraPr":
                head = next((e for e in element.iter() if _name(e) == "heading"), None)
                if head is not None:
                    level = _integer(head.get("level"))
                    heads[id_] = head.get("type", "NONE"), head.get("idRef", ""), level
            elif name == "bullet":
                lists[f"BULLET {id_}"] = dict.fromkeys(
                    range(LEVELS), Level(str, element.get("char", ""))
                )
            elif name == "numbering":
                lists[f"NUMBER {id_}"] = {
                    _integer(e.get("level")) - 1: _level(e)
                    for e in element
                    if _name(e) == "paraHead"
                }
        return heads, Counter(lists)


def _level(head: Element) -> Level:
    write = _WRITERS.get(head.get("numFormat", ""), str)
    return Level(write, _PLACE.sub(r"%\1", head.text or ""), _integer(head.get("start")) or 1)


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _integer(written: str | None) -> int:
    return int(written[:6]) if written and written.isascii() and written.isdecimal() else 0
