"""The plain text: what a reader sees, without what the way of the text has left behind.

HTML residue, zero-width characters and the like would break words apart. They are taken out of a
working copy, and the copy knows where each of its characters stands in the text as read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from html.entities import html5

from policytext.scanning import scanner

_TAGS = (  # in capitals only those that are no names, as <A>, <B> and <TR> may be
    "a|b|br|center|div|dd|dl|dt|em|font|h[1-6]|hr|i|img|li|ol|o:p|p|pre|s|small|span|strike|strong|sub|sup|"
    "table|tbody|td|th|thead|tr|u|ul|BR|DIV|FONT|SPAN|STRONG|TABLE|TBODY"
)
# Tags that end a line of text; the others vanish.
_BREAKING = re.compile(r"</?(?:br|div|dd|dl|dt|h[1-6]|hr|li|ol|p|pre|table|tr|ul)\b", re.IGNORECASE)
_FIRSTS = (
    r"<&;!\]\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
    r"\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\v\f\x1c-\x1f\x00-\x08\x0e-\x1b\x7f\x85\u2028\u2029"
)
_RESIDUE = scanner(
    _FIRSTS,
    rf"""
    (?P<tag>      </?(?:{_TAGS})(?:\s[^<>\n]{{0,500}})?/?> )
  | (?P<cdata>    <!\[CDATA\[ | \]\]> )
  | (?P<image>    !\[[^\]\n]{{0,200}}\]\([^)\n]{{0,500}}\)[ \t]*\|? )
  | (?P<entity>   &(?:[A-Za-z][A-Za-z0-9]{{1,30}}|\#[0-9]{{1,7}}|\#[xX][0-9A-Fa-f]{{1,6}}); )
  | (?P<ampersand>(?<=[A-Za-z]&[A-Za-z]); )
  | (?P<hyphen>   \u00ad )
  | (?P<zero>     [\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff] )
  | (?P<line>     [\u2028\u2029] )
  | (?P<space>    [\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\v\f\x1c-\x1f\x00-\x08\x0e-\x1b\x7f\x85] )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class PlainText:
    """A plain text and its way back.

    `places` holds, for every stretch that was copied or replaced, where it begins in the plain
    text and in the source and how long it is in either; empty if nothing was changed.
    """

    text: str
    places: tuple[tuple[int, int, int, int], ...] = ()

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]`` stands in the text as read. ``start < end`` is assumed."""
        if not self.places:
            return start, end
        plain, source, _, _ = self._place(start)
        first = source + start - plain
        plain, source, length, source_length = self._place(end - 1)
        return first, source + (source_length if end == plain + length else end - plain)

    def _place(self, position: int) -> tuple[int, int, int, int]:
        index = bisect_right(self.places, position, key=lambda place: place[0]) - 1
        return self.places[max(index, 0)]


def clean(text: str) -> PlainText:
    """Make the plain text of a text as read."""
    pieces: list[str] = []
    places: list[tuple[int, int, int, int]] = []
    length = last = 0
    for match in _RESIDUE.finditer(text):
        kind = str(match.lastgroup)
        start, end = match.span(kind)
        new = _replacement(kind, match[kind])
        if new is None or start < last:
            continue
        if start > last:
            pieces.append(text[last:start])
            places.append((length, last, start - last, start - last))
            length += start - last
        if new:
            # One character stands for the whole of what it replaces.
            pieces.append(new)
            places.append((length, start, 1, end - start))
            length += 1
        last = end
    if last == 0:
        return PlainText(text)
    if last < len(text):
        pieces.append(text[last:])
        places.append((length, last, len(text) - last, len(text) - last))
    return PlainText("".join(pieces), tuple(places))


def _replacement(kind: str, residue: str) -> str | None:
    """The one character, or none, that replaces a residue; None leaves it as it is."""
    match kind:
        case "tag":
            return "\n" if _BREAKING.match(residue) else ""
        case "hyphen":  # soft by its name, but Korean offices write it for a dash that is seen
            return "-"
        case "line":
            return "\n"
        case "space":
            return " "
        case "entity":
            return _character(residue)
        case _:
            return ""


def _character(entity: str) -> str | None:
    """The character that an entity such as ``&quot;`` or ``&#39;`` stands for."""
    name = entity[1:]
    if name.startswith("#"):
        digits = name[1:-1]
        code = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
        if not 0x20 <= code < 0x110000 or 0xD800 <= code < 0xE000:
            return None
        character = chr(code)
    else:
        character = html5.get(name, "")
        if len(character) != 1:
            return None
    return " " if character.isspace() else character
