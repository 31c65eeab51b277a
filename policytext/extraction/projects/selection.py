"""Which candidates are taken for names."""

from __future__ import annotations

from collections.abc import Sequence

from policytext.extraction.projects.candidates import Candidate

ENOUGH = 0.38  # from here a candidate is a name; gave the best F1 in cross-validation
_LEAST = 0.12  # chance below which nothing makes a candidate a name
_SHARE = 0.5  # how much the chance of what overlaps a candidate speaks for it


def select(chances: Sequence[tuple[Candidate, float]], enough: float = ENOUGH) -> list[Candidate]:
    """The candidates that are names, in the order of the text; none overlaps another.

    Where several stretches overlap, the likeliest stands for all of them: that something is named
    there may be certain while its limits are not.
    """
    ranked = sorted(chances, key=lambda pair: (-pair[1], pair[0].start, pair[0].end))
    taken: list[Candidate] = []
    for candidate, chance in ranked:
        if chance < _LEAST:
            break
        if any(_overlap(candidate, other) for other in taken):
            continue
        support = sum(
            c for other, c in ranked if other is not candidate and _overlap(candidate, other)
        )
        if chance + _SHARE * support >= enough:
            taken.append(candidate)
    return sorted(taken, key=lambda c: c.start)


def _overlap(one: Candidate, other: Candidate) -> bool:
    return one.start < other.end and other.start < one.end
