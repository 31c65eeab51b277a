"""Cutting words into units that are analysed one by one.

A unit is a run of Hangul syllables, of digits, of Latin letters or of Chinese characters, or a sign. All but
Hangul are tagged here, as Kiwi tags them; a run of Hangul is looked up or analysed by Kiwi, for
itself but for what stands against it: after a figure (``3억``), a Latin word (``AI는``) or a closing
sign (``(가칭)은``), before a figure (``제3차``) or at a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_UNITS = re.compile(
    r"""
      (?P<hangul> [가-힣]+ )
    | (?P<W_URL> (?: https?:// | www\. ) [^\s가-힣()<>\[\]"'“”‘’]+ )
    | (?P<W_EMAIL> [\w.+-]+@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+ )
    | (?P<W_SERIAL> [0-9]+(?:\.[0-9]+){2,}\.? | [0-9]{1,4}\.[0-9]{1,2}\.
        | [0-9]+(?:-[0-9]+)+ | [0-9]+(?::[0-9]+)+ )
    | (?P<SN> [0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)? )
    | (?P<SL> [^\W\d_\u2150-\u218f\u2460-\u24ff\u3200-\u33ff\u3400-\u9fff\uf900-\ufaff가-힣ㄱ-ㆎ]+(?:\.[A-Za-z]+)* )
    | (?P<SH> [\u3400-\u9fff\uf900-\ufaff]+ )
    | (?P<SE> …+ | \.{2,} )
    | (?P<sign> \S )
    """,
    re.VERBOSE,
)
HANGUL = "hangul"
_OPENING = "([{<《〈「『【〔（［＜‘“｢"
_CLOSING = ")]}>》〉」』】〕）］＞’”｣"
_TAGS = {
    **dict.fromkeys(".!?。！？", "SF"),
    **dict.fromkeys(",·:/;ㆍ･・․‧∙•，：／", "SP"),
    **dict.fromkeys(_OPENING, "SSO"),
    **dict.fromkeys(_CLOSING, "SSC"),
    **dict.fromkeys("-~∼～–—−", "SO"),
    **dict.fromkeys(map(chr, range(ord("①"), ord("⓿") + 1)), "SB"),
}
_STRAIGHT = "\"'"


def units(word: str) -> Iterator[tuple[str, int, int]]:
    """The tag of every unit of a word, and where it stands in it; `HANGUL` for a run of Hangul."""
    for found in _UNITS.finditer(word):
        start, end = found.span()
        kind = found.lastgroup
        if kind == "sign":
            sign = found.group()
            if sign in _STRAIGHT:
                kind = "SSO" if _opens(word, start) else "SSC"
            else:
                kind = _TAGS.get(sign, "SW")
        yield str(kind), start, end


def around(word: str, start: int, end: int) -> tuple[str, str, str]:
    """A run of Hangul, ``word[start:end]``, between what stands against it, as far as it matters.

    That is before it a figure (``1``), a Latin or Chinese word (``A``) or a closing sign (``)``), and
    behind it a figure, such a word or the end of a sentence (``.``); "" for all else.
    """
    before = _before(word, start - 1) if start else ""
    return before, word[start:end], _behind(word[end : end + 1])


def _before(word: str, position: int) -> str:
    letter = word[position]
    if letter.isdigit():
        return "1"
    if letter.isalpha():
        return "A"
    closes = (
        letter in _CLOSING or letter == "%" or (letter in _STRAIGHT and not _opens(word, position))
    )
    return ")" if closes else ""


def _behind(letter: str) -> str:
    if letter.isdigit():
        return "1"
    return "A" if letter.isalpha() else "." if letter and letter in ".!?" else ""


def _opens(word: str, position: int) -> bool:
    """Whether a straight quotation mark is the opening one."""
    return position == 0 or word[position - 1] in _OPENING
