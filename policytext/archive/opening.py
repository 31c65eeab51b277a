"""Opening an archive, and saying in one sentence why it cannot be opened or written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from policytext.archive.locking import locked
from policytext.archive.schema import APPLICATION_ID, SCHEMA, VERSION
from policytext.archive.store import Store
from policytext.errors import CallError

_MAGIC = b"SQLite format 3\0"
_WAIT = 60.0  # seconds for another program that holds the file up
_CACHE = 8_000  # kilobytes of pages in memory, however large the file
_LOG = 4_000  # pages of the log that are put into the file at once: fewer cost a wait for the disk each
_SAID = {
    "SQLITE_FULL": "the disk is full; make room and give the same command again, it goes on",
    "SQLITE_BUSY": "another program is writing to it; close that one",
    "SQLITE_READONLY": "it, or the folder that it stands in, may not be written",
    "SQLITE_CANTOPEN": "it, or a file beside it, cannot be opened",
    "SQLITE_CORRUPT": "it is damaged; put a copy of it in its place, or make it anew",
    "SQLITE_NOTADB": "this is no SQLite file; name another one",
    "SQLITE_IOERR": "the disk does not take or give what is asked of it (does it fail, is there a limit on "
    "the size of files?); when that is mended, the same command goes on",
}


@contextmanager
def open_store(path: Path) -> Iterator[Store]:
    """The archive at `path`, which is made where there is none, open for writing by this run alone.

    Raises CallError where that cannot be, also later when it cannot be written.
    """
    _is_there(path)
    with locked(path), said_plainly(path), closing(_connection(path)) as db:
        if _is_new(db):
            _create(db)
        check_version(db, path)
        # Readers do not hold the writer up, nor a commit the disk: a power cut may take the last
        # documents, which are done again, but never half of one.
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute(f"PRAGMA wal_autocheckpoint = {_LOG}")
        yield Store(db)


@contextmanager
def open_to_look(path: Path) -> Iterator[Store]:
    """The archive at `path` as it is, to ask what it holds; an empty one where there is none."""
    if _is_there(path):
        with _reading(path) as db:
            yield Store(db, only_to_look=True)
    else:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
            _create(db)
            yield Store(db, only_to_look=True)


@contextmanager
def open_to_read(path: Path) -> Iterator[sqlite3.Connection]:
    """The archive at `path`, for queries that change nothing in it, beside whoever writes it.

    Raises CallError where there is none or it cannot be read.
    """
    if not _is_there(path):
        raise CallError(f"{path}: there is no such archive; `policytext batch` makes one")
    with _reading(path) as db:
        yield db


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    """The archive at `path`, open so that nothing in it can be changed."""
    with said_plainly(path), closing(_reader(path)) as db:
        check_version(db, path)
        # At its first use json_each is declared, which the authorizer would take for a change.
        db.execute("SELECT 1 FROM json_each('[]')").fetchone()
        db.set_authorizer(_only_reading)
        yield db


def _reader(path: Path) -> sqlite3.Connection:
    """A connection that takes away its log when it is closed, as one that may not write cannot;
    where the folder may not be written, nobody else writes either."""
    try:
        return _connection(path, "?mode=rw")
    except sqlite3.OperationalError as error:
        if not error.sqlite_errorname.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
            raise
    return _connection(path, "?mode=ro&immutable=1")


def _only_reading(
    action: int, first: str | None, second: str | None, database: str | None, trigger: str | None
) -> int:
    """Whether an action leaves the archive as it is; temporary tables are none of it."""
    reads = action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION)
    return sqlite3.SQLITE_OK if reads or database == "temp" else sqlite3.SQLITE_DENY


def is_archive(path: str) -> bool:
    """Whether there is an SQLite file at `path`."""
    try:
        with open(path, "rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except (OSError, ValueError):
        return False


def check_version(db: sqlite3.Connection, path: Path) -> None:
    """Raises CallError where the SQLite file at `path` is no archive, or one of another version."""
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise CallError(f"{path}: this SQLite file was made by another program; name another one")
    if version != VERSION:
        raise CallError(
            f"{path}: this archive has the form {version} and the program knows the form {VERSION}; "
            "use the program that made it, or make the archive anew under another name"
        )


@contextmanager
def said_plainly(path: Path) -> Iterator[None]:
    """What SQLite cannot do with the archive at `path` becomes a CallError."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        name = getattr(error, "sqlite_errorname", "")
        reason = next((said for start, said in _SAID.items() if name.startswith(start)), None)
        if reason is None:  # an error of the program
            raise
        raise CallError(f"{path}: the archive cannot be used: {reason}") from None


def _connection(path: Path, mode: str = "") -> sqlite3.Connection:
    db = sqlite3.connect(
        path.resolve().as_uri() + mode, uri=True, isolation_level=None, timeout=_WAIT
    )
    try:
        db.execute(f"PRAGMA cache_size = -{_CACHE}")  # which reads the file
    except sqlite3.Error:
        db.close()
        raise
    return db


def _is_there(path: Path) -> bool:
    """Whether a file stands at `path`; raises CallError where it is no SQLite file, or where none
    can stand there."""
    try:
        if not path.exists():
            if not path.parent.is_dir():
                raise CallError(f"{path}: there is no folder {path.parent}")
            return False
        if not path.is_file():
            raise CallError(f"{path}: this is no file; name the file of the archive")
        with open(path, "rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        raise CallError(f"{path}: the archive cannot be opened: {error.strerror}") from None
    if head and head != _MAGIC:
        raise CallError(f"{path}: this is no SQLite file; name another one for the archive")
    return True


def _is_new(db: sqlite3.Connection) -> bool:
    (tables,) = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    return not tables


def _create(db: sqlite3.Connection) -> None:
    db.executescript(
        f"BEGIN IMMEDIATE; PRAGMA application_id = {APPLICATION_ID}; "
        f"PRAGMA user_version = {VERSION}; {SCHEMA} COMMIT;"
    )
