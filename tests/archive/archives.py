"""What the tests of archives share: sources of a few documents, runs, and what an archive holds."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from typer.testing import CliRunner, Result

from policytext.cli.app import app

RELEASES = (
    ("r1", "청년 창업 지원", "정부는 ‘청년 창업 지원 사업’에 300억 원을 투입할 계획이다."),
    ("r2", "수소 충전소 확충", "산업통상자원부는 수소 충전소 구축에 45억 원을 쓴다고 밝혔다."),
    ("r3", "인공지능 인재 양성", "2030년까지 인공지능 인재 1만 명을 양성하는 것이 목표다."),
    ("r4", "간담회 개최", "장관은 내일 오후 간담회를 연다."),
)


def jsonl(path: Path, releases: Iterable[tuple[str, str, str]] = RELEASES) -> Path:
    """A file of press releases, one JSON object a line."""
    lines = (
        json.dumps(
            {"id": id_, "title": title, "body": body, "ministry": "가온부", "date": "05/31/2024"}
        )
        for id_, title, body in releases
    )
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return path


def batch(*words: str | Path) -> Result:
    """A call of `policytext batch`."""
    return CliRunner().invoke(app, ["batch", *map(str, words)])


def told(result: Result) -> dict[str, int]:
    """What the summary at the end of a call says: how many documents of each sort."""
    rows = re.findall(r"^([a-z ]+?)\s{2,}([\d,]+)", result.stderr, re.MULTILINE)
    return {name: int(count.replace(",", "")) for name, count in rows}


def query(archive: Path, sql: str) -> list[tuple[object, ...]]:
    """The rows that `sql` finds in an archive."""
    with closing(sqlite3.connect(archive)) as db:
        return db.execute(sql).fetchall()


def contents(archive: Path, leave_out: Sequence[str] = ("runs",)) -> dict[str, list[object]]:
    """All rows of all tables, but for those of the tables that tell times."""
    names = [str(name) for (name,) in query(archive, "SELECT name FROM sqlite_schema")]
    tables = [name for name in names if not name.startswith("sqlite_") and name not in leave_out]
    return {table: sorted(map(repr, query(archive, f"SELECT * FROM {table}"))) for table in tables}
