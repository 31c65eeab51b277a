"""Which writings name one and the same project."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from policytext.extraction.projects.names import compact
from policytext.extraction.projects.words import Words

_SAME = 0.8  # share of letter pairs from which two names are one
_MIN_LETTERS = 3


@dataclass(slots=True)
class Group:
    """The writings of one project: keys (see `compact`), the fullest first."""

    keys: list[str] = field(default_factory=list)


class Grouper:
    """Brings writings together by the words of the dictionaries."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def group(self, names: Sequence[str]) -> list[list[str]]:
        """Lists of names of one project each; `names` in the order of the text, none twice.

        A short name goes with the longer one that it is a part of; of several with the one named
        last before it.
        """
        groups: list[list[str]] = []
        for name in names:
            home = next((g for g in reversed(groups) if any(self.same(name, n) for n in g)), None)
            if home is None:
                groups.append([name])
            else:
                home.append(name)
        return groups

    def same(self, one: str, other: str) -> bool:
        """Whether two names are writings of one."""
        short, long = sorted((compact(one), compact(other)), key=len)
        if short == long:
            return True
        if digits(short) != digits(long) and digits(short):
            return False
        if self._stem(short) == self._stem(long):
            return True
        if len(short) >= _MIN_LETTERS and long.endswith(short):
            return True
        stem = self._stem(short)
        if (
            len(stem) >= _MIN_LETTERS
            and long.startswith(stem)
            and self._only_heads(long[len(stem) :])
        ):
            return True
        return _alikeness(short, long) >= _SAME

    def _stem(self, key: str) -> str:
        head = self._words.heads.at(key)
        stem = key[: -len(head)] if head else key
        return stem if len(stem) >= _MIN_LETTERS else key

    def _only_heads(self, rest: str) -> bool:
        for _ in range(4):
            head = self._words.heads.at(rest)
            if not head:
                break
            rest = rest[: -len(head)]
        return not rest


def digits(key: str) -> str:
    """The digits of a name: what differs in them is not one thing (제1차, 제2차)."""
    return "".join(c for c in key if c.isdigit())


def _alikeness(one: str, other: str) -> float:
    pairs = [{s[i : i + 2] for i in range(len(s) - 1)} for s in (one, other)]
    total = len(pairs[0]) + len(pairs[1])
    return 2 * len(pairs[0] & pairs[1]) / total if total else 0.0
