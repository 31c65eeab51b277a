"""HTML: the text of the article on a page, and what the page says about it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from policytext.errors import ReadingError
from policytext.reading.content import Content, assembled
from policytext.reading.web.article import article, headings_before
from policytext.reading.web.metadata import metadata
from policytext.reading.web.text import lines_of

_MAX_SIZE = 30_000_000  # bytes
_MAX_TAGS = 500_000  # an element takes half a kilobyte
_HEAD = 4096  # bytes in which a page says its encoding
_CHARSET = re.compile(
    rb"(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{2,40})", re.IGNORECASE
)
_KOREAN = re.compile(r"euc-?kr|ks_?c|ks-?c|949|uhc", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_COPYRIGHT = re.compile(r"[ⓒ©]|\(c\)\s|all rights reserved", re.IGNORECASE)
_MAX_COPYRIGHT = 150  # letters of a line that only says whose the page is
_FIRST = 8  # lines among which the title stands, if it is part of the article


def read(data: bytes, where: str) -> Content:
    """The main text of a web page: its title first, a row of a table as a line, no navigation.

    Raises ReadingError, with `where` as the name of the file, where there is no text in it.
    """
    from selectolax.lexbor import LexborHTMLParser

    if len(data) > _MAX_SIZE or data.count(b"<") > _MAX_TAGS:
        raise ReadingError(f"{where}: this web page is far too large for one document; split it")
    source, encoding = decoded(data)
    tree = LexborHTMLParser(_without_programs(source))
    about = metadata(tree)
    root = article(tree)
    lines = [line for line in lines_of(root) if not _is_copyright(line)] if root else []
    if root and about.title and lines and not _holds(lines[:_FIRST], about.title):
        lines = _heading(headings_before(tree, root), about.title) + lines
    content = assembled([("", "\n".join(lines))], where, about)
    return Content(content.text, encoding, about)


def decoded(data: bytes) -> tuple[str, str]:
    """The letters of a page and their encoding: what its mark says, UTF-8 where it fits, else what
    the page says of itself, else CP949. What fits none is U+FFFD, as in a browser."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    said = _CHARSET.search(data[:_HEAD])
    encoding = _python_name(said[1].decode("latin-1")) if said else "cp949"
    return data.decode(encoding, "replace"), encoding


def _without_programs(source: str) -> str:
    """The page without what a server has not run (``<?php … ?>``) and without XML declarations."""
    kept = []
    end = 0
    while (start := source.find("<?", end)) >= 0 and (close := source.find("?>", start)) >= 0:
        kept.append(source[end:start])
        end = close + 2
    return "".join([*kept, source[end:]])


def _python_name(said: str) -> str:
    """The codec for what pages call their encoding; EUC-KR means CP949, as in browsers."""
    if _KOREAN.search(said):
        return "cp949"
    try:
        name = codecs.lookup(said).name
        "".encode(name)  # a codec of text, not of bytes
    except (LookupError, TypeError, ValueError):
        return "cp949"
    return name


def _is_copyright(line: str) -> bool:
    return len(line) <= _MAX_COPYRIGHT and _COPYRIGHT.search(line) is not None


def _heading(headings: Sequence[str], title: str) -> list[str]:
    """The title and the subtitles under it, which stand in front of the article."""
    texts = [" ".join(heading.split()) for heading in headings]
    first = next((i for i, text in enumerate(texts) if _holds([text], title)), len(texts))
    return list(dict.fromkeys([title, *texts[first + 1 :]]))


def _holds(lines: Sequence[str], title: str) -> bool:
    """Whether `title` stands in one of `lines`."""
    letters = "".join(title.split())
    return any(letters in "".join(line.split()) for line in lines)
