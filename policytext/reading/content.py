"""What a reader makes of a file: its text, and what the format says about it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from policytext.errors import ReadingError
from policytext.model import NO_METADATA, Metadata, Section
from policytext.reading.text import normalize

# Not the tab, which stands between the cells of a table. The line separators are line ends.
_ODD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_LINE_ENDS = frozenset("\v\f\x85\u2028\u2029")
_BLANK = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a file as `normalize` leaves it, and what else is known of it.

    `encoding` is that of a text file, ``binary`` where the letters of the format have none that a
    user could choose. `sections` are the pages or sections of the text, where the format has them.
    """

    text: str
    encoding: str = "binary"
    metadata: Metadata = NO_METADATA
    sections: tuple[Section, ...] = ()


def assembled(
    parts: Iterable[tuple[str, str]], where: str, metadata: Metadata = NO_METADATA
) -> Content:
    """The content of a file that is read in parts, each a label (``page 3``) and its text.

    The letters are made fit to write: no control characters, no lone surrogates, NFC, no spaces at
    the end of a line, no more than one empty line at a time. A file of one part has no sections.
    Raises ReadingError, with `where` as the name of the file, where there is no text at all.
    """
    pieces: list[str] = []
    sections: list[Section] = []
    length = 0
    for label, raw in parts:
        text = tidy(raw)
        sections.append(Section(length, label))
        if text:
            pieces.append(text + "\n")
            length += len(text) + 1
    if not length:
        raise ReadingError(f"{where}: there is no text in it")
    several = len(sections) > 1
    return Content("".join(pieces), "binary", metadata, tuple(sections) if several else ())


def tidy(text: str) -> str:
    """`text` as a text file would hold it, without empty lines around it."""
    text = _ODD.sub(lambda found: "\n" if found[0] in _LINE_ENDS else "", normalize(text))
    lines = "\n".join([line.rstrip() for line in text.split("\n")])
    return _BLANK.sub("\n\n", lines).strip("\n")


def known(value: str | None) -> str | None:
    """A piece of metadata on one line; None where nothing stands there."""
    return " ".join(tidy(value or "").split()) or None
