"""Patterns that are looked for in long texts."""

from __future__ import annotations

import pytest

from policytext.scanning import needs_digit


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        (r"20\d\d년", True),
        (r"(?P<year>20\d\d|(?<!\d)[’']\s?\d\d)년도?", True),
        (r"[1-4]분기|(?:1[0-2]|[1-9])월", True),
        (r"(?:\d+\s?)?월말", False),
        (r"올해|20\d\d년", False),
        (r"[^0-9]월", False),
        (r"[0-9상하]반기", False),
        (r"(?<=\d)월", False),
    ],
)
def test_a_date_that_is_written_in_figures_is_told_by_its_pattern(
    pattern: str, needs: bool
) -> None:
    assert needs_digit(pattern) is needs
