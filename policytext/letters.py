"""Letters of Hangul."""

from __future__ import annotations


def is_syllable(letter: str) -> bool:
    """Whether `letter` is a Hangul syllable; "" is none."""
    return "가" <= letter <= "힣"
