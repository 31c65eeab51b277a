"""Markdown: the text without its markup, and the front matter."""

from __future__ import annotations

import pytest

from policytext.reading.markdown import read
from policytext.reading.sniffing import sniff

PLAN = """\
---
title: 2026년 지역혁신 사업 계획
date: 2026-01-15
author: [홍길동, 김철수]
ministry: 해온부
---

## 1. 추진 배경

정부는 **300억 원**을 [지역혁신 사업](https://example.kr)에
투입한다. ![그림](a.png)

| 구분 | 2025 | 2026 |
|------|-----:|-----:|
| 국비 | 100 | 200 |
| 지방비 | | 50 |

- 첫째 항목
  - 안쪽 `항목`

3. 셋째
4. 넷째

<div>상자 <b>글</b></div>
"""


def test_the_text_is_what_a_reader_sees():
    assert read(PLAN.encode(), "plan.md").text.splitlines() == [
        "2026년 지역혁신 사업 계획",
        "1. 추진 배경",
        "정부는 300억 원을 지역혁신 사업에",
        "투입한다.",
        "구분\t2025\t2026",
        "국비\t100\t200",
        "지방비\t\t50",
        "- 첫째 항목",
        "- 안쪽 항목",
        "3. 셋째",
        "4. 넷째",
        "상자 글",
    ]


def test_the_front_matter_says_title_author_date_and_ministry():
    about = read(PLAN.encode(), "plan.md").metadata
    assert (about.title, about.author) == ("2026년 지역혁신 사업 계획", "홍길동")
    assert (about.date, about.organization) == ("2026-01-15", "해온부")


@pytest.mark.parametrize("front", ["a: [1", "비고: 예산 3억 원", "- 예산 3억 원"])
def test_front_matter_that_says_nothing_known_is_text(front: str):
    assert front.split()[-2] in read(f"---\n{front} 예산 3억 원\n---\n본문".encode(), "p.md").text


@pytest.mark.parametrize(
    ("text", "format"),
    [
        (PLAN, "markdown"),
        ("# 계획\n\n**300억 원**을 쓴다.\n", "markdown"),
        ("# 붙임\n예산은 300억 원이다.\n", "text"),
        ("□ 계획\n - **중요**\n", "text"),
        ("<!-- 저장 -->\n<?php include 'a'; ?>\n<div>계획</div>", "html"),
        ("<!DOCTYPE html><html><body>계획</body></html>", "html"),
        ("<계획> 예산은 300억 원이다.", "text"),
        ("---\n제목만 있는 글\n---\n", "text"),
    ],
)
def test_web_pages_and_markdown_are_told_from_other_texts(text: str, format: str):
    assert sniff(text.encode(), "f") == format
    assert sniff(text.replace("\n", "\r\n").encode("utf-16"), "f") == format or format == "markdown"
