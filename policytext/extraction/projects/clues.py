"""What is seen at every morpheme: the columns from which the features of the model are made.

A column has a short text for every morpheme; "" stands for nothing worth saying. Those that a
morpheme fills by itself are read in `lexemes`, those that take its sentence here, for all sentences
of a passage at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policytext.extraction.projects.lexemes import COLUMNS as LEXEME_COLUMNS
from policytext.extraction.projects.lexemes import HEADS
from policytext.extraction.projects.passages import GAPS, Passage, Sight
from policytext.extraction.projects.signs import HEAD, bits

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.signedinteger[Any]]

COLUMNS = (
    "gap", "known", "local", "quote", "quote_end", "quote_after", "run_start", "run_end", "run_head",
    "before", "behind", "next_head", "block", "sort", "from_start", "to_end", "ahead", "past",
)  # fmt: skip
# Columns that say what a lexeme near by shows: the field of the lexeme.
SHOWN = {"run_head": "tail", "before": "left", "behind": "right"}
_DISTANCES = ("0", "1", "2", "3", "4", "6", "9", "14", "20")  # the longer, the more roughly told
_ROUGHLY = (0, 1, 2, 3, 4, 5, 5, 6, 6, 6, 7, 7, 7, 7, 7, 8)  # numbers of them for 0, 1, 2, …
_TOLD_DISTANCES = ("", *_DISTANCES)
NEAR = _TOLD_DISTANCES.index("1"), _TOLD_DISTANCES.index("4")  # a sum as near as this is near
_NEXT_HEADS = ("", *(head + distance for head in HEADS for distance in _DISTANCES))
_EDGES = ("", "o0", "o1", "o2", "i0", "i1", "i2", "c1", "c2")
# Places in it for the first morphemes of a sentence that opens its block and of another, and for the
# last ones of one that closes it and of another.
_OPENING, _CLOSING = ((1, 2, 3), (4, 5, 6)), ((8, 7), (6, 5))
_NOMINAL, _INFLECTED = bits("nominal"), bits("inflected")


@dataclass(frozen=True, slots=True)
class Coded:
    """A column that says ``names[code]`` at each morpheme."""

    names: Sequence[str]
    codes: Integers


@dataclass(frozen=True, slots=True)
class Shown:
    """A column that says what a lexeme near by shows; `places` are 0 where it says nothing."""

    places: Integers


@dataclass(frozen=True, slots=True)
class Told:
    """A column that says something at few morphemes."""

    at: Mapping[int, str]


Column = Coded | Shown | Told
Columns = Mapping[str, Column]


def read_columns(passage: Passage) -> Columns:
    """The columns of a passage, but for those that its lexemes hold and those that say nothing."""
    gaps = Coded(GAPS, passage.gaps)
    return {"gap": gaps, **_told(passage), **_runs(passage), **_places(passage), **_money(passage)}


def all_columns(passage: Passage, columns: Columns) -> dict[str, list[str]]:
    """`columns` and those that the lexemes hold as texts, as the templates name them."""
    lexemes = passage.lexemes
    found = {name: [getattr(x, name) for x in lexemes] for name in LEXEME_COLUMNS}
    for name, column in columns.items():
        if isinstance(column, Coded):
            found[name] = [column.names[code] for code in column.codes.tolist()]
        elif isinstance(column, Shown):
            field, places = SHOWN[name], column.places.tolist()
            found[name] = [getattr(lexemes[place], field) if place else "" for place in places]
        else:
            found[name] = [column.at.get(number, "") for number in range(len(lexemes))]
    return found


def bucket(number: int) -> str:
    """A distance, told the more roughly the longer it is."""
    return _DISTANCES[_ROUGHLY[min(number, len(_ROUGHLY) - 1)]]


def _told(passage: Passage) -> dict[str, Told]:
    """Known names, names that the document itself puts in quotation marks, and these marks."""
    told: dict[str, dict[int, str]] = defaultdict(dict)
    for place, sight in zip(passage.places, passage.sights, strict=True):
        for name, matches in (("known", sight.known), ("local", sight.local)):
            for first, last, tag in matches:
                for number in range(first, last + 1):
                    told[name][place + number] = _part(number, first, last) + tag
        for quote, first, last in sight.quoted:
            if first <= last:
                _add_quoted(told, sight, place, quote.mark, first, last)
    return {name: Told(column) for name, column in told.items()}


def _add_quoted(
    told: Mapping[str, dict[int, str]], sight: Sight, place: int, mark: str, first: int, last: int
) -> None:
    lexemes, tokens = sight.lexemes, sight.sentence.tokens
    size = bucket(last - first + 1)
    if any(lexeme.signs & _INFLECTED for lexeme in lexemes[first : last + 1]):
        size += "v"
    follows = tokens[last + 2].form if last + 2 < len(tokens) else "$"
    for number in range(first, last + 1):
        where = _part(number, first, last)
        told["quote"][place + number] = mark + where + ("1" if first == last else "")
        told["quote_end"][place + number] = mark + lexemes[last].tail + size
        told["quote_after"][place + number] = where + follows


def _part(number: int, first: int, last: int) -> str:
    return "B" if number == first else "L" if number == last else "I"


def _runs(passage: Passage) -> dict[str, Column]:
    """Runs of nominal morphemes: place in the run, its end, what stands before and behind it."""
    import numpy as np

    nominal = passage.signs & _NOMINAL > 0
    number = np.arange(len(nominal))
    opens, closes = nominal.copy(), nominal.copy()
    opens[1:] &= ~nominal[:-1]
    closes[:-1] &= ~nominal[1:]
    first = np.maximum.accumulate(np.where(opens, number, 0))
    last = _next(closes)
    heads = passage.signs >> HEAD
    headed = _next(heads > 0)
    distance = _distances()
    far = len(distance) - 1
    next_head = 1 + heads.take(headed, mode="clip") * len(_DISTANCES)
    next_head += distance[np.minimum(headed - number, far)]
    return {
        "run_start": Coded(
            _TOLD_DISTANCES, (1 + distance[np.minimum(number - first, far)]) * nominal
        ),
        "run_end": Coded(_TOLD_DISTANCES, (1 + distance[np.minimum(last - number, far)]) * nominal),
        "run_head": Shown(last * nominal),
        "before": Shown((first - 1) * nominal),
        "behind": Shown((last + 1) * nominal),
        "next_head": Coded(_NEXT_HEADS, next_head * (nominal & (headed <= last))),
    }


def _distances() -> Integers:
    import numpy as np

    return np.array(_ROUGHLY)


def _next(marked: NDArray[np.bool_]) -> Integers:
    """For every place the next one that is marked, itself included; their number where none is."""
    import numpy as np

    size = len(marked)
    places = np.where(marked, np.arange(size), size)
    found: Integers = np.minimum.accumulate(places[::-1])[::-1]
    return found


def _places(passage: Passage) -> dict[str, Coded]:
    """The block and the sentence, and where in these a morpheme stands."""
    import numpy as np

    blocks, sorts = [""], [""]
    of_sentence, from_start, to_end = (np.zeros_like(passage.starts) for _ in range(3))
    for number, (place, sight) in enumerate(zip(passage.places, passage.sights, strict=True), 1):
        block, sentence, size = sight.block, sight.sentence, len(sight.lexemes)
        ending = "n" if sight.lexemes[-1].signs & _NOMINAL else ""
        blocks.append(block.kind)
        sorts.append(f"{block.kind}{block.level}{ending}{bucket(size)}")
        stop = place + size
        of_sentence[place:stop] = number
        opening = _OPENING[sentence.start != block.start]
        from_start[place : min(stop, place + 3)] = opening[:size]
        closing = _CLOSING[sentence.end != block.end]
        to_end[max(place, stop - 2) : stop] = closing[-size:]
    return {
        "block": Coded(blocks, of_sentence),
        "sort": Coded(sorts, of_sentence),
        "from_start": Coded(_EDGES, from_start),
        "to_end": Coded(_EDGES, to_end),
    }


def _money(passage: Passage) -> dict[str, Coded]:
    """How far the next sum stands behind a morpheme, and the last one before it."""
    import numpy as np

    amounts = [amount for sight in passage.sights for amount in sight.amounts]
    if not amounts:
        return {}
    starts = np.array([a.start for a in amounts])
    ends = np.array([a.end for a in amounts])
    near = np.searchsorted(starts, passage.starts, side="right") - 1
    inside = (near >= 0) & (passage.starts < ends[near])
    number = np.arange(len(inside))
    last = np.maximum.accumulate(np.where(inside, number, -1))
    following = _next(inside)
    ahead, past = np.zeros_like(number), np.zeros_like(number)
    distance = _distances()
    far = len(distance) - 1
    for column, places, distances in (
        (ahead, following < passage.stops, following - number),
        (past, (last >= passage.firsts) & (passage.stops > 0), number - last),
    ):
        column[places] = 1 + distance[np.minimum(distances[places], far)]
    return {"ahead": Coded(_TOLD_DISTANCES, ahead), "past": Coded(_TOLD_DISTANCES, past)}
