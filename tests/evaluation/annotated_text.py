"""A small text and what a reader finds in it."""

from __future__ import annotations

from typing import Any

TEXT = (
    "청년 예산\n"
    "정부는 ‘청년 창업 지원 사업’에 300억 원을 투입할 계획이다.\n"
    "2030년까지 농어촌 기금 40억 원을 마련한다.\n"
)


def at(quote: str) -> dict[str, Any]:
    start = TEXT.index(quote)
    return {"start": start, "end": start + len(quote), "text": quote}


GOLD: dict[str, Any] = {
    "amounts": [
        {**at("300억 원"), "low": 30000000000, "high": 30000000000, "currency": "KRW",
         "modifier": None, "role": "total", "projects": [0]},
        {**at("40억 원"), "low": 4000000000, "high": 4000000000, "currency": "KRW",
         "modifier": None, "role": "total", "projects": [1]},
    ],
    "projects": [
        {"id": 0, "name": "청년 창업 지원 사업", "kind": "project", "mentions": [at("청년 창업 지원 사업")]},
        {"id": 1, "name": "농어촌 기금", "kind": "fund", "mentions": [at("농어촌 기금")]},
    ],
    "sectors": {"main": ["startup"], "named": ["startup", "agriculture"]},
    "goals": [
        {**at("정부는 ‘청년 창업 지원 사업’에 300억 원을 투입할 계획이다."), "type": "intent"},
        {**at("2030년까지 농어촌 기금 40억 원을 마련한다."), "type": "target"},
    ],
    "repeats": [],
}  # fmt: skip
