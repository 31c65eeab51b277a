"""How long an export of sums takes, as a ratio against bare yardsticks in the same run.

    python benchmarks/export.py [--rows N]

The archive is made up: documents of ten sums each. XLSX is measured against XlsxWriter with the
same cells and nothing else, CSV against the csv module; each is a process of its own, whose peak
memory is told, also for a tenth of the rows: it does not grow with them.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from policytext.archive.opening import open_store

ROOT = Path(__file__).resolve().parent.parent
SENTENCE = "정부는 ‘섬마을 돌봄사업’에 올해 {n}억 원을 투입해 전국 일곱 곳에 돌봄 거점을 만든다는 구상이라고 밝혔다."
BARE = """
import csv, sqlite3, sys
import xlsxwriter
rows = sqlite3.connect(sys.argv[1]).execute("SELECT * FROM amounts JOIN documents d ON d.id = document")
if sys.argv[2].endswith(".csv"):
    csv.writer(open(sys.argv[2], "w", encoding="utf-8")).writerows(rows)
else:
    with xlsxwriter.Workbook(sys.argv[2], {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, cell in enumerate(row[:21]):
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                elif cell is not None:
                    sheet.write_number(number, column, cell)
"""


def make(path: Path, rows: int) -> None:
    """An archive with `rows` sums."""
    with open_store(path):
        pass
    db = sqlite3.connect(path)
    for document in range(rows // 10):
        values = {
            "id": document, "key": f"press.jsonl#{document}", "collection": "press.jsonl",
            "name": f"press.jsonl#{document}", "title": "섬마을을 돌보는 데 더 쓴다",
            "date": f"2024-{document % 12 + 1:02}-{document % 28 + 1:02}", "publisher": "가온부",
            "format": "text", "encoding": "utf-8", "characters": 900, "truncated": 0,
            "sha256": "0" * 64, "made_with": "0" * 16, "run": 1,
        }  # fmt: skip
        insert(db, "documents", values)
        for number in range(10):
            sum_ = {
                "document": document, "id": f"a{number + 1}", "text": f"{number}억 원",
                "start": 90 * number, "end": 90 * number + 5, "low": number * 10**8,
                "high": number * 10**8, "currency": "KRW", "role": "total", "parts": "[]",
                "rule": "sum", "sentence": SENTENCE.format(n=number),
            }  # fmt: skip
            insert(db, "amounts", sum_)
        project = {
            "document": document, "id": "p1", "name": "섬마을 돌봄사업", "kind": "project",
            "aliases": json.dumps([]), "regions": json.dumps([]), "mentions": 1, "start": 5,
            "end": 13, "rule": "quoted", "sentence": SENTENCE.format(n=1),
        }  # fmt: skip
        insert(db, "projects", project)
        link = {"document": document, "project": "p1", "kind": "amounts", "item": "a1", "rule": "r"}
        insert(db, "links", link)
    db.commit()
    db.close()


def insert(db: sqlite3.Connection, table: str, values: dict[str, object]) -> None:
    """Put one row into a table."""
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join("?" * len(values))
    db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values.values()))


def measured(command: list[str]) -> tuple[float, float]:
    """The wall time of `command` in seconds, and its peak memory in megabytes."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = status
    assert status == 0, command
    return seconds, used.ru_maxrss / 1024


def main() -> None:
    """Run all comparisons."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--rows", type=int, default=100_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archives = {count: folder / f"{count}.sqlite" for count in (rows // 10, rows)}
        for count, path in archives.items():
            make(path, count)
        export = [sys.executable, str(ROOT / "cli.py"), "export"]
        for form in ("xlsx", "csv"):
            target = str(folder / f"out.{form}")
            _, small = measured([*export, str(archives[rows // 10]), "-o", target])
            ours, memory = measured([*export, str(archives[rows]), "-o", target])
            bare, _ = measured([sys.executable, "-c", BARE, str(archives[rows]), target])
            print(
                f"{rows:,} rows to {form:5} {ours:6.2f} s / bare {bare:6.2f} s   "
                f"ratio {ours / bare:5.2f}   memory {memory:4.0f} MB ({small:.0f} MB for a tenth)"
            )


if __name__ == "__main__":
    main()
