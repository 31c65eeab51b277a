"""The store: one SQLite file that is whole at every moment."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from policytext.archive.duplicates import are_current, update_duplicates
from policytext.archive.folders import Folders
from policytext.archive.groups import CopyKind, Group, read_groups
from policytext.archive.naming import NameReader
from policytext.archive.programme_tables import write_programmes
from policytext.archive.rows import FOUND, DocumentRows, document_id
from policytext.archive.work import Failed
from policytext.lexicon import Lexicon
from policytext.version import __version__

# What others make of a document's rows; void once the document is written anew.
_DERIVED = (
    "document_duplicates",
    "paragraph_duplicates",
    "amount_duplicates",
    "programme_projects",
)

State = Literal["new", "changed", "unchanged", "failed"]


@dataclass(frozen=True, slots=True)
class Run:
    """A run of `batch`, and what it makes its documents with."""

    id: int
    made_with: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the archive says of a document: `run` wrote it, 0 where it is not in the archive."""

    state: State
    run: int = 0


class Store:
    """An archive that is open for writing. Each method that writes is one transaction."""

    def __init__(self, connection: sqlite3.Connection, only_to_look: bool = False) -> None:
        self._db = connection
        self._folders = Folders(connection, keep=not only_to_look)
        self._db.create_function("document_id", 1, document_id, deterministic=True)
        # The keys of this run lie on disk: memory does not grow with the archive.
        self._db.execute("CREATE TEMP TABLE seen (id INTEGER PRIMARY KEY, sha256 TEXT)")
        self._db.execute("CREATE TEMP TABLE visited (collection TEXT PRIMARY KEY) WITHOUT ROWID")

    def folder_name(self, path: str) -> str:
        """What the documents of a folder (an absolute path) are known by in this archive."""
        return self._folders.name_of(path)

    def begin(self, sources: Sequence[str], made_with: str) -> Run:
        """A new run, or the last one where that was the same and did not come to its end."""
        named = json.dumps(list(sources), ensure_ascii=False)
        last = self._db.execute(
            "SELECT id, sources, made_with, ended FROM runs ORDER BY id DESC LIMIT 1"
        ).fetchone()
        if last and last[1:] == (named, made_with, None):
            return Run(last[0], made_with)
        with self._transaction():
            inserted = self._db.execute(
                "INSERT INTO runs (started, program, made_with, sources) VALUES (?, ?, ?, ?)",
                (_now(), __version__, made_with, named),
            )
        assert inserted.lastrowid is not None
        return Run(inserted.lastrowid, made_with)

    def claim(self, key: str, collection: str, sha256: str | None) -> str | None:
        """The key that the document goes by: `key`, or with a number where another document of this
        run has it already. None where that one has the same content: it is the same document."""
        self._db.execute("INSERT OR IGNORE INTO visited VALUES (?)", (collection,))
        number, name = 1, key
        while True:
            id_ = document_id(name)
            found = self._db.execute("SELECT sha256 FROM seen WHERE id = ?", (id_,)).fetchone()
            if found is None:
                self._db.execute("INSERT INTO seen VALUES (?, ?)", (id_, sha256))
                return name
            if found[0] == sha256:
                return None
            number += 1
            name = f"{key}#{number}"

    def known(self, key: str, sha256: str, made_with: str) -> Known:
        """Whether the document is in the archive with the same content, made with the same."""
        found = self._db.execute(
            "SELECT sha256, made_with, run FROM documents WHERE id = ?", (document_id(key),)
        ).fetchone()
        if found and found[:2] == (sha256, made_with):
            return Known("unchanged", found[2])
        failed = self._db.execute(
            "SELECT sha256, made_with, run FROM failures WHERE key = ?", (key,)
        ).fetchone()
        if failed and failed[:2] == (sha256, made_with):
            return Known("failed", failed[2])
        return Known("changed" if found or failed else "new")

    def write(self, rows: DocumentRows, run: Run) -> None:
        """Put a document into the archive in the place of what it had of it."""
        id_, key = rows.document[:2]
        with self._transaction():
            self._erase(id_)
            self._insert("documents", [(*rows.document, run.id)])
            for table, found in rows.found.items():
                self._insert(table, found)
            self._db.execute("DELETE FROM failures WHERE key = ?", (key,))
            self._db.execute("UPDATE runs SET done = done + 1 WHERE id = ?", (run.id,))

    def fail(self, failed: Failed, run: Run) -> None:
        """Record that a document could not be done; what the archive had of it is out of date."""
        with self._transaction():
            self._erase(document_id(failed.key))
            self._db.execute("DELETE FROM failures WHERE key = ?", (failed.key,))
            row = (
                failed.key, failed.collection, failed.kind, failed.reason,
                failed.sha256, failed.made_with, run.id,
            )  # fmt: skip
            self._insert("failures", [row])

    def finish(self, run: Run, unchanged: int, complete: bool) -> int:
        """End the run; returns how many documents of its sources stand in failures.

        `complete`: the sources were read to their ends, so that failures of documents that are no
        longer in them are forgotten.
        """
        with self._transaction():
            if complete:
                self._db.execute(
                    "DELETE FROM failures WHERE collection IN (SELECT collection FROM visited) "
                    "AND document_id(key) NOT IN (SELECT id FROM seen)"
                )
            (failed,) = self._db.execute(
                "SELECT count(*) FROM failures WHERE document_id(key) IN (SELECT id FROM seen)"
            ).fetchone()
            self._db.execute(
                "UPDATE runs SET ended = ?, unchanged = ?, failed = ? WHERE id = ?",
                (_now(), unchanged, failed, run.id),
            )
        return int(failed)

    def find_duplicates(self, lexicon: Lexicon | None = None) -> bool:
        """Bring the tables of duplicates up to date, and with a `lexicon` those of programmes too;
        returns whether anything was to be done."""
        if lexicon is None:
            return update_duplicates(self._db)
        reader = NameReader(lexicon)
        return update_duplicates(self._db, lambda db: write_programmes(db, reader))

    def duplicates_are_current(self) -> bool:
        """Whether the tables of duplicates tell of all documents as they are."""
        return are_current(self._db)

    def groups(self, kind: CopyKind) -> Iterator[Group]:
        """The groups of copies, the largest first."""
        return read_groups(self._db, kind)

    def _erase(self, id_: int | str | float | None) -> None:
        if not self._db.execute("SELECT 1 FROM documents WHERE id = ?", (id_,)).fetchone():
            return
        self._db.execute("DELETE FROM documents WHERE id = ?", (id_,))
        for table in (*FOUND, *_DERIVED):
            self._db.execute(f"DELETE FROM {table} WHERE document = ?", (id_,))

    def _insert(self, table: str, rows: Sequence[tuple[object, ...]]) -> None:
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self._db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self._db.in_transaction:  # a full disk has ended it already
                self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
