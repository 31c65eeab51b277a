"""Which writings name one and the same project."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policytext.extraction.projects.names import compact
from policytext.extraction.projects.words import Words

_SAME = 0.8  # share of letter pairs from which two names are one
_MIN_LETTERS = 3
_MIN_SHORTENED = 5  # letters of a name that may be a longer one with words left out
_OPENING = 2  # letters that names have in common if they differ in the middle
_BRACKETS = re.compile(r"[(\[（]([^()\[\]（）]{1,60})[)\]）]")
_NUMBER = re.compile(r"\d+")


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
        if any(self._alike(a, b) for a in _versions(one) for b in _versions(other)):
            return True
        return compact(other) in _abbreviations(one) or compact(one) in _abbreviations(other)

    def _alike(self, one: str, other: str) -> bool:
        short, long = sorted((one, other), key=len)
        if short == long:
            return True
        numbers = [_NUMBER.findall(key) for key in (short, long)]
        if all(numbers) and numbers[0] != numbers[1]:
            return False
        stems = self._stem(short), self._stem(long)
        if len(short) >= _MIN_LETTERS and (long.endswith(short) or stems[1].endswith(short)):
            return True
        if len(stems[0]) >= _MIN_LETTERS and (
            stems[0] == stems[1] or stems[1].endswith(stems[0]) or long.endswith(stems[0])
        ):
            return self._kind(short) == self._kind(long) or short == stems[0]
        if (
            len(stems[0]) >= _MIN_LETTERS
            and long.startswith(stems[0])
            and self._only_heads(long[len(stems[0]) :])
        ):
            return True
        local = self._without_place(stems[0])
        if len(local) >= _MIN_SHORTENED and _is_shortened(local, stems[1]):
            return True
        if self._kind(short) != self._kind(long):
            return False
        if len(short) >= _MIN_SHORTENED and _is_shortened(short, long):
            return True
        return short[:_OPENING] == long[:_OPENING] and _alikeness(short, long) >= _SAME

    def _kind(self, key: str) -> str:
        head = self._words.heads.at(key)
        return self._words.heads.kinds[head] if head else ""

    def _stem(self, key: str) -> str:
        """A name without the words at its end that are left out of its short forms."""
        stem = key
        while True:
            tail = self._words.tails.at(stem)
            if not tail or len(stem) - len(tail) < _MIN_LETTERS:
                return stem
            stem = stem[: -len(tail)]

    def _without_place(self, key: str) -> str:
        """A name without the region in front, which short forms add to tell where (`광주 … 단지`)."""
        for end in range(len(key) - _MIN_SHORTENED, 1, -1):
            if key[:end] in self._words.places:
                return key[end:]
        return key

    def _only_heads(self, rest: str) -> bool:
        """Whether nothing but words like 조성 사업 is left, which name no other thing."""
        while rest:
            head = self._words.heads.at(rest)
            if not head or self._words.heads.kinds[head] in {"plan", "fund"}:
                return False
            rest = rest[: -len(head)]
        return True


def _versions(name: str) -> set[str]:
    """A name as it is compared: with and without what stands in brackets."""
    return {key for key in (compact(name), compact(_BRACKETS.sub("", name))) if key}


def _abbreviations(name: str) -> set[str]:
    """What stands in brackets in a name."""
    return {compact(inside) for inside in _BRACKETS.findall(name) if len(inside) > 1}


def _is_shortened(short: str, long: str) -> bool:
    """Whether `short` is `long` with letters left out in the middle."""
    if short[:_OPENING] != long[:_OPENING] or short[-_OPENING:] != long[-_OPENING:]:
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)


def _alikeness(one: str, other: str) -> float:
    pairs = [{s[i : i + 2] for i in range(len(s) - 1)} for s in (one, other)]
    total = len(pairs[0]) + len(pairs[1])
    return 2 * len(pairs[0] & pairs[1]) / total if total else 0.0
