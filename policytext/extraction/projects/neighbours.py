"""What stands in, around and over the candidates of a passage, for all of them at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from policytext.extraction.projects.candidates import Candidate
from policytext.extraction.projects.clues import NEAR, Coded, Told
from policytext.extraction.projects.lexemes import HEADS
from policytext.extraction.projects.passages import SPACE, STRAIGHT
from policytext.extraction.projects.rows import Row
from policytext.extraction.projects.signs import HEAD, SIGNS, unpacked
from policytext.extraction.projects.words import STRANGERS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.signedinteger[Any]]
    Numbers = Mapping[str, NDArray[Any]]

_SIGNS = {sign: number for number, sign in enumerate(SIGNS)}
_BLOCKS = ("title", "item", "footnote", "heading")
_EDGE = 2  # characters of a block that a name may leave out at either end and still fill it


def overlaps(row: Row, kept: Sequence[Candidate]) -> Numbers:
    """Of the other candidates that overlap each one of `kept`: the best chance, how many stand within
    it, and the best chance of those that it stands within."""
    import numpy as np

    candidates = [c for found in row.candidates for c in found]
    size = len(candidates)
    first = np.array([c.first for c in candidates])
    last = np.array([c.last for c in candidates])
    chances = np.array([c.probability for c in candidates])
    # They stand in order: with each overlap those behind it that begin before it ends.
    number = np.arange(size)
    behind = np.searchsorted(first, last, side="right") - number - 1
    one = np.repeat(number, behind)
    other = np.arange(len(one)) - np.repeat(np.cumsum(behind) - behind, behind) + one + 1
    best, outer = np.zeros(size), np.zeros(size)
    np.maximum.at(best, one, chances[other])
    np.maximum.at(best, other, chances[one])
    wide, within = last[other] <= last[one], first[other] == first[one]
    a, b = one[wide], other[wide]  # the other stands within the one
    c, d = other[within], one[within]  # and the one within the other
    np.maximum.at(outer, b, chances[a])
    np.maximum.at(outer, d, chances[c])
    inner = np.bincount(a, minlength=size) + np.bincount(c, minlength=size)
    chosen = {id(c) for c in kept}
    own = [i for i, c in enumerate(candidates) if id(c) in chosen]
    return {"best_overlap": best[own], "inner_count": inner[own], "outer_best": outer[own]}


# What is asked of the lexeme before a stretch, of its first, its last and the one behind it.
_ASKED = {
    "agency_before": (0, "agency"),
    "before_genitive": (0, "genitive"),
    "before_quote": (0, "mark"),
    "before_comma": (0, "pause"),
    "generic_first": (1, "generic"),
    "agency_first": (1, "agency"),
    "ends_agency": (2, "agency"),
    "behind_particle_object": (3, "object"),
    "behind_noun": (3, "noun"),
    "behind_verbal": (3, "verbal"),
    "behind_bracket": (3, "opening"),
    "behind_comma": (3, "pause"),
    "behind_end": (3, "stop"),
}
_HAS = {
    "has_latin": "latin",
    "has_digit": "number",
    "has_proper": "proper",
    "has_particle": "particle",
    "has_verb": "verb",
}


def seen_of(row: Row, first: Integers, last: Integers) -> Numbers:
    """What is seen of the stretches from the places `first` to `last`, both included, and of what
    stands before and behind them."""
    import numpy as np

    passage = row.passage
    shown = unpacked(passage.signs).T
    near = [shown[:, place] for place in (first - 1, first, last, last + 1)]
    counts = np.zeros((len(SIGNS), shown.shape[1] + 1), dtype=np.int64)
    np.cumsum(shown, axis=1, out=counts[:, 1:])
    inside = counts[:, last + 1] - counts[:, first]
    heads = passage.signs[last + 1] >> HEAD
    behind = near[3]
    return {
        **{name: near[place][_SIGNS[sign]] for name, (place, sign) in _ASKED.items()},
        **{name: inside[_SIGNS[sign]] > 0 for name, sign in _HAS.items()},
        "tokens": last + 1 - first,
        "words": 1 + _count(passage.gaps == SPACE, first + 1, last),
        "known_inside": _count(_known(row), first, last) > 0,
        "starts_run": 1 - near[0][_SIGNS["nominal"]],
        "ends_run": 1 - behind[_SIGNS["nominal"]],
        "glued_before": passage.gaps[first] == STRAIGHT,
        "glued_behind": (passage.gaps[last + 1] == STRAIGHT) & (passage.stops[last + 1] > 0),
        "brackets_off": inside[_SIGNS["opening"]] != inside[_SIGNS["closing"]],
        "behind_particle_other": behind[_SIGNS["particle"]] & ~behind[_SIGNS["object"]],
        "behind_head": heads > 0,
        **{f"behind_{kind}": heads == HEADS.index(f"x{kind}") for kind in STRANGERS},
        **_of_blocks(row, first, last),
        **_of_sums(row, last),
    }


def _count(marked: NDArray[np.bool_], first: Integers, last: Integers) -> Integers:
    """How many of the places from each `first` to each `last` are marked."""
    import numpy as np

    counts = np.concatenate([[0], np.cumsum(marked)])
    found: Integers = counts[last + 1] - counts[first]
    return found


def _known(row: Row) -> NDArray[np.bool_]:
    import numpy as np

    marked = np.zeros(len(row.passage.lexemes), dtype=bool)
    column = row.columns.get("known")
    if isinstance(column, Told):
        marked[list(column.at)] = True
    return marked


def _of_blocks(row: Row, first: Integers, last: Integers) -> Numbers:
    import numpy as np

    passage = row.passage
    number = np.searchsorted(passage.places, first, side="right") - 1
    blocks = [sight.block for sight in passage.sights]
    starts, ends = np.array([b.start for b in blocks]), np.array([b.end for b in blocks])
    kinds = np.array([_BLOCKS.index(b.kind) if b.kind in _BLOCKS else -1 for b in blocks])[number]
    opens = passage.starts[first] <= starts[number] + _EDGE
    closes = passage.ends[last] >= ends[number] - _EDGE
    return {
        **{kind: kinds == place for place, kind in enumerate(_BLOCKS)},
        "whole_block": opens & closes,
        "block_start": passage.firsts[first] == first,
    }


def _of_sums(row: Row, last: Integers) -> Numbers:
    column = row.columns.get("ahead")
    if not isinstance(column, Coded):
        return {}
    ahead = column.codes[last]
    return {"money_near": (ahead >= NEAR[0]) & (ahead <= NEAR[1]), "money_any": ahead > 0}
