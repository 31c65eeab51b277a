"""What the items of a list say of each other: that most of them are names makes the rest names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policytext.extraction.projects.candidates import Candidate
from policytext.extraction.projects.listed import Listed
from policytext.extraction.projects.names import compact
from policytext.extraction.projects.rows import Row
from policytext.extraction.projects.words import Words

_MANY = 8.0  # items from which a list is long


@dataclass(frozen=True, slots=True)
class Siblings:
    """The items of one sentence: by their last token, the item, how likely a name stands in it and
    whether it has a head; and the sums of these two over all items of its list."""

    items: Mapping[int, tuple[Listed, float, bool]]
    count: int
    chances: float
    headed: int

    def of(self, candidate: Candidate) -> list[float]:
        """Whether a candidate fills an item, ends one, that has a sum, or stands within one; and of
        the other items of its list how many there are, their mean chance, the share with a head."""
        found = self.items.get(candidate.last)
        if found is None or candidate.first < found[0].first:
            inside = any(
                item.first <= candidate.first and candidate.last <= item.last
                for item, _, _ in self.items.values()
            )
            return [0.0, 0.0, 0.0, float(inside), 0.0, 0.0, 0.0]
        item, chance, headed = found
        others = self.count - 1
        return [
            float(candidate.first == item.first),
            1.0,
            float(item.priced),
            float(candidate.first > item.first),
            min(others, _MANY),
            (self.chances - chance) / others if others else 0.0,
            (self.headed - headed) / others if others else 0.0,
        ]


def find_siblings(rows: Sequence[Row], words: Words) -> list[Siblings]:
    """The items of every row with those of its list: the items of the sentence, and where that is
    an item of a list itself, those of all items with its sign."""
    found = [
        {item.last: (item, _chance(row, item), _has_head(row, item, words)) for item in row.listed}
        for row in rows
    ]
    lists: dict[object, list[tuple[Listed, float, bool]]] = defaultdict(list)
    keys = [
        (row.block.marker, row.block.level) if row.block.kind == "item" else number
        for number, row in enumerate(rows)
    ]
    for key, items in zip(keys, found, strict=True):
        lists[key].extend(items.values())
    return [
        Siblings(
            items,
            len(lists[key]),
            sum(chance for _, chance, _ in lists[key]),
            sum(headed for _, _, headed in lists[key]),
        )
        for key, items in zip(keys, found, strict=True)
    ]


def _chance(row: Row, item: Listed) -> float:
    """How likely the likeliest stretch within an item is a name."""
    return max(
        (c.probability for c in row.candidates if item.first <= c.first and c.last <= item.last),
        default=0.0,
    )


def _has_head(row: Row, item: Listed, words: Words) -> bool:
    tokens = row.sentence.tokens
    letters = compact("".join(t.form for t in tokens[item.first : item.last + 1]))
    return bool(words.heads.at(letters))
