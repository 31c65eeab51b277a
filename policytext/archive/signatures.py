"""Signatures of documents, kept in the archive: what is known of the copies in every document."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

from policytext.archive.copies import FIELDS, VERSION, WHOLE, Copies, squeezed, to_copies

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_AT_ONCE = 500  # documents whose signatures are made together
_CURRENT = (
    "s.sha256 = d.sha256 AND s.made_with = d.made_with AND s.date IS d.date AND s.version = ?"
)


@dataclass(frozen=True, slots=True)
class Signatures:
    """All copies of an archive in the order of what is kept: by date (none is last), key, number.

    Of those that are `settled` the home is known; `dropped` were known and are no longer there.
    `fresh` are the documents whose signatures were made anew.
    """

    copies: Copies
    settled: NDArray[np.bool_]
    dropped: Copies
    fresh: frozenset[int]


def are_current(db: sqlite3.Connection) -> bool:
    """Whether there is a signature of every document as it is, and no other."""
    current, documents, signatures = db.execute(
        f"""SELECT
          (SELECT count(*) FROM documents d JOIN signatures s ON s.document = d.id WHERE {_CURRENT}),
          (SELECT count(*) FROM documents), (SELECT count(*) FROM signatures)""",
        (VERSION,),
    ).fetchone()
    return bool(current == documents == signatures)


def read_signatures(db: sqlite3.Connection) -> Signatures:
    """What is known of the documents as they are; what is not known yet is made."""
    import numpy as np

    current: list[Copies] = []
    stale: dict[int, Copies] = {}
    moved: set[int] = set()  # documents that have another date now, or are no longer there
    rows = db.execute(
        f"""SELECT s.document, s.copies, d.id IS NOT NULL AND {_CURRENT}, d.id IS NOT NULL AND s.date IS d.date
        FROM signatures s LEFT JOIN documents d ON d.id = s.document WHERE s.version = ?""",
        (VERSION, VERSION),
    )
    for document, blob, is_current, stays in rows:
        copies = np.frombuffer(blob, FIELDS)
        if is_current:
            current.append(copies)
        else:
            stale[document] = copies
            if not stays:
                moved.add(document)
    fresh: list[Copies] = []
    same: list[Copies] = []
    names: set[int] = set()
    for document, copies in _fresh(db):
        names.add(document)
        before = stale.get(document)
        if before is not None and document not in moved and _say_the_same(before, copies):
            same.append(stale.pop(document))
        else:
            fresh.append(copies)
    count = sum(map(len, current)) + sum(map(len, same))
    copies = _joined([*current, *same, *fresh])
    del current, same, fresh  # all of them together are what takes the most memory
    order = _order(db, copies)
    return Signatures(copies[order], order < count, _joined(list(stale.values())), frozenset(names))


def write_signatures(db: sqlite3.Connection, copies: Copies, documents: Iterable[int]) -> None:
    """Put the signatures of `documents` into the archive, and take out those of documents that it
    has no more; `copies` are all, those of one document together."""
    import numpy as np

    db.execute("DELETE FROM signatures WHERE document NOT IN (SELECT id FROM documents)")
    first = np.flatnonzero(np.diff(copies["document"], prepend=-1))
    bounds = pairwise([*first.tolist(), len(copies)])
    places = dict(zip(copies["document"][first].tolist(), bounds, strict=True))
    for document in sorted(documents):
        start, end = places.get(document, (0, 0))
        db.execute(
            "INSERT OR REPLACE INTO signatures "
            "SELECT id, date, sha256, made_with, ?, ? FROM documents WHERE id = ?",
            (VERSION, copies[start:end].tobytes(), document),
        )


class Letters:
    """The texts of copies, as they are compared, read from the archive when they are asked for."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __call__(self, document: int, number: int) -> str:
        """The text of a paragraph, or of the whole document."""
        if number == WHOLE:
            rows = self._db.execute(
                "SELECT d.title, p.text FROM documents d JOIN paragraphs p "
                "ON p.document = d.id WHERE d.id = ? ORDER BY p.number",
                (document,),
            ).fetchall()
            return _whole(rows[0][0], [squeezed(text) for _, text in rows])
        (text,) = self._db.execute(
            "SELECT text FROM paragraphs WHERE document = ? AND number = ?", (document, number)
        ).fetchone()
        return squeezed(text)


def _whole(title: str | None, paragraphs: Iterable[str]) -> str:
    """A document as it is compared with others: its paragraphs, `squeezed`, without the one that is
    its title, which is changed first where a text is published again."""
    named = squeezed(title or "")
    return " ".join(text for text in paragraphs if text and text != named)


def _fresh(db: sqlite3.Connection) -> Iterator[tuple[int, Copies]]:
    """The documents that have no signature of what they are now, each with its copies."""
    import numpy as np

    wanted = [
        document
        for (document,) in db.execute(
            f"""SELECT d.id FROM documents d WHERE NOT EXISTS (
              SELECT 1 FROM signatures s WHERE s.document = d.id AND {_CURRENT})""",
            (VERSION,),
        )
    ]
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        copies = to_copies(_texts(db, some))
        copies = copies[np.lexsort([copies["number"], copies["document"]])]
        for document in some:
            first, end = np.searchsorted(copies["document"], [document, document + 1])
            yield document, copies[first:end]


def _texts(db: sqlite3.Connection, documents: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """The paragraphs of `documents`, and then each as a whole, all `squeezed`."""
    rows = db.execute(
        "SELECT d.id, p.number, d.title, p.text FROM documents d JOIN paragraphs p "
        f"ON p.document = d.id WHERE d.id IN ({','.join(map(str, documents))}) "
        "ORDER BY d.id, p.number"
    )
    for document, paragraphs in groupby(rows, key=itemgetter(0)):
        lines = []
        for _, number, title, text in paragraphs:  # noqa: B007 - the title is the same in all
            lines.append(squeezed(text))
            yield document, number, lines[-1]
        yield document, WHOLE, _whole(title, lines)


def _say_the_same(one: Copies, other: Copies) -> bool:
    """Whether two signatures are of the same texts in the same places."""
    return len(one) == len(other) and bool(
        (one["number"] == other["number"]).all() and (one["text"] == other["text"]).all()
    )


def _joined(parts: Sequence[Copies]) -> Copies:
    import numpy as np

    return np.concatenate([np.zeros(0, FIELDS), *parts])


def _order(db: sqlite3.Connection, copies: Copies) -> NDArray[np.int64]:
    """The order of what is kept: by the date of the document (none is last), its key, the number."""
    import numpy as np

    rows = db.execute("SELECT id FROM documents ORDER BY date IS NULL, date, key")
    ids = np.fromiter((id_ for (id_,) in rows), np.int64)
    by_id = np.argsort(ids)
    rank = by_id[np.searchsorted(ids[by_id], copies["document"])]
    return np.lexsort([copies["number"], rank])
