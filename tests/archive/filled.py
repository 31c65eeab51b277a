"""A small archive, filled by hand: a release, its copy in a newspaper, and two others."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from policytext.archive.opening import open_store

ISLAND, COPY, STARS, UNDATED = 2**62 + 1, 2, 3, 4


def filled(path: Path) -> Path:
    """The archive, at `path`."""
    with open_store(path):
        pass
    with closing(sqlite3.connect(path)) as db, db:
        _document(db, ISLAND, "섬마을을 돌본다", "2024-05-31", "가온부", "/자료/press.jsonl")
        _document(db, COPY, "=섬마을 돌보기", "2024-06-01", "한빛일보", "/자료/신문.xlsx")
        _document(db, STARS, "별빛 축제", "2023-12-01", "한빛일보", "/자료/신문.xlsx")
        _document(db, UNDATED, "달빛 기록", None, None, "/press/묶음.zip#a.csv")
        for document in (ISLAND, COPY):
            _sum(db, document, "a1", 3 * 10**10, "300억 원", 10)
            _sum(db, document, "a2", 10**8, "1억 원", 60)
            _insert(
                db, "projects", document=document, id="p1", name="섬마을 돌봄사업", kind="project",
                aliases=_list("돌봄사업", "섬돌봄"), regions=_list("인천광역시"), mentions=2, start=3,
                end=11, rule="quoted", sentence="섬마을 돌봄사업을 연다.",
            )  # fmt: skip
            for kind, item in (("amounts", "a1"), ("goals", "g1"), ("sectors", "welfare")):
                _insert(
                    db, "links", document=document, project="p1", kind=kind, item=item, rule="near"
                )
            _insert(
                db, "goals", document=document, id="g1", type="purpose",
                text="2030년까지 섬마을 40%를 돌보려는 것이다.", start=70, end=96,
                targets=_list({"start": 81, "end": 84, "text": "40%", "value": 40, "unit": "%"}),
                by=_list(
                    {"start": 70, "end": 77, "text": "2030년까지", "date": "2030"},
                    {"start": 0, "end": 4, "text": "임기 내", "date": None},
                ),
                actor="가온부", actor_start=62, actor_end=65, rule="marker", section="page 2",
            )  # fmt: skip
        _sum(db, STARS, "a1", 1.5, "1.5달러", 5, currency="USD")
        for document, sector, name in (
            (ISLAND, "welfare", "복지·돌봄"),
            (COPY, "welfare", "복지·돌봄"),
            (STARS, "tourism", "관광·숙박·마이스"),
        ):
            _insert(
                db, "sectors", document=document, id=sector, name=name, ksic=_list("Q87", "Q86"),
                main=1, mentions=1, start=3, end=5, term="돌봄", sentence="문장",
            )  # fmt: skip
        for kept in (ISLAND, COPY):
            _insert(db, "document_duplicates", document=kept, kept=ISLAND, similarity=0.97)
        for id_ in ("a1", "a2"):
            _insert(
                db, "amount_duplicates", document=COPY, id=id_, kept_document=ISLAND, kept_id=id_
            )  # fmt: skip
        for document, number in ((STARS, 1), (UNDATED, 1)):
            _insert(
                db, "paragraph_duplicates", document=document, number=number,
                kept_document=UNDATED, kept_number=1, similarity=1.0,
            )  # fmt: skip
        _insert(
            db, "programmes", id=7, name="섬마을 돌봄사업", kind="project", aliases=_list(),
            documents=2, mentions=4, publishers=_list("가온부", "한빛일보"), first="2024-05-31",
            last="2024-06-01",
        )  # fmt: skip
        _insert(
            db, "programme_sums", programme=7, year="2024", role="total", currency="KRW",
            low=3 * 10**10, high=3 * 10**10, amounts=1,
        )  # fmt: skip
        _insert(
            db, "failures", key="/자료/깨진.hwp", collection="/자료", kind="reading",
            reason="깨진.hwp: it is damaged", run=1,
        )  # fmt: skip
        _insert(
            db, "runs", started="2024-06-02T00:00:00+00:00", program="0.1.0", made_with="x",
            sources=_list("/자료"), done=4,
        )  # fmt: skip
    return path


def _document(
    db: sqlite3.Connection,
    id_: int,
    title: str,
    date: str | None,
    publisher: str | None,
    where: str,
) -> None:
    _insert(
        db, "documents", id=id_, key=f"{where}#{id_}", collection=where, name=f"{id_}", title=title,
        date=date, publisher=publisher, format="text", encoding="utf-8", characters=100, sha256="x",
        made_with="x", run=1,
    )  # fmt: skip
    for number, start in ((1, 0), (2, 50)):
        _insert(
            db, "paragraphs", document=id_, number=number, start=start, end=start + 49,
            text=f"{title} {number}번째 문단",
        )  # fmt: skip


def _sum(
    db: sqlite3.Connection,
    document: int,
    id_: str,
    value: float,
    text: str,
    start: int,
    currency: str = "KRW",
) -> None:
    _insert(
        db, "amounts", document=document, id=id_, text=text, start=start, end=start + len(text),
        low=value, high=value, currency=currency, role="total", parts=_list(), rule="sum",
        sentence=f"모두 {text}을 쓴다.",
    )  # fmt: skip


def _list(*items: object) -> str:
    return json.dumps(items, ensure_ascii=False)


def _insert(db: sqlite3.Connection, table: str, **values: Any) -> None:
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join("?" * len(values))
    db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values.values()))
