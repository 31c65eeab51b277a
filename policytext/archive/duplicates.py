"""Repeated paragraphs and documents of an archive, and the sums that are the same money again.

A document's signature is kept beside it, so that adding documents costs about what they hold and
not what the archive does. It is made anew when its document has been written anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from policytext.archive.copies import WHOLE, Copies, find_homes
from policytext.archive.signatures import (
    Letters,
    are_current,
    read_signatures,
    write_signatures,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_AMOUNTS_OF_PARAGRAPHS = """
INSERT INTO amount_duplicates
SELECT document, id, kept_document, kept_id FROM (
  SELECT a.document, a.id, k.document AS kept_document, k.id AS kept_id, min(k.start)
  FROM paragraph_duplicates d
  JOIN paragraphs p ON p.document = d.document AND p.number = d.number
  JOIN amounts a ON a.document = d.document AND a.start >= p.start AND a.start < p."end"
  JOIN paragraphs q ON q.document = d.kept_document AND q.number = d.kept_number
  JOIN amounts k ON k.document = d.kept_document AND k.start >= q.start AND k.start < q."end"
    AND k.low = a.low AND k.high = a.high AND k.currency = a.currency
  WHERE (d.document, d.number) <> (d.kept_document, d.kept_number)
  GROUP BY a.document, a.id)"""
_AMOUNTS_OF_DOCUMENTS = """
INSERT OR IGNORE INTO amount_duplicates
SELECT document, id, kept_document, kept_id FROM (
  SELECT a.document, a.id, k.document AS kept_document, k.id AS kept_id, min(k.start)
  FROM document_duplicates d
  JOIN amounts a ON a.document = d.document
  JOIN amounts k ON k.document = d.kept
    AND k.low = a.low AND k.high = a.high AND k.currency = a.currency
  WHERE d.document <> d.kept
  GROUP BY a.document, a.id)"""


__all__ = ["are_current", "update_duplicates"]


def update_duplicates(
    db: sqlite3.Connection, and_then: Callable[[sqlite3.Connection], None] | None = None
) -> bool:
    """Bring the tables of duplicates up to date with the documents, in one transaction.

    `and_then` is called in it when they are: for tables that are made from these.

    Returns whether anything was to be done. The tables depend on the documents alone, not on the
    order in which they came in.
    """
    if are_current(db):
        return False
    known = read_signatures(db)
    copies = known.copies
    changed = ~known.settled
    for of, gone in zip(_kinds(copies), _kinds(known.dropped), strict=True):
        some = copies[of]
        find_homes(some, known.settled[of], known.dropped[gone], Letters(db))
        changed[of] |= some["home"] != copies["home"][of]
        copies[of] = some
    documents = known.fresh | set(copies["document"][changed].tolist())
    db.execute("BEGIN IMMEDIATE")
    try:
        write_signatures(db, copies, documents)
        for table in ("paragraph_duplicates", "document_duplicates", "amount_duplicates"):
            db.execute(f"DELETE FROM {table}")
        db.executemany(
            "INSERT INTO paragraph_duplicates VALUES (?, ?, ?, ?, ?)",
            _members(copies[_kinds(copies)[0]]),
        )
        db.executemany(
            "INSERT INTO document_duplicates VALUES (?, ?, ?)",
            (
                (document, kept, value)
                for document, _, kept, _, value in _members(copies[_kinds(copies)[1]])
            ),
        )
        db.execute(_AMOUNTS_OF_PARAGRAPHS)
        db.execute(_AMOUNTS_OF_DOCUMENTS)
        if and_then:
            and_then(db)
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")
    return True


def _kinds(copies: Copies) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which of the copies are paragraphs, and which are whole documents."""
    whole = copies["number"] == WHOLE
    return ~whole, whole


def _members(copies: Copies) -> Iterator[tuple[int, int, int, int, float]]:
    """Document and number of every copy that has another, those of the kept one, the similarity."""
    import numpy as np

    texts, first = np.unique(copies["text"], return_index=True)
    _, of, sizes = np.unique(copies["home"], return_inverse=True, return_counts=True)
    members = copies[sizes[of] > 1]
    kept = copies[first[np.searchsorted(texts, members["home"])]]
    for copy, home in zip(members, kept, strict=True):
        yield (
            int(copy["document"]), int(copy["number"]), int(home["document"]), int(home["number"]),
            round(float(copy["similarity"]), 4),
        )  # fmt: skip
