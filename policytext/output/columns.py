"""The columns of all tables: what they are called in English and Korean, and what stands in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "long", "integer", "money", "real", "date", "flag", "list"]
Language = Literal["en", "ko"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `long` texts want a wide one; a `flag` is 1 or 0, a `list` JSON, either may be null."""

    korean: str
    kind: Kind = "text"


COLUMNS = {
    "document": Column("문서"),
    "title": Column("제목", "long"),
    "date": Column("일자", "date"),
    "publisher": Column("발행처"),
    "author": Column("작성자"),
    "organization": Column("소속"),
    "position": Column("직위"),
    "url": Column("주소"),
    "collection": Column("모음"),
    "key": Column("문서 키"),
    "document_id": Column("문서 번호"),
    "format": Column("형식"),
    "encoding": Column("인코딩"),
    "characters": Column("글자 수", "integer"),
    "truncated": Column("본문 일부만", "flag"),
    "amount": Column("금액 번호"),
    "value": Column("금액", "money"),
    "value_high": Column("금액 상한", "money"),
    "currency": Column("통화"),
    "modifier": Column("한정"),
    "role": Column("재원 구분"),
    "unit_from": Column("단위 출처"),
    "adds_up": Column("합계 일치", "flag"),
    "same_as": Column("같은 금액"),
    "project": Column("사업 번호"),
    "projects": Column("사업", "list"),
    "name": Column("이름"),
    "kind": Column("종류"),
    "aliases": Column("다른 이름", "list"),
    "mentions": Column("언급 수", "integer"),
    "amounts": Column("금액 표현", "list"),
    "sectors": Column("분야", "list"),
    "regions": Column("지역", "list"),
    "goals": Column("목표 번호", "list"),
    "sector": Column("분야 번호"),
    "ksic": Column("산업분류", "list"),
    "main": Column("주된 분야", "flag"),
    "term": Column("용어"),
    "goal": Column("목표 번호"),
    "type": Column("유형"),
    "actor": Column("주체"),
    "targets": Column("목표치", "list"),
    "by": Column("기한", "list"),
    "item": Column("항목 번호"),
    "rule": Column("규칙"),
    "number": Column("문단 번호", "integer"),
    "repeats": Column("되풀이한 문단 시작", "integer"),
    "start": Column("시작", "integer"),
    "end": Column("끝", "integer"),
    "section": Column("쪽"),
    "text": Column("표현"),
    "sentence": Column("문장", "long"),
    "paragraph": Column("문단", "long"),
    "duplicate_group": Column("중복 묶음"),
    "copy": Column("사본", "flag"),
    "similarity": Column("유사도", "real"),
    "programme": Column("사업군 번호"),
    "documents": Column("문서 수", "integer"),
    "publishers": Column("발행처", "list"),
    "year": Column("연도"),
    "sums": Column("금액 수", "integer"),
    "first": Column("처음", "date"),
    "last": Column("마지막", "date"),
    "reason": Column("까닭", "long"),
    "run": Column("실행", "integer"),
    "started": Column("시작 시각"),
    "ended": Column("끝난 시각"),
    "program": Column("프로그램"),
    "made_with": Column("설정"),
    "sources": Column("자료", "list"),
    "done": Column("처리", "integer"),
    "unchanged": Column("그대로", "integer"),
    "failed": Column("실패", "integer"),
}

TABLES = {
    "documents": "문서",
    "paragraphs": "문단",
    "amounts": "금액",
    "projects": "사업",
    "sectors": "분야",
    "goals": "목표",
    "links": "연결",
    "duplicates": "중복",
    "programmes": "사업군",
    "programme_sums": "사업군 금액",
    "failures": "실패",
    "runs": "실행",
}


def heading(name: str, language: Language) -> str:
    """What the column `name` is called."""
    return COLUMNS[name].korean if language == "ko" else name


def table_heading(table: str, language: Language) -> str:
    """What the table is called."""
    return TABLES[table] if language == "ko" else table
