"""Sentences of a block, found by their ends.

A full stop ends a sentence where a syllable, a quotation mark or a bracket stands before it; not
inside quotation marks or brackets, and not where a quotative goes on behind the mark
(``…하겠다.”라고 말했다``). No space need follow (``있습니다.지난``). What has no full stop ends with its
block, as sentences in noun form do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policytext.lexicon import Lexicon
from policytext.model import Block, Span

_CLOSERS = "\"'”’」』｣)\\]）"
_END = re.compile(
    rf"(?<=[가-힣A-Za-z%*{_CLOSERS}])[.。](?!\d)[{_CLOSERS}]*|[!?！？]+[{_CLOSERS}]*|…+[{_CLOSERS}]*(?=\s)"
)
_LATIN = re.compile(r"[A-Za-z]")
_MAX_QUOTE = 600  # characters: a longer one has lost its closing mark
_MAX_SINGLE_QUOTE = 80


class SentenceSplitter:
    """Splits blocks into sentences by the dictionary `structure`."""

    def __init__(self, lexicon: Lexicon) -> None:
        quotatives = sorted(lexicon.words("quotatives"), key=len, reverse=True)
        self._quotative = re.compile(
            rf"(?:{'|'.join(quotatives)})(?![가-힣])|(?:라|이라|하|고)[가-힣]"
        )
        pairs = lexicon.words("bracket_pairs") + lexicon.words("quote_pairs")
        self._closing = {pair[0]: pair[1] for pair in pairs}

    def split(self, text: str, block: Block) -> Iterator[Span]:
        """The sentences of ``text[block.start:block.end]``, without the spaces between them."""
        shielded = self._shielded(text, block.start, block.end)
        start = block.start
        for found in _END.finditer(text, block.start, block.end):
            end = found.end()
            if end <= start or any(a <= found.start() < b for a, b in shielded):
                # A full stop before a closing mark may still end the sentence behind the mark.
                inside = [b for a, b in shielded if a <= found.start() < b]
                if not inside or max(inside) != found.start() + 1 + _closers(
                    text, found.start() + 1
                ):
                    continue
                end = max(inside)
            if end < start or not self._ends(text, found.start(), end, block.end):
                continue
            if end < block.end and text[end] == "(":
                closing = text.find(")", end, min(block.end, end + 80))
                end = closing + 1 if closing >= 0 else end
                if end < block.end and text[end] == ".":
                    end += 1
            yield Span(start, end)
            start = end
            while start < block.end and text[start].isspace():
                start += 1
        if start < block.end:
            yield Span(start, block.end)

    def _ends(self, text: str, stop: int, end: int, limit: int) -> bool:
        """Whether the sentence whose stop stands at `stop` ends at `end`."""
        if end >= limit:
            return True
        if text[end - 1] in "\"'”’」』｣" and self._quotative.match(text, end, limit):
            return False
        if text[end].isspace():
            return not (
                text[end - 1] in "\"'”’」』｣"
                and self._quotative.match(text, end + 1, limit) is not None
            )
        if text[stop] in "!?！？":
            return text[end] in "“‘(" or "가" <= text[end] <= "힣"
        if _LATIN.match(text, stop - 1):
            return False
        return text[end] in '“‘"(「[*□ㅇ○' or "가" <= text[end] <= "힣"

    def _shielded(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """Stretches between matching quotation marks or brackets, in which nothing ends."""
        found: list[tuple[int, int]] = []
        position = start
        while position < end:
            sign = text[position]
            closing = self._closing.get(sign, '"' if sign == '"' else "")
            if closing:
                reach = _MAX_SINGLE_QUOTE if sign == "‘" else _MAX_QUOTE
                close = text.find(closing, position + 1, min(end, position + reach))
                if close > 0:
                    found.append((position, close + 1))
                    position = close
            position += 1
        return found


def _closers(text: str, position: int) -> int:
    count = 0
    while position + count < len(text) and text[position + count] in _CLOSERS:
        count += 1
    return count
