"""Groups of copies, as the tables of an archive have them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Literal

CopyKind = Literal["paragraphs", "documents"]

_PARAGRAPHS = """
SELECT g.kept_document, g.kept_number, d.key, d.name, d.title, d.date, d.publisher, g.similarity,
  p.number, p.text
FROM paragraph_duplicates g
JOIN (SELECT kept_document, kept_number, count(*) AS size FROM paragraph_duplicates GROUP BY 1, 2)
  USING (kept_document, kept_number)
JOIN documents k ON k.id = g.kept_document
JOIN documents d ON d.id = g.document
JOIN paragraphs p ON p.document = g.document AND p.number = g.number
ORDER BY size DESC, k.date IS NULL, k.date, k.key, g.kept_number, d.date IS NULL, d.date, d.key, g.number
"""
_DOCUMENTS = """
SELECT g.kept, 0, d.key, d.name, d.title, d.date, d.publisher, g.similarity, NULL, NULL
FROM document_duplicates g
JOIN (SELECT kept, count(*) AS size FROM document_duplicates GROUP BY 1) USING (kept)
JOIN documents k ON k.id = g.kept
JOIN documents d ON d.id = g.document
ORDER BY size DESC, k.date IS NULL, k.date, k.key, d.date IS NULL, d.date, d.key
"""


@dataclass(frozen=True, slots=True)
class Copy:
    """A paragraph or a document that says what another one says; what is not known is None.

    `similarity` is that to the copy that is kept; `number` and `text` are those of a paragraph.
    """

    key: str
    name: str
    title: str | None
    date: str | None
    publisher: str | None
    similarity: float
    number: int | None
    text: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """Copies of one text: the one that is kept, and the others by date and key."""

    kept: Copy
    others: tuple[Copy, ...]


def read_groups(db: sqlite3.Connection, kind: CopyKind) -> Iterator[Group]:
    """The groups of an archive, the largest first."""
    rows = db.execute(_PARAGRAPHS if kind == "paragraphs" else _DOCUMENTS)
    for _, members in groupby(rows, key=itemgetter(0, 1)):
        kept, *others = (Copy(*row[2:]) for row in members)
        yield Group(kept, tuple(others))
