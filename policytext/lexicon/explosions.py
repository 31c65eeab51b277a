"""Regular expressions that may take exponential time: `(a+)+`, which repeats without end what does.

Such a pattern has more ways to read one text than anybody waits for. Some of them are harmless, because what
stands between tells the repeats apart; they are refused too, and a bound (`{1,20}`) mends them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from re import _constants as signs  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_GREEDY_OR_LAZY = (signs.MAX_REPEAT, signs.MIN_REPEAT)


def may_explode(pattern: str) -> bool:
    """Whether a pattern that can be read repeats without end what itself repeats without end.

    Possessive repeats and atomic groups, which never read a text a second way, do not count.
    """
    return any(_explodes(part) for part in _parts([parser.parse(pattern)]))


def _explodes(part: Any) -> bool:
    return _is_endless(part) and any(map(_is_endless, _parts(_inside(part))))


def _is_endless(part: Any) -> bool:
    sign, argument = part
    return sign in _GREEDY_OR_LAZY and argument[1] is signs.MAXREPEAT


def _parts(groups: Iterable[Any]) -> Iterator[Any]:
    """All parts of patterns, from the outermost to the innermost."""
    for group in groups:
        for part in group:
            yield part
            if part[0] not in (signs.ATOMIC_GROUP, signs.POSSESSIVE_REPEAT):
                yield from _parts(_inside(part))


def _inside(part: Any) -> list[Any]:
    """The patterns that stand in a part: a group, a repeat, alternatives, what is looked ahead for."""
    sign, argument = part
    if sign in _GREEDY_OR_LAZY:
        return [argument[2]]
    if sign is signs.SUBPATTERN:
        return [argument[3]]
    if sign is signs.BRANCH:
        return list(argument[1])
    if sign in (signs.ASSERT, signs.ASSERT_NOT):
        return [argument[1]]
    if sign is signs.GROUPREF_EXISTS:
        return [group for group in argument[1:] if group is not None]
    return []
