"""Title, byline, paragraphs and blocks of a plain text: what stands where, before any word is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policytext.analysis.wrapping import LineJoiner, ends_open
from policytext.lexicon import Lexicon
from policytext.model import Block, BlockKind, Byline, Paragraph, Span

_LINE = re.compile(r"\S[^\n]*")
_LETTER = re.compile(r"[^\W_]")
# Not a bullet but the sign of a number: -1.5%, △4.3조, .5
_NO_NUMBER = r"(?!\.|[\d.,]{1,20}(?:[%℃]|\s*$)|(?<=[△▲▼▽])\d)"
_PRIVATE_USE = "\ue000-\uf8ff\U000f0000-\U0010fffd"
_DASHES = "-–—― "
_MAX_HEADING = 40
_ROW_LEVEL = 4  # of a row of a table, whose cells are parted by tabs, unless it has a marker
_MAX_LINK = 60  # characters of a line that only names another article
_NAMED_TITLE_LINES = 12  # a form names its title in its head
_BYLINE_LINES = 5  # a byline stands among the first lines, or at the very end


@dataclass(frozen=True, slots=True)
class Layout:
    """What `LayoutReader.read` finds."""

    title: Span | None
    byline: Byline | None
    paragraphs: tuple[Paragraph, ...]
    blocks: tuple[Block, ...]


class LayoutReader:
    """Reads the layout of plain texts by the dictionary `structure`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._levels: dict[str, tuple[int, BlockKind]] = {}
        for entry in lexicon.entries("bullets"):
            kind: BlockKind = "footnote" if entry.text("kind") == "footnote" else "item"
            for form in entry.texts("forms"):
                self._levels[form] = (int(entry.text("level")), kind)
        signs = sorted((f for f in self._levels if not f.isalpha()), key=len, reverse=True)
        jamo = "".join(f for f in self._levels if "ㄱ" <= f <= "ㅎ")
        letters = "".join(f for f in self._levels if f.isalpha() and f not in jamo)
        # A Latin letter is a bullet only before a space; private-use characters are bullets of word processors.
        self._bullet = re.compile(
            rf"(?:{'|'.join(map(re.escape, signs))}){_NO_NUMBER}|[{jamo}]|[{letters}](?=[\s“‘「｢(])|[{_PRIVATE_USE}]+"
        )
        numbers = lexicon.entries("numbers")
        self._number_levels = {f"n{i}": int(e.text("level")) for i, e in enumerate(numbers)}
        self._numbers = re.compile(
            "|".join(f"(?P<n{i}>{e.text('pattern')})" for i, e in enumerate(numbers))
        )
        self._heading = re.compile(
            "|".join(f"(?:{entry.text('pattern')})" for entry in lexicon.entries("headings"))
        )
        furniture = lexicon.entries("furniture")
        self._furniture = re.compile("|".join(f"(?:{e.text('pattern')})" for e in furniture))
        self._listing = re.compile(
            "|".join(f"(?:{e.text('pattern')})" for e in furniture if e.flag("rest")) or r"(?!)"
        )
        self._bylines = [
            (re.compile(entry.text("pattern")), entry.text("where"))
            for entry in lexicon.entries("bylines")
        ]
        self._title_label = re.compile(
            "|".join(f"(?:{e.text('pattern')})" for e in lexicon.entries("title_labels"))
        )
        self._masthead = re.compile(
            "|".join(f"(?:{e.text('pattern')})" for e in lexicon.entries("mastheads"))
        )
        self._title_name = re.compile(
            "|".join(f"(?:{e.text('pattern')})" for e in lexicon.entries("title_names"))
        )
        inner = "".join(re.escape(f) for f, (level, _) in self._levels.items() if level <= 2)
        self._inner_bullet = re.compile(rf"[{inner}](?<=\s.)(?=\s+[가-힣“‘「(])")

    def read(self, text: str) -> Layout:
        """Find title, byline, paragraphs (one per line) and blocks of `text`."""
        lines = [_stripped(text, m.start(), m.end()) for m in _LINE.finditer(text)]
        lines = [span for span in lines if span.start < span.end]
        paragraphs = tuple(Paragraph(span.start, span.end) for span in lines)
        lines = list(self._without_furniture(text, lines))
        joiner = LineJoiner(self._lexicon, text, lines)
        named = self._named_title(text, lines)
        byline: Byline | None = None
        title: Span | None = None
        blocks: list[Block] = []
        for number, line in enumerate(lines):
            content = line
            if byline is None:
                edge = number < _BYLINE_LINES or number == len(lines) - 1
                byline, content = self._byline(text, line, edge)
                if content.start >= content.end:
                    continue
            if named == number or (
                named is None and title is None and self._is_title(text, content)
            ):
                title = self._title(text, content)
                blocks.append(Block(title.start, title.end, "title"))
                continue
            for piece in self._split_at_bullets(text, content):
                block = self._block(text, piece)
                if block is None:
                    continue
                if blocks and joiner.joins(blocks[-1], block):
                    last = blocks[-1]
                    blocks[-1] = Block(last.start, block.end, last.kind, last.marker, last.level)
                else:
                    blocks.append(block)
        return Layout(title, byline, paragraphs, tuple(blocks))

    def _without_furniture(self, text: str, lines: Sequence[Span]) -> Iterator[Span]:
        """The lines that belong to the text: no copyright lines, captions, lists of other articles."""
        listing = False
        for line in lines:
            taken = self._furniture.fullmatch(text, line.start, line.end) is not None
            ended = line.end - line.start > _MAX_LINK or text[line.end - 1] == "."
            opens = taken and self._listing.fullmatch(text, line.start, line.end) is not None
            listing = opens or (listing and not ended)
            if not taken and not listing:
                yield line

    def _byline(self, text: str, line: Span, edge: bool) -> tuple[Byline | None, Span]:
        """The byline in `line`, or None, and what of the line is left.

        `edge`: whether the line stands among the first of the document or is its last.
        """
        for pattern, where in self._bylines:
            found = (
                pattern.match(text, line.start, line.end) if edge or where == "anywhere" else None
            )
            if not found or (where == "line" and found.end() != line.end):
                continue
            parts = found.groupdict()
            name = parts.get("name")
            byline = Byline(
                name.replace(" ", "") if name else None,
                parts.get("organization") or None,
                parts.get("position") or None,
            )
            return byline, _stripped(text, found.end(), line.end)
        return None, line

    def _named_title(self, text: str, lines: Sequence[Span]) -> int | None:
        """The number of the line that says of itself that it is the title; None where none does."""
        for number, line in enumerate(lines[:_NAMED_TITLE_LINES]):
            found = self._title_name.match(text, line.start, line.end)
            if found and _LETTER.search(text, found.end(), line.end):
                return number
        return None

    def _is_title(self, text: str, line: Span) -> bool:
        """Whether the first line that can be a title is one: there are words in it, and not only a
        label, a date of release or the like, nor a row of a table."""
        if "\t" in text[line.start : line.end]:
            return False
        start = self._without_bullet(text, line).start
        if any(p.fullmatch(text, start, line.end) for p in (self._masthead, self._title_label)):
            return False
        return _LETTER.search(text, start, line.end) is not None

    def _title(self, text: str, line: Span) -> Span:
        """The title in `line`, without a bullet, dashes around it and labels such as [보도자료]."""
        name = self._title_name.match(text, line.start, line.end)
        title = _stripped(text, name.end(), line.end) if name else line
        while True:
            title = _without_dashes(text, self._without_bullet(text, title))
            label = self._title_label.match(text, title.start, title.end)
            if not label or label.end() >= title.end:
                return title
            title = Span(label.end(), title.end)

    def _without_bullet(self, text: str, line: Span) -> Span:
        bullet = self._bullet.match(text, line.start, line.end)
        return _stripped(text, bullet.end(), line.end) if bullet else line

    def _split_at_bullets(self, text: str, line: Span) -> Iterator[Span]:
        """A line, cut where another item begins inside it."""
        start = line.start
        for found in self._inner_bullet.finditer(text, line.start + 1, line.end):
            if start < found.start():
                yield _stripped(text, start, found.start())
            start = found.start()
        yield _stripped(text, start, line.end)

    def _block(self, text: str, line: Span) -> Block | None:
        """The block that a line makes by itself, or None where nothing but a bullet stands in it."""
        start, level = line.start, 0
        kind: BlockKind = "body"
        markers: list[str] = []
        while True:
            bullet = self._bullet.match(text, start, line.end)
            if bullet and bullet.end() < line.end:
                found_level, found_kind = self._levels.get(bullet.group(), (1, "item"))
                kind = found_kind if not markers else kind
                level = level or found_level
                end = bullet.end()
            else:
                number = self._number(text, start, line.end)
                if number is None:
                    break
                end, found_level = number
                level = level or found_level
                kind = "item" if not markers else kind
            markers.append(text[start:end])
            while end < line.end and text[end].isspace():
                end += 1
            start = end
            if len(markers) == 3:
                break
        content = _without_dashes(text, Span(start, line.end), leading=bool(markers))
        if not _LETTER.search(text, content.start, content.end):
            return None
        letters = text[content.start : content.end]
        if "\t" in letters:
            return Block(content.start, content.end, "item", "".join(markers), level or _ROW_LEVEL)
        if self._heading.fullmatch(letters) or (
            level == 1
            and kind == "item"
            and len(letters) <= _MAX_HEADING
            and ends_open(letters)
            and _is_number(markers[0])
        ):
            kind = "heading"
        return Block(content.start, content.end, kind, "".join(markers), level)

    def _number(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """Where the number that begins an item ends, and its level."""
        found = self._numbers.match(text, start, end)
        if found is None or found.end() == end:
            return None
        return found.end(), self._number_levels[str(found.lastgroup)]


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _without_dashes(text: str, span: Span, leading: bool = True) -> Span:
    """A subtitle such as ``- 지역 혁신 기대 -`` without the dashes behind it and, if `leading`, before."""
    start, end = span.start, span.end
    while leading and start < end and text[start] in _DASHES:
        start += 1
    if end - start > 2 and text[end - 1] in _DASHES and (leading or text[end - 2] == " "):
        while end > start and text[end - 1] in _DASHES:
            end -= 1
    return Span(start, end)


def _is_number(marker: str) -> bool:
    return any(c.isalnum() for c in marker) and marker not in {"ㅇ", "o", "O", "ㅁ"}
