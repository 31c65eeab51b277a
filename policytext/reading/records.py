"""One document of an archive, as its source gives it, or the word that it cannot be read."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from policytext.model import Document, Metadata, Source
from policytext.reading.files import to_document
from policytext.reading.text import normalize

_DATE = re.compile(r"\s*(\d{4})(?:\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})(?!\d)|(\d{2})(\d{2}))")
_AMERICAN = re.compile(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(frozen=True, slots=True)
class Record:
    """One document of an archive; a string that is "" is not known.

    `key` is unique in what is read and the same the next time: the path of a file, or the
    collection, ``#`` and the record's own id (a hash of its content where it has none). `name` is
    what a person calls it, `where` what a message calls it. `date` is ISO 8601, 2024-05-31.
    `truncated`: the source gives only the beginning. Of `text` (title and body) and `data` (the
    bytes of a file, for the readers of single documents) one is there, the other is None.
    """

    key: str
    collection: str
    name: str
    where: str
    title: str = ""
    date: str = ""
    publisher: str = ""
    author: str = ""
    url: str = ""
    truncated: bool = False
    text: str | None = None
    data: bytes | None = None

    @property
    def sha256(self) -> str:
        """Of the content: a file's bytes, or all that the collection says of the record."""
        if self.data is not None:
            return hashlib.sha256(self.data).hexdigest()
        said = (self.title, self.date, self.publisher, self.author, self.url, self.truncated)
        return _digest([*said, self.text])


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What is no document: `reason` says in one sentence where, what and what to do.

    What is `left out` is so by the source's own word (BIGKinds marks repeats and notices) or holds
    no documents by its nature; it is no failure.
    """

    key: str
    collection: str
    reason: str
    kind: Literal["unreadable", "left out"] = "unreadable"


def document_of(record: Record) -> Document:
    """The document that `record` holds, with what its source says of it as metadata.

    Raises ReadingError, in one sentence, where its bytes cannot be read.
    """
    if record.data is not None:
        return to_document(record.data, record.where, record.name)
    text = record.text or ""
    said = (record.title, record.author, record.date, record.publisher, record.url)
    metadata = Metadata(*(value or None for value in said))
    return Document(text, Source(record.name, record.sha256, "utf-8", len(text)), metadata)


def content_id(parts: Sequence[object]) -> str:
    """An id for a record that has none: it changes only when the content does."""
    return _digest(parts)[:16]


def full_text(title: str, body: str) -> str:
    """Title and body as one text; a body that begins with its title is left as it is."""
    if not title or not body:
        return title or body
    length = len(title)
    start = "".join(body[: 2 * length].split())
    return body if start.startswith("".join(title.split())) else f"{title}\n{body}"


def iso_date(value: object) -> str:
    """The date that `value` is or begins with, as 2024-05-31; "" where it is none.

    Reads 2024-05-31, 2024. 5. 31., 20240531, years, months and days with words between them, the
    American 05/31/2024, and dates as spreadsheets have them.
    """
    if isinstance(value, datetime.date):  # a datetime is one, too
        return value.strftime("%Y-%m-%d")
    text = plain(value)
    if found := _AMERICAN.match(text):
        month, day, year = found.groups()
    elif found := _DATE.match(text):
        year = found[1]
        month, day = (found[2], found[3]) if found[2] else (found[4], found[5])
    else:
        return ""
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def plain(value: object) -> str:
    """A cell or a JSON value as text: normalized, no `.0` behind whole numbers, lists as lines."""
    match value:
        case str():
            return normalize(value)
        case None | bool():
            return ""
        case float() if value.is_integer():
            return str(int(value))
        case list():
            return "\n".join(filter(None, map(plain, value)))
        case dict():
            return ""
        case _:
            return str(value)


def _digest(parts: Sequence[object]) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
