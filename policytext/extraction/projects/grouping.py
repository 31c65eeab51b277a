"""Which writings name one and the same project."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import islice

from policytext.extraction.projects.names import compact
from policytext.extraction.projects.words import Words

_SAME = 0.8  # share of letter pairs from which two names are one
_MIN_LETTERS = 3
_MIN_SHORTENED = 5  # letters of a name that may be a longer one with words left out
_OPENING = 2  # letters that names have in common if they differ in the middle
_MOST_COMPARED = 100  # projects, and names of one project, that a name is compared with
_BRACKETS = re.compile(r"[(\[（]([^()\[\]（）]{1,60})[)\]）]")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Writing:
    """A name as it is compared: letters alone, and what is made of them.

    `local` is the stem without a region in front, which short forms add to tell where
    (`광주 … 단지`).
    """

    key: str
    stem: str
    local: str
    kind: str
    numbers: tuple[str, ...]

    def traces(self) -> Iterator[tuple[str, str]]:
        """What it has in common, one at least, with every writing that is alike."""
        yield "opening", self.key[:_OPENING]
        yield "opening", self.local[:_OPENING]
        yield "ending", self.key[-_MIN_LETTERS:]
        yield "ending", self.stem[-_MIN_LETTERS:]


@dataclass(frozen=True, slots=True)
class _Name:
    """A name with and without what stands in its brackets, and the names in these."""

    key: str
    versions: tuple[_Writing, ...]
    abbreviations: frozenset[str]

    def traces(self) -> set[tuple[str, str]]:
        """What it has in common, one at least, with every name that is the same."""
        found = {trace for version in self.versions for trace in version.traces()}
        return found | {("letters", key) for key in (self.key, *self.abbreviations)}


class Grouper:
    """Brings writings together by the words of the dictionaries."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def group(self, names: Sequence[str]) -> list[list[str]]:
        """Lists of names of one project each; `names` in the order of the text, none twice.

        A short name goes with the longer one that it is a part of; of several with the one named
        last before it. Of many that have something in common with a name the last are compared.
        """
        groups: list[list[str]] = []
        members: list[list[_Name]] = []
        traced: dict[tuple[str, str], dict[int, None]] = {}
        for text in names:
            name = self._name(text)
            traces = name.traces()
            near = {
                number
                for trace in traces
                for number in islice(reversed(traced.get(trace, {})), _MOST_COMPARED)
            }
            home = next(
                (
                    number
                    for number in nlargest(_MOST_COMPARED, near)
                    if any(self._same(name, m) for m in islice(members[number], _MOST_COMPARED))
                ),
                len(groups),
            )
            if home == len(groups):
                groups.append([])
                members.append([])
            groups[home].append(text)
            members[home].append(name)
            for trace in traces:
                traced.setdefault(trace, {})[home] = None
        return groups

    def _name(self, name: str) -> _Name:
        return _Name(
            compact(name),
            tuple(map(self._writing, sorted(_versions(name)))),
            frozenset(_abbreviations(name)),
        )

    def _writing(self, key: str) -> _Writing:
        stem = self._stem(key)
        head = self._words.heads.at(key)
        kind = self._words.heads.kinds[head] if head else ""
        numbers = tuple(_NUMBER.findall(key))
        return _Writing(key, stem, self._without_place(stem), kind, numbers)

    def _same(self, one: _Name, other: _Name) -> bool:
        """Whether two names are writings of one."""
        if any(self._alike(a, b) for a in one.versions for b in other.versions):
            return True
        return other.key in one.abbreviations or one.key in other.abbreviations

    def _alike(self, one: _Writing, other: _Writing) -> bool:
        a, b = (one, other) if len(one.key) <= len(other.key) else (other, one)
        short, long = a.key, b.key
        if short == long:
            return True
        if a.numbers and b.numbers and a.numbers != b.numbers:
            return False
        if len(short) >= _MIN_LETTERS and (long.endswith(short) or b.stem.endswith(short)):
            return True
        if len(a.stem) >= _MIN_LETTERS:
            if b.stem.endswith(a.stem) or long.endswith(a.stem):
                return a.kind == b.kind or short == a.stem
            if long.startswith(a.stem) and self._only_heads(long[len(a.stem) :]):
                return True
        if len(a.local) >= _MIN_SHORTENED and _is_shortened(a.local, b.stem):
            return True
        if a.kind != b.kind:
            return False
        if len(short) >= _MIN_SHORTENED and _is_shortened(short, long):
            return True
        return short[:_OPENING] == long[:_OPENING] and _alikeness(short, long) >= _SAME

    def _stem(self, key: str) -> str:
        """A name without the words at its end that are left out of its short forms."""
        stem = key
        while True:
            tail = self._words.tails.at(stem)
            if not tail or len(stem) - len(tail) < _MIN_LETTERS:
                return stem
            stem = stem[: -len(tail)]

    def _without_place(self, key: str) -> str:
        """A name without the region in front."""
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
