"""The numbers and bullets of HWP 5 paragraphs, which stand in the document's styles, not in its text."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable

from policytext.reading.numbering import (
    Counter,
    Level,
    capitals,
    circled,
    consonants,
    roman,
    small_letters,
    small_roman,
    syllables,
)

_NUMBERING, _BULLETS, _SHAPE = 23, 24, 25
WANTED = frozenset({_NUMBERING, _BULLETS, _SHAPE})  # kinds of records
_OUTLINE, _NUMBER, _BULLET = 1, 2, 3  # what a paragraph shape says its head is
_LEVELS = 7
_PLACE = re.compile(r"\^([1-7])")
# The ways to write numbers, in the order of the format's table; behind these, of which only Arabic
# ones come as they are, there are hardly any in use.
_WRITERS = (
    str, circled, roman, small_roman, capitals, small_letters, capitals, small_letters, syllables,
    syllables, consonants, consonants,
)  # fmt: skip


class ParagraphMarks:
    """What stands in front of paragraphs, by their shapes; `records` are those of the document's
    styles (DocInfo), each a tag and a content."""

    def __init__(self, records: Iterable[tuple[int, bytes]] = ()) -> None:
        self._heads: dict[int, tuple[int, int, int]] = {}
        lists: dict[str, dict[int, Level]] = {}
        shapes = numberings = bullets = 0
        for tag, content in records:
            if tag == _SHAPE:
                head = _head(content)
                if head[0]:
                    self._heads[shapes] = head
                shapes += 1
            elif tag == _NUMBERING:
                numberings += 1
                lists[f"{_NUMBER} {numberings}"] = _levels(content)
            elif tag == _BULLETS:
                bullets += 1
                bullet = content[12:14].decode("utf-16-le", "replace").strip("\0")
                lists[f"{_BULLET} {bullets}"] = dict.fromkeys(range(_LEVELS), Level(str, bullet))
        self._counter = Counter(lists)

    def mark(self, shape: int, outline: int) -> str:
        """What stands in front of the next paragraph of this shape, "" where nothing does.

        `outline` is the list of numbers that the section uses for its outline.
        """
        head = self._heads.get(shape)
        if head is None:
            return ""
        kind, level, list_ = head
        if kind == _OUTLINE:
            return self._counter.mark(f"{_NUMBER} {outline}", level)
        return self._counter.mark(f"{kind} {list_}", level)


def _head(content: bytes) -> tuple[int, int, int]:
    """The kind of the head of a paragraph (0 for none), its level and its list."""
    if len(content) < 32:
        return 0, 0, 0
    (properties,) = struct.unpack_from("<I", content)
    return properties >> 23 & 3, properties >> 25 & 7, struct.unpack_from("<H", content, 30)[0]


def _levels(content: bytes) -> dict[int, Level]:
    """The levels of a list of numbers; those that the bytes do not hold are left out."""
    levels: dict[int, Level] = {}
    position = 0
    for number in range(_LEVELS):
        if position + 14 > len(content):
            break
        (properties,) = struct.unpack_from("<I", content, position)
        (length,) = struct.unpack_from("<H", content, position + 12)
        text = content[position + 14 : position + 14 + 2 * length].decode("utf-16-le", "replace")
        kind = properties >> 5 & 0xF
        write = _WRITERS[kind] if kind < len(_WRITERS) else str
        levels[number] = Level(write, _PLACE.sub(r"%\1", text))
        position += 14 + 2 * length
    return levels
