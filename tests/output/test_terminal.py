"""A document in the terminal: its words in colours where they stand, and nothing else changed."""

from __future__ import annotations

import io

import pytest

from policytext.output.terminal import legend, marked, show
from policytext.pipeline import Analyzer

RELEASE = "정부는 ‘청년 창업 지원 사업’에 300억 원을 투입할 계획이다.\n"


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def styled(analyzer: Analyzer, text: str) -> dict[str, str]:
    """The letters that are styled and how."""
    shown = marked(analyzer.analyze(text))
    return {shown.plain[span.start : span.end]: str(span.style) for span in shown.spans}


def test_sums_projects_and_goals_are_told_apart(analyzer: Analyzer) -> None:
    found = styled(analyzer, RELEASE)
    assert found["300억 원"] == "bold green"
    assert found["청년 창업 지원 사업"] == "bold cyan"
    assert found[RELEASE.strip()] == "underline"


def test_the_legend_counts_what_is_marked(analyzer: Analyzer) -> None:
    assert legend(analyzer.analyze(RELEASE)).plain == "1 sum  1 project  1 goal"


def test_orders_to_the_terminal_are_made_harmless_in_their_places(analyzer: Analyzer) -> None:
    shown = marked(analyzer.analyze("예산\x1b[31m 300억 원")).plain
    assert shown == "예산\ufffd[31m 300억 원"


def test_colours_go_to_a_terminal_only(analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    result = analyzer.analyze("예산은\t300억 원이다. " * 20)
    pipe, terminal, plain = io.StringIO(), Terminal(), Terminal()
    show(result, pipe)
    show(result, terminal)
    monkeypatch.setenv("NO_COLOR", "1")
    show(result, plain)
    assert pipe.getvalue() == plain.getvalue() == result.text + "\n"
    assert "\x1b[1;32m300억 원\x1b[0m" in terminal.getvalue()
