"""`policytext batch`: from sources to the tables of an archive, once and again."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest
from archives import RELEASES, batch, contents, jsonl, query, told

from policytext.archive.engines import LocalEngine
from policytext.archive.opening import open_store
from policytext.archive.rows import to_rows
from policytext.archive.work import Outcome, Task
from policytext.model import Amount, Document, MadeWith, Result, Section, Source
from policytext.pipeline import Analyzer
from policytext.reading.records import Record


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_an_archive_holds_what_the_documents_say() -> None:
    jsonl(Path("press.jsonl"))
    result = batch("press.jsonl", "-o", "a.sqlite")
    assert result.exit_code == 0, result.stderr
    archive = Path("a.sqlite")
    assert query(archive, "SELECT title, date, publisher FROM documents WHERE key LIKE '%r1'") == [
        ("청년 창업 지원", "2024-05-31", "가온부")
    ]
    sums = "SELECT text, low, currency FROM amounts ORDER BY low"
    assert query(archive, sums) == [
        ("45억 원", 4_500_000_000, "KRW"),
        ("300억 원", 30_000_000_000, "KRW"),
    ]
    linked = (
        "SELECT p.name, a.text FROM links l JOIN projects p ON p.document = l.document "
        "AND p.id = l.project JOIN amounts a ON a.document = l.document AND a.id = l.item "
        "WHERE l.kind = 'amounts' AND a.low = 30000000000"
    )
    assert query(archive, linked) == [("청년 창업 지원 사업", "300억 원")]
    goals = (
        "SELECT actor, targets ->> '$[0].value', targets ->> '$[0].unit', \"by\" ->> '$[0].date' "
        "FROM goals ORDER BY type"
    )
    assert query(archive, goals) == [("정부", None, None, None), (None, 10_000, "명", "2030")]
    assert not Path("a.sqlite.lock").exists()


def test_an_item_is_in_the_section_of_its_file_where_it_stands() -> None:
    result = Result(
        text="청년 창업에 300억 원\n빈집 정비에 45억 원\n",
        source=Source("plan.pdf", "x", "binary", 24, "pdf"),
        made_with=MadeWith("1", "x"),
        amounts=(
            Amount("300억 원", 7, 13, 300 * 10**8, 300 * 10**8, "KRW", id="a1"),
            Amount("45억 원", 21, 26, 45 * 10**8, 45 * 10**8, "KRW", id="a2"),
        ),
        sections=(Section(0, "page 1"), Section(14, "page 2")),
    )
    record = Record("plan.pdf", ".", "plan.pdf", "plan.pdf", data=b"")
    rows = to_rows("plan.pdf", record, result, "x", "x")
    with open_store(Path("a.sqlite")) as store:
        store.write(rows, store.begin(["plan.pdf"], "x"))
    found = query(Path("a.sqlite"), "SELECT text, section FROM amounts ORDER BY start")
    assert found == [("300억 원", "page 1"), ("45억 원", "page 2")]


def test_the_id_of_a_document_is_made_from_its_key_alone() -> None:
    batch(jsonl(Path("press.jsonl")), "-o", "a.sqlite")
    for id_, key in query(Path("a.sqlite"), "SELECT id, key FROM documents"):
        digest = hashlib.sha256(str(key).encode()).digest()
        assert id_ == int.from_bytes(digest[:8], "big") >> 1


def test_the_order_of_the_documents_does_not_matter() -> None:
    batch(jsonl(Path("press.jsonl")), "-o", "a.sqlite")
    batch(jsonl(Path("press.jsonl"), reversed(RELEASES)), "-o", "b.sqlite")
    assert contents(Path("a.sqlite")) == contents(Path("b.sqlite"))


def test_a_second_run_does_only_what_has_changed() -> None:
    batch(jsonl(Path("press.jsonl")), "-o", "a.sqlite")
    again = batch("press.jsonl", "-o", "a.sqlite")
    assert again.exit_code == 0
    assert "unchanged" in again.stderr
    changed = [
        *RELEASES[1:],
        ("r1", "청년 창업 지원", "예산은 7억 원이다."),
        ("r5", "새 소식", "9억 원."),
    ]
    batch(jsonl(Path("press.jsonl"), changed), "-o", "a.sqlite")
    runs = query(Path("a.sqlite"), "SELECT done, unchanged, failed FROM runs ORDER BY id")
    assert runs == [(4, 0, 0), (0, 4, 0), (2, 3, 0)]
    batch("press.jsonl", "-o", "b.sqlite")
    columns = "SELECT key, sha256, made_with, characters FROM documents ORDER BY key"
    assert query(Path("a.sqlite"), columns) == query(Path("b.sqlite"), columns)
    ours, theirs = (
        contents(Path(name), ("runs", "documents")) for name in ("a.sqlite", "b.sqlite")
    )
    assert ours == theirs


def test_what_failed_is_told_and_kept_and_tried_again_only_on_request(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    jsonl(Path("press.jsonl"))
    analyze = Analyzer.analyze_document

    def failing(self: Analyzer, document: Document) -> Result:
        if "수소" in document.text:
            raise ValueError("no such\nthing")
        return analyze(self, document)

    with monkeypatch.context() as patch:
        patch.setattr(Analyzer, "analyze_document", failing)
        first = batch("press.jsonl", "-o", "a.sqlite")
    assert first.exit_code == 1
    assert "line 2: the program failed on this document" in first.stderr
    assert "(ValueError: no such thing)" in first.stderr
    assert told(first) == {"new": 4, "done": 3, "failed": 1}
    failed = "SELECT kind, sha256 IS NULL FROM failures"
    assert query(Path("a.sqlite"), failed) == [("program", 0)]
    again = batch("press.jsonl", "-o", "a.sqlite")
    assert (again.exit_code, told(again)) == (1, {"unchanged": 3, "failed": 1})
    assert batch("press.jsonl", "-o", "a.sqlite", "--retry-failed").exit_code == 0
    assert query(Path("a.sqlite"), "SELECT * FROM failures") == []
    assert query(Path("a.sqlite"), "SELECT done, unchanged, failed FROM runs") == [
        (3, 0, 1),
        (0, 3, 1),
        (1, 3, 0),
    ]


def test_a_document_that_fails_once_it_has_changed_leaves_nothing_of_its_old_self() -> None:
    Path("press").mkdir()
    Path("press/a.txt").write_text("청년 예산\n사업비는 3억 원이다.\n", "utf-8")
    Path("press/b.txt").write_text("수소 예산\n사업비는 4억 원이다.\n", "utf-8")
    batch("press", "-o", "a.sqlite", "--only", "amounts")
    Path("press/a.txt").write_bytes("예산\n예".encode() + b"\xff")
    assert batch("press", "-o", "a.sqlite", "--only", "amounts").exit_code == 1
    assert query(Path("a.sqlite"), "SELECT text FROM amounts") == [("4억 원",)]
    assert query(Path("a.sqlite"), "SELECT kind FROM failures") == [("reading",)]


def test_a_failure_is_forgotten_when_what_failed_is_gone() -> None:
    Path("press.jsonl").write_text('{"title": "예산", "body": "3억 원"}\n{broken\n', "utf-8")
    assert batch("press.jsonl", "-o", "a.sqlite", "--only", "amounts").exit_code == 1
    jsonl(Path("press.jsonl"))
    assert batch("press.jsonl", "-o", "a.sqlite", "--only", "amounts").exit_code == 0
    assert query(Path("a.sqlite"), "SELECT * FROM failures") == []


def test_two_documents_of_one_id_are_both_kept_and_the_same_one_only_once() -> None:
    twice = [*RELEASES, ("r1", "청년 창업 지원 (수정)", "예산은 400억 원이다."), RELEASES[1]]
    jsonl(Path("press.jsonl"), twice)
    for call in range(2):
        result = batch("press.jsonl", "-o", "a.sqlite", "--only", "amounts")
        assert result.exit_code == 0
        done = {"unchanged": 5} if call else {"new": 5, "done": 5}
        assert told(result) == {**done, "the same document again": 1, "failed": 0}
    titles = query(Path("a.sqlite"), "SELECT title FROM documents WHERE key LIKE '%#r1%'")
    assert sorted(titles) == [("청년 창업 지원",), ("청년 창업 지원 (수정)",)]


def test_other_settings_do_every_document_again() -> None:
    jsonl(Path("press.jsonl"))
    batch("press.jsonl", "-o", "a.sqlite", "--only", "amounts")
    Path("own.yaml").write_text("currencies: []\n", "utf-8")
    batch("press.jsonl", "-o", "a.sqlite", "--only", "amounts", "--dictionary", "own.yaml")
    made_with = query(Path("a.sqlite"), "SELECT DISTINCT made_with FROM documents")
    runs = query(Path("a.sqlite"), "SELECT made_with, done FROM runs ORDER BY id")
    assert made_with == [runs[1][:1]]
    assert runs[0][0] != runs[1][0]
    assert [done for _, done in runs] == [4, 4]


def test_a_dry_run_says_what_there_is_to_do_and_writes_nothing(folder: Path) -> None:
    jsonl(Path("press.jsonl"))
    result = batch("press.jsonl", "-o", "a.sqlite", "--dry-run")
    assert result.exit_code == 0
    assert told(result) == {"new": 4, "failed": 0}
    assert "to be done" in result.stderr
    assert {path.name for path in folder.iterdir()} == {"press.jsonl"}
    batch("press.jsonl", "-o", "a.sqlite", "--limit", "1", "--only", "amounts")
    before = contents(Path("a.sqlite"), ())
    later = batch("press.jsonl", "-o", "a.sqlite", "--dry-run", "--only", "amounts")
    assert told(later) == {"new": 3, "unchanged": 1, "failed": 0}
    assert contents(Path("a.sqlite"), ()) == before


def test_a_sample_is_always_the_same_and_a_larger_one_holds_the_smaller() -> None:
    releases = [(f"r{n}", f"예산 {n}", f"사업비는 {n}억 원이다.") for n in range(1, 60)]
    jsonl(Path("press.jsonl"), releases)
    only = ("--only", "amounts")
    keys = []
    for name, share in (("a", "0.2"), ("b", "0.2"), ("c", "0.6")):
        assert batch("press.jsonl", "-o", f"{name}.sqlite", "--sample", share, *only).exit_code == 0
        keys.append({key for (key,) in query(Path(f"{name}.sqlite"), "SELECT key FROM documents")})
    assert keys[0] == keys[1] < keys[2]
    assert 0 < len(keys[0]) < 30  # which ones depends on the name of the folder
    assert 15 < len(keys[2]) < 59


def test_an_interrupted_run_says_so_keeps_what_it_has_and_is_gone_on_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    jsonl(Path("press.jsonl"))
    run = LocalEngine.run

    def interrupted(self: LocalEngine, tasks: Iterator[Task]) -> Generator[Outcome, None, None]:
        with closing(run(self, tasks)) as outcomes:
            yield from islice(outcomes, 2)
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(LocalEngine, "run", interrupted)
        result = batch("press.jsonl", "-o", "a.sqlite", "--only", "amounts")
    assert result.exit_code == 130
    assert "2 documents are done and kept; the same command goes on from here" in result.stderr
    assert query(Path("a.sqlite"), "SELECT done, ended FROM runs") == [(2, None)]
    after = batch("press.jsonl", "-o", "a.sqlite", "--only", "amounts")
    assert told(after)["done before the interruption"] == 2
    batch("press.jsonl", "-o", "b.sqlite", "--only", "amounts")
    assert contents(Path("a.sqlite")) == contents(Path("b.sqlite"))
    counts = "SELECT id, made_with, sources, done, unchanged, failed FROM runs"
    assert query(Path("a.sqlite"), counts) == query(Path("b.sqlite"), counts)


def test_on_a_terminal_a_bar_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policytext.cli.progress._is_terminal", lambda: True)
    monkeypatch.setattr("policytext.cli.progress._BETWEEN_FRAMES", 0.0)
    jsonl(Path("press.jsonl"))
    result = batch("press.jsonl", "-o", "a.sqlite", "--only", "amounts")
    assert "4/4" in result.stderr
    plain = batch("press.jsonl", "-o", "b.sqlite", "--only", "amounts", "--no-progress")
    assert "4/4" not in plain.stderr
