"""Lines that were broken to fit a page, as in text out of HWP and PDF, and lines that were not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policytext.lexicon import Lexicon
from policytext.model import Block, Span

_SENTENCE_END = re.compile(r"(?:[.!?。:;]|[다요음함임됨짐]\.?)[\"'”’」』)\]]{0,9}\s*$")
_FIRST_WORD = re.compile(r"\S{1,30}")
_TAIL = 40  # characters at the end of a line that tell whether it ends a sentence
_MIN_WRAPPED = 30  # characters: a shorter line ended because its writer ended it
_MIN_COLUMNS, _MAX_COLUMNS = 50, 130  # the width of a page; a syllable takes two columns
_LAST_WORD = 9  # columns by which a full line may fall short of the page: the next word did not fit
_MIN_LINES = 5


class LineJoiner:
    """Tells by the dictionary `structure` and the widths of its lines how a text was broken."""

    def __init__(self, lexicon: Lexicon, text: str, lines: Sequence[Span]) -> None:
        self._text = text
        self._continuation = re.compile(
            "(?:" + "|".join(e.text("pattern") for e in lexicon.entries("continuations")) + r")$"
        )
        self._columns = self._page_width(lines)

    def joins(self, last: Block, block: Block) -> bool:
        """Whether `block` is the rest of a sentence that was broken off at the end of `last`."""
        text = self._text
        if "\t" in text[last.start : last.end] or "\t" in text[block.start : block.end]:
            return False  # a row of a table ends with its line
        if block.marker or block.kind == "heading" or last.kind in {"heading", "title"}:
            return False
        if "\n\n\n" in text[last.end : block.start]:
            return False
        begin = text.rfind("\n", max(0, last.end - _MAX_COLUMNS), last.end) + 1
        tail = text[max(begin, last.end - _TAIL) : last.end]
        if _SENTENCE_END.search(tail):
            return False
        if _quotation_goes_on(text, max(begin, last.end - _MAX_COLUMNS), last.end, block):
            return True
        if self._columns is not None:
            word = _FIRST_WORD.match(text, block.start, block.end)
            needed = _columns(word.group()) + 1 if word else 0
            return _columns(text[begin : last.end]) + needed > self._columns
        return last.end - begin >= _MIN_WRAPPED and self._continuation.search(tail) is not None

    def _page_width(self, lines: Sequence[Span]) -> int | None:
        """The width, in columns, at which the lines of the text were broken; None if they were not."""
        if any(line.end - line.start > _MAX_COLUMNS for line in lines):
            return None
        text = self._text
        widths = [(_columns(text[line.start : line.end]), line) for line in lines]
        long = [(width, line) for width, line in widths if width >= _MIN_COLUMNS]
        page = max((width for width, _ in long), default=0)
        full = [line for width, line in long if width >= page - _LAST_WORD]
        broken = [
            line
            for line in full
            if not _SENTENCE_END.search(text[max(line.start, line.end - _TAIL) : line.end])
        ]
        if page > _MAX_COLUMNS or len(broken) < max(_MIN_LINES, len(long) / 3):
            return None
        return page


def ends_open(letters: str) -> bool:
    """Whether a line ends without a mark or an ending that closes a sentence."""
    return _SENTENCE_END.search(letters[-_TAIL:]) is None


def _quotation_goes_on(text: str, start: int, end: int, block: Block) -> bool:
    """Whether a quotation is open at `end` and closed near the beginning of `block`."""
    if text.rfind("“", start, end) <= text.rfind("”", start, end):
        return False
    limit = min(block.end, block.start + _MAX_COLUMNS)
    closing, opening = text.find("”", block.start, limit), text.find("“", block.start, limit)
    return closing >= 0 and (opening < 0 or closing < opening)


def _columns(letters: str) -> int:
    return sum(2 if sign >= "\u1100" else 1 for sign in letters)
