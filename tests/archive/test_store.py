"""The store: one writer at a time, whole at every moment, and a clear word where it cannot be."""

from __future__ import annotations

import multiprocessing
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from archives import RELEASES, batch, contents, jsonl, query, told

from policytext.archive import opening
from policytext.archive.locking import locked

ROOT = Path(__file__).resolve().parents[2]
MANY = [(f"r{n}", f"예산 {n}", f"사업비는 {n}억 원이다.\n" * 9) for n in range(1, 200)]
ONLY = ("--only", "amounts")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    jsonl(Path("press.jsonl"))
    return tmp_path


def _hold(archive: Path, ready: multiprocessing.synchronize.Event) -> None:
    with locked(archive):
        ready.set()
        time.sleep(60)


def test_a_second_run_at_the_same_archive_is_told_so_and_changes_nothing() -> None:
    spawn = multiprocessing.get_context("spawn")
    ready = spawn.Event()
    other = spawn.Process(target=_hold, args=(Path("a.sqlite"), ready))
    other.start()
    assert ready.wait(30)
    try:
        result = batch("press.jsonl", "-o", "a.sqlite", *ONLY)
        assert result.exit_code == 2
        assert f"another run (process {other.pid}) is writing to this archive" in result.stderr
        assert not Path("a.sqlite").exists()
    finally:
        other.kill()
        other.join()
    assert batch("press.jsonl", "-o", "a.sqlite", *ONLY).exit_code == 0
    assert not Path("a.sqlite.lock").exists()


def test_a_file_that_is_no_archive_stays_as_it_is() -> None:
    Path("text.sqlite").write_text("아무 글", "utf-8")
    with closing(sqlite3.connect("other.sqlite")) as db:
        db.execute("CREATE TABLE budget (won INTEGER)")
    batch("press.jsonl", "-o", "old.sqlite", *ONLY)
    with closing(sqlite3.connect("old.sqlite")) as db:
        db.execute("PRAGMA user_version = 99")
    said = {
        "text.sqlite": "this is no SQLite file",
        "other.sqlite": "this SQLite file was made by another program",
        "old.sqlite": "this archive has the form 99 and the program knows the form",
        "press.jsonl": "this is no SQLite file",
        "none/a.sqlite": "there is no folder none",
        ".": "this is no file",
    }
    for name, sentence in said.items():
        before = Path(name).read_bytes() if Path(name).is_file() else None
        for more in ((), ("--dry-run",)):
            result = batch("press.jsonl", "-o", name, *ONLY, *more)
            assert (result.exit_code, result.stderr.count("\n")) == (2, 1), name
            assert sentence in result.stderr
        assert before is None or Path(name).read_bytes() == before
    assert not list(Path().glob("*.lock"))


def test_looking_at_an_archive_leaves_nothing_beside_it_and_needs_to_put_nothing_there() -> None:
    batch("press.jsonl", "-o", "a.sqlite", *ONLY)
    batch("press.jsonl", "-o", "a.sqlite", *ONLY, "--dry-run")
    assert sorted(path.name for path in Path().iterdir()) == ["a.sqlite", "press.jsonl"]
    # As in a folder that may not be written; that would not keep the superuser from writing.
    Path("a.sqlite-shm").symlink_to("none/there")
    looked = batch("press.jsonl", "-o", "a.sqlite", *ONLY, "--dry-run")
    assert (looked.exit_code, told(looked)) == (0, {"unchanged": 4, "failed": 0})


def test_an_archive_that_is_looked_at_cannot_be_changed() -> None:
    batch("press.jsonl", "-o", "a.sqlite", *ONLY)
    before = contents(Path("a.sqlite"), ())
    with pytest.raises(sqlite3.DatabaseError), opening.open_to_look(Path("a.sqlite")) as store:
        store.begin(["press.jsonl"], "other")
    assert contents(Path("a.sqlite"), ()) == before


def test_a_damaged_archive_is_told(folder: Path) -> None:
    batch("press.jsonl", "-o", "a.sqlite", *ONLY)
    data = bytearray(Path("a.sqlite").read_bytes())
    data[100:8000] = b"\xff" * 7900
    Path("a.sqlite").write_bytes(data)
    result = batch("press.jsonl", "-o", "a.sqlite", *ONLY)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "a.sqlite: the archive cannot be used: it is damaged" in result.stderr


def test_a_folder_that_may_not_be_written_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("policytext.archive.locking.os.open", refused)
    result = batch("press.jsonl", "-o", "a.sqlite", *ONLY)
    assert result.exit_code == 2
    assert "a.sqlite: no archive can be written here: Permission denied" in result.stderr


def test_a_full_disk_ends_the_run_whole_and_it_goes_on_when_there_is_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    connect = opening._connection

    def small(path: Path, mode: str = "") -> sqlite3.Connection:
        db = connect(path, mode)
        db.execute("PRAGMA max_page_count = 60")
        return db

    jsonl(Path("press.jsonl"), MANY)
    with monkeypatch.context() as patch:
        patch.setattr(opening, "_connection", small)
        result = batch("press.jsonl", "-o", "a.sqlite", *ONLY)
    assert result.exit_code == 2
    assert "the disk is full; make room and give the same command again" in result.stderr
    after = batch("press.jsonl", "-o", "a.sqlite", *ONLY)
    assert after.exit_code == 0
    assert told(after)["done before the interruption"] > 1
    batch("press.jsonl", "-o", "b.sqlite", *ONLY)
    assert contents(Path("a.sqlite")) == contents(Path("b.sqlite"))


def test_sources_without_documents_are_told() -> None:
    Path("empty").mkdir()
    result = batch("empty", "-o", "a.sqlite", *ONLY)
    assert result.exit_code == 3
    Path("broken.jsonl").write_text('{"title": "예산"\n', "utf-8")
    result = batch("broken.jsonl", "-o", "a.sqlite", *ONLY)
    assert result.exit_code == 3
    assert "broken.jsonl" in result.stderr
    Path("photo.txt").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF\0")
    assert batch("photo.txt", "-o", "a.sqlite", *ONLY).exit_code == 3
    assert batch("photo.txt", "press.jsonl", "-o", "a.sqlite", *ONLY).exit_code == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_a_run_that_is_killed_again_and_again_ends_as_if_it_never_was() -> None:
    jsonl(Path("press.jsonl"), [*RELEASES, *MANY])
    call = [sys.executable, str(ROOT / "cli.py"), "batch", "press.jsonl", "-o", "a.sqlite"]
    kills = 0
    for documents in (0, 30, 90):
        run = subprocess.Popen([*call, "--jobs", "2", *ONLY], stderr=subprocess.DEVNULL)
        while run.poll() is None and _documents() <= documents:
            time.sleep(0.01)
        kills += run.poll() is None
        run.send_signal(signal.SIGKILL)
        run.wait()
    assert kills == 3
    last = batch("press.jsonl", "-o", "a.sqlite", *ONLY)
    assert last.exit_code == 0
    assert told(last)["done before the interruption"] > 90
    batch("press.jsonl", "-o", "b.sqlite", *ONLY)
    assert contents(Path("a.sqlite")) == contents(Path("b.sqlite"))
    assert query(Path("a.sqlite"), "PRAGMA integrity_check") == [("ok",)]
    assert query(Path("a.sqlite"), "SELECT done FROM runs") == [(len(RELEASES) + len(MANY),)]


def _documents() -> int:
    try:
        ((count,),) = query(Path("a.sqlite"), "SELECT count(*) FROM documents")
    except sqlite3.OperationalError:  # it is not made yet
        return -1
    return int(str(count))
