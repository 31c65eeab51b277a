"""What the items of a list say of each other: that most of them are names makes the rest names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from policytext.extraction.projects.candidates import Candidate
from policytext.extraction.projects.listed import Listed
from policytext.extraction.projects.passages import Sight
from policytext.extraction.projects.rows import Row
from policytext.extraction.projects.words import Words

_FIRST = attrgetter("first")
_MANY = 8.0  # items from which a list is long
_BEFORE, _BEHIND = 8, 16  # tokens around a list in which it is said what its items are


def _last(item: tuple[Listed, float, bool]) -> int:
    return item[0].last


@dataclass(slots=True)
class _List:
    """How many items a list has, the sum of their chances, and how many have a head."""

    count: int = 0
    chances: float = 0.0
    headed: int = 0


@dataclass(frozen=True, slots=True)
class Items:
    """The items of one sentence, in order, each with how likely a name stands in it and whether it
    has a head; the list that they belong to; and whether a word around them says that
    they are projects."""

    items: Sequence[tuple[Listed, float, bool]]
    whole: _List
    called: bool

    def of(self, candidate: Candidate) -> list[float]:
        """Whether a candidate fills an item, ends one, one that has a sum, or stands within one; and
        of the other items of the list how many there are, their mean chance, the share with a head;
        and what they are called."""
        place = bisect_left(self.items, candidate.last, key=_last)
        if place == len(self.items) or candidate.first < self.items[place][0].first:
            return [0.0] * 8
        item, chance, headed = self.items[place]
        if candidate.last < item.last:
            return [0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0]
        others = self.whole.count - 1
        return [
            float(candidate.first == item.first),
            1.0,
            float(item.priced),
            float(candidate.first > item.first),
            min(others, _MANY),
            (self.whole.chances - chance) / others if others else 0.0,
            (self.whole.headed - headed) / others if others else 0.0,
            float(self.called),
        ]


class ListReader:
    """Gathers the items of a document by list: those of a sentence, and where that is itself an item
    of a list, those of all items with its sign. A list is whole when every row has been read."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._lists: dict[tuple[str, int], _List] = {}

    def read(self, row: Row) -> list[Items | None]:
        """The items of each sentence of a row, None where it has none."""
        found: list[Items | None] = []
        for place, sight, candidates in zip(
            row.passage.places, row.passage.sights, row.candidates, strict=True
        ):
            found.append(self._items(place, sight, candidates) if sight.listed else None)
        return found

    def _items(self, place: int, sight: Sight, candidates: Sequence[Candidate]) -> Items:
        items = []
        for listed in sight.listed:
            item = replace(listed, first=place + listed.first, last=place + listed.last)
            items.append((item, _chance(candidates, item), self._has_head(sight, listed)))
        found = _List()
        if sight.block.kind == "item":
            found = self._lists.setdefault((sight.block.marker, sight.block.level), found)
        for _, chance, headed in items:
            found.count += 1
            found.chances += chance
            found.headed += headed
        return Items(items, found, self._called(sight))

    def _called(self, sight: Sight) -> bool:
        """Whether a word before the first item or behind the last says what they are."""
        first, last = sight.listed[0].first, sight.listed[-1].last
        around = [
            *sight.lexemes[max(first - _BEFORE, 0) : first],
            *sight.lexemes[last + 1 : last + 1 + _BEHIND],
        ]
        return any(lexeme.form in self._words.list_callers for lexeme in around)

    def _has_head(self, sight: Sight, item: Listed) -> bool:
        letters = "".join(lexeme.letters for lexeme in sight.lexemes[item.first : item.last + 1])
        return bool(self._words.heads.at(letters))


def _chance(candidates: Sequence[Candidate], item: Listed) -> float:
    """How likely the likeliest stretch within an item is a name."""
    near = candidates[
        bisect_left(candidates, item.first, key=_FIRST) : bisect_right(
            candidates, item.last, key=_FIRST
        )
    ]
    return max((c.probability for c in near if c.last <= item.last), default=0.0)
