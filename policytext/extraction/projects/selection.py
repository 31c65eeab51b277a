"""Which candidates are taken for names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from policytext.extraction.projects.candidates import Candidate

ENOUGH = 0.38  # from here a candidate is a name; gave the best F1 in cross-validation
_LEAST = 0.12  # chance below which nothing makes a candidate a name
_SHARE = 0.5  # how much the chance of what overlaps a candidate speaks for it


def select(chances: Sequence[tuple[Candidate, float]], enough: float = ENOUGH) -> list[Candidate]:
    """The candidates that are names, with their chances, in the order of the text; none overlaps
    another.

    Where several stretches overlap, the likeliest stands for all of them: that something is named
    there may be certain while its limits are not.
    """
    if not any(chance >= _LEAST for _, chance in chances):
        return []
    ranked = sorted(chances, key=lambda pair: (-pair[1], pair[0].start, pair[0].end))
    longest = max((c.end - c.start for c, _ in ranked), default=0)
    in_text = sorted((c.start, rank) for rank, (c, _) in enumerate(ranked))
    taken: set[int] = set()
    for rank, (candidate, chance) in enumerate(ranked):
        if chance < _LEAST:
            break
        first = bisect_left(in_text, (candidate.start - longest, 0))
        last = bisect_left(in_text, (candidate.end, 0))
        around = sorted(
            other
            for _, other in in_text[first:last]
            if other != rank and candidate.start < ranked[other][0].end
        )
        if not taken.isdisjoint(around):
            continue
        if chance + _SHARE * sum(ranked[other][1] for other in around) >= enough:
            taken.add(rank)
    names = (ranked[rank][0]._replace(chance=ranked[rank][1]) for rank in taken)
    return sorted(names, key=lambda c: c.start)
