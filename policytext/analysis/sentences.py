"""Sentences of a block, found by their ends.

A full stop ends a sentence where a syllable, a quotation mark or a bracket stands before it; not
inside brackets or names in quotation marks, and not where a quotative goes on behind the mark
(``…하겠다.”라고 말했다``). Two sentences inside one long quotation are two sentences. No space need
follow a stop behind a final ending (``있습니다.지난``); behind anything else a glued stop is a middle
dot (``점검.감독``), and so is the question mark that a lost middle dot leaves (``산업?어촌``). What has
no full stop ends with its block, as sentences in noun form do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policytext.lexicon import Lexicon
from policytext.model import Block, Span
from policytext.scanning import scanner

_CLOSING = "’”」』｣)\\]）〉》>"
_STOP = scanner(  # the group that says what the stop is ends where the stop ends
    ".。!?！？…",
    rf"""
      (?<=[가-힣ㄱ-ㅎ%℃*"'{_CLOSING}]) [.。] (?P<sure>)
    | [!?！？]+ (?P<mark>)
    | (?: …+ | \.{{2,}} ) (?P<dots>)
    """,
    re.VERBOSE,
)
_CLOSERS = re.compile(rf"[{_CLOSING}]*")
_TABS = re.compile(r"\t\s*")
_REMARK = re.compile(r"\([^()]{0,120}\)[.]?")
_QUOTE_END = "\"'”’」』｣‘“"
_BULLETS = "□○■◦▲△▷▶※"


class SentenceSplitter:
    """Splits blocks into sentences by the dictionary `structure`."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = "|".join(lexicon.words("quotatives"))
        particles = "|".join(lexicon.words("quotation_particles"))
        beginnings = "|".join(lexicon.words("quotative_beginnings"))
        self._quotative = re.compile(
            rf"\s?(?:{words})(?![가-힣])|(?:{particles})(?![가-힣])|(?:{beginnings})[가-힣]"
        )
        signs = (f for e in lexicon.entries("bullets") for f in e.texts("forms") if not f.isalpha())
        bullets = "|".join(re.escape(sign) for sign in sorted(signs, key=len, reverse=True))
        self._between = re.compile(rf"\s*(?:(?:{bullets})\s+|[{_BULLETS}]\s*)*")
        self._final = frozenset(lexicon.words("final_syllables"))
        shields = [(e.text("signs"), int(e.text("reach"))) for e in lexicon.entries("shields")]
        enclosed = "|".join(_enclosed(signs, reach) for signs, reach in shields)
        openings = "".join(re.escape(signs[0]) for signs, _ in shields)
        self._shield = scanner(openings, f"(?P<shield>{enclosed})")

    def split(self, text: str, block: Block) -> Iterator[Span]:
        """The sentences of ``text[block.start:block.end]``, without the spaces between them.

        No sentence goes on from one cell of a table, behind which a tab stands, to the next.
        """
        start = block.start
        for tab in _TABS.finditer(text, block.start, block.end):
            yield from self._split(text, start, tab.start())
            start = tab.end()
        yield from self._split(text, start, block.end)

    def _split(self, text: str, start: int, limit: int) -> Iterator[Span]:
        while limit > start and text[limit - 1].isspace():
            limit -= 1
        shields = self._shield.finditer(text, start, limit)
        shield = next(shields, None)
        quotes, counted = 0, start  # straight quotation marks up to the position `counted`
        opened = -1  # where a question mark that stands for an opening quotation mark stands
        for stop in _STOP.finditer(text, start, limit):
            at = stop.start()
            if at < start:
                continue
            while shield and shield.end("shield") <= at:
                # What begins inside a shield is none of its own.
                behind = shield.end("shield")
                shield = next((s for s in shields if s.start() >= behind), None)
            if shield and shield.start() <= at:
                continue
            sort = str(stop.lastgroup)
            if sort == "mark" and text[at : stop.end(sort)] == "?":
                opens = _opens(text, at, start, limit)
                if opens or opened >= start:
                    opened = at if opens else -1
                    continue
            quotes += text.count('"', counted, at)
            counted = at
            end = self._closed(text, stop.end(sort), limit, quotes % 2 == 1)
            if not self._ends(text, stop, end, limit):
                continue
            remark = _REMARK.match(text, end, limit)
            end = remark.end() if remark else end
            yield Span(start, end)
            between = self._between.match(text, end, limit)
            start = between.end() if between else end
        if start < limit:
            yield Span(start, limit)

    def _closed(self, text: str, end: int, limit: int, quoted: bool) -> int:
        """`end`, moved behind the marks that close what the sentence has opened."""
        while end < limit:
            closers = _CLOSERS.match(text, end, limit)
            if closers and closers.end() > end:
                end = closers.end()
            elif text[end] == '"' and quoted:
                quoted, end = False, end + 1
            elif text[end] in "'‘“" and (
                end + 1 == limit
                or text[end + 1].isspace()
                or self._quotative.match(text, end + 1, limit)
            ):
                end += 1  # a closing mark of the wrong kind
            else:
                break
        return end

    def _ends(self, text: str, stop: re.Match[str], end: int, limit: int) -> bool:
        """Whether the sentence whose stop is `stop` ends at `end`."""
        if end >= limit:
            return True
        before = text[stop.start() - 1] if stop.start() else ""
        if text[end - 1] in _QUOTE_END and self._quotative.match(text, end, limit):
            return False
        final = before in self._final or text[end - 1] in _QUOTE_END
        if stop.lastgroup == "dots":
            return before in self._final and text[end].isspace()
        if text[end].isspace():
            # A closing mark that a space has parted from its sentence: …하겠다. ”라고 말했다.
            return not (
                text[end + 1 : end + 2] in _QUOTE_END
                and self._quotative.match(text, end + 2, limit)
            )
        if stop.lastgroup == "sure" and text[end].isdigit():
            return before in self._final
        return final and (text[end].isalnum() or text[end] in f"“‘\"'(「『[<*ㅇ{_BULLETS}")


def _enclosed(signs: str, reach: int) -> str:
    """A pattern of what stands between a pair of signs and is at most `reach` characters long."""
    opening, closing = re.escape(signs[0]), re.escape(signs[-1])
    # A sign that may also close stands before a word; ’20 is a year.
    alone = r"(?<![가-힣A-Za-z0-9.!?)”])(?!.(?:\d\d|\s))" if signs[0] in "'’\"" else ""
    return rf"{alone}{opening}[^{opening}{closing}]{{1,{reach}}}{closing}"


def _opens(text: str, at: int, start: int, limit: int) -> bool:
    """Whether the question mark at `at` begins a word, as a lost opening quotation mark does."""
    return (at == start or text[at - 1].isspace() or text[at - 1] == "(") and (
        at + 1 < limit and text[at + 1].isalnum()
    )
