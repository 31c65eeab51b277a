"""`policytext batch`: from sources to the tables of an archive, once and again."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from archives import RELEASES, batch, contents, jsonl, query


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
    assert not Path("a.sqlite.lock").exists()


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
