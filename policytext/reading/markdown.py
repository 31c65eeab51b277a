"""Markdown: its text without the markup, and what its front matter says."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from policytext.errors import ReadingError
from policytext.model import NO_METADATA, Metadata
from policytext.reading.content import Content, assembled, known
from policytext.reading.flow import Table
from policytext.reading.records import iso_date
from policytext.reading.text import decode
from policytext.reading.web.text import lines_of

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.{0,65536}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_MAX_LETTERS = 10_000_000
_FIRST = 3  # lines among which the title stands, if it is part of the text


def read(data: bytes, where: str) -> Content:
    """The text of a Markdown file: a heading, a paragraph, an item, a row of a table is a line.

    Numbers and signs in front of items stay, as does the title of the front matter, in front of all.
    Raises ReadingError, with `where` as the name of the file, where it is no text.
    """
    from markdown_it import MarkdownIt

    source, encoding = decode(data, where)
    if len(source) > _MAX_LETTERS:
        raise ReadingError(
            f"{where}: this Markdown file is far too large for one document; split it"
        )
    about, source = _split(source)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source)
    text = "\n".join(_Writer().write(tokens))
    if about.title and about.title not in " ".join(text.split("\n", _FIRST)[:_FIRST]):
        text = f"{about.title}\n{text}"
    content = assembled([("", text)], where, about)
    return Content(content.text, encoding, about)


def _split(source: str) -> tuple[Metadata, str]:
    """What the front matter says, and the text behind it; all is text where it says nothing known."""
    import yaml

    found = _FRONT_MATTER.match(source)
    if not found:
        return NO_METADATA, source
    try:
        values = yaml.safe_load(found[1])
    except (yaml.YAMLError, ValueError, RecursionError):
        return NO_METADATA, source
    if not isinstance(values, dict):
        return NO_METADATA, source
    said = {str(key).lower(): value for key, value in values.items()}

    def first(*names: str) -> str | None:
        return next((text for name in names if (text := _written(said.get(name)))), None)

    about = Metadata(
        title=first("title"),
        author=first("author", "authors", "byline"),
        date=iso_date(first("date", "published", "created") or "") or None,
        organization=first("organization", "publisher", "ministry", "department"),
        url=first("url", "link", "source", "canonical"),
    )
    return about, source[found.end() :] if about != NO_METADATA else source


def _written(value: Any) -> str | None:
    """A value of the front matter as text; of several, or of a person with a name, the first."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, datetime.date):
        return value.isoformat()
    return known(value) if isinstance(value, str) else None


class _Writer:
    """Writes tokens as lines."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._marker = ""  # what stands in front of the next line
        self._numbers: list[int | None] = []  # of the lists around, None for lists without numbers
        self._table: Table | None = None
        self._row = self._column = -1

    def write(self, tokens: Sequence[Token]) -> list[str]:
        """The lines that `tokens` make."""
        for token in tokens:
            self._token(token)
        return self._lines

    def _token(self, token: Token) -> None:
        match token.type:
            case "inline":
                self._add("".join(_letters(token.children or ())))
            case "fence" | "code_block":
                self._add(token.content.rstrip("\n"))
            case "html_block":
                self._lines += _lines_of_markup(token.content)
            case "bullet_list_open":
                self._numbers.append(None)
            case "ordered_list_open":
                self._numbers.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                self._numbers.pop()
            case "list_item_open":
                number = self._numbers[-1]
                self._marker = f"{token.markup} " if number is None else f"{number}{token.markup} "
                if number is not None:
                    self._numbers[-1] = number + 1
            case "table_open":
                self._table, self._row = Table(), -1
            case "tr_open":
                self._row, self._column = self._row + 1, -1
            case "th_open" | "td_open":
                self._column += 1
            case "table_close" if self._table is not None:
                self._lines += self._table.lines()
                self._table = None

    def _add(self, letters: str) -> None:
        lines = [line.strip() for line in letters.split("\n")]
        if self._table is not None:
            self._table.add_cell(self._row, self._column, lines)
            return
        if any(lines):
            self._lines.append(self._marker + lines[0])
            self._lines += lines[1:]
            self._marker = ""


def _letters(tokens: Sequence[Token]) -> Iterator[str]:
    """The letters of a paragraph; pictures have none."""
    for token in tokens:
        if token.type in {"text", "code_inline", "text_special"}:
            yield token.content
        elif token.type.endswith("break") or token.content.lower().startswith("<br"):
            yield "\n"


def _lines_of_markup(markup: str) -> list[str]:
    """The lines of a piece of HTML."""
    from selectolax.lexbor import LexborHTMLParser

    body = LexborHTMLParser(markup).body
    return lines_of(body) if body else []
