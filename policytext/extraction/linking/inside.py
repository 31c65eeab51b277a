"""What the sentence of a sum says about the project it pays for."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from policytext.extraction.brackets import open_bracket, without_brackets
from policytext.extraction.linking.cues import CLOSERS, OPENERS, Cues
from policytext.extraction.linking.naming import Naming
from policytext.model import Amount

_REACH = 12  # characters between a name and the bracket that belongs to it
_NEAR = 10  # characters between a sum and the name behind it that say what the sum is of
_DIRECT = 6  # characters between a name and a sum with nothing but signs between
_OPENING = 6  # characters of a sentence before a name that opens it
_LENGTHS = ((15, "close"), (40, "near"), (90, "far"))
_LABEL_ENDS = {")", "]", ":", "】"}
_CASES = {
    "topic": "name is the topic",
    "subject": "name is the subject",
    "object": "name is the object",
    "owner": "name owns",
    "goal": "name is what for",
}


class Inside:
    """The evidence in the sentence of one sum.

    `here` is what the sentence names, in the order of the text, `opening` where it begins.
    """

    def __init__(
        self,
        cues: Cues,
        text: str,
        amounts: Sequence[Amount],
        amount: Amount,
        here: Sequence[Naming],
        opening: int,
    ) -> None:
        self._cues = cues
        self._text = text
        self._amounts = amounts
        self._amount = amount
        self._here = here
        self._opening = opening
        self._before = [n for n in here if n.end <= amount.start]
        self._behind = [n for n in here if n.start >= amount.end]

    def of(self, project: int) -> set[str]:
        """What the sentence says about the project with the index `project`."""
        own = [n for n in self._here if n.project == project]
        if not own:
            return {"only others named here"} if self._here else set()
        before = [n for n in own if n.end <= self._amount.start]
        behind = [n for n in own if n.start >= self._amount.end]
        if not before and not behind:
            return {"name around the sum"}
        found = {"only name here"} if len({n.project for n in self._here}) == 1 else set()
        if before:
            found |= self._led_by(before[-1])
        if behind:
            found |= self._followed_by(behind[0])
        return found

    def _led_by(self, last: Naming) -> set[str]:
        """What holds for a name that stands before the sum."""
        found = {"referred to before the sum" if last.reference else "named before the sum"}
        nearest = self._before[-1]
        if nearest.start == last.start:
            found.add("nearest name before the sum")
        if last.start - self._opening <= _OPENING:
            found.add("name opens the sentence")
            if self._text[last.end : last.end + 3].lstrip(CLOSERS)[:1] in _LABEL_ENDS:
                found.add("name labels the sentence")
        between = {n.project for n in self._before if n.start >= last.end}
        start = last.end
        if between and self._listed(last):
            found.add("listed with the nearest name before the sum")
            between, start = set(), nearest.end
        if between:
            found.add("names between" if len(between) > 1 else "a name between")
        gap = self._text[start : self._amount.start]
        opening = open_bracket(gap)
        if opening is not None and opening <= _REACH and not between:
            found.add("in brackets behind the name")
        if len(gap) <= _DIRECT and not any(c.isalnum() for c in gap):
            found.add("directly behind the name")
        case = self._cues.case(self._text, start)
        if case:
            found.add(_CASES[case])
        rest = self._text[start : start + 10].lstrip(CLOSERS)
        if rest.startswith(self._cues.means):
            found.add("name is the means")
        others = [n for n in self._before if n.project != last.project]
        if rest.startswith(self._cues.wholes) and others:
            found.add("name is the whole of which another is a part")
        if any(self._is_whole(n) for n in others if n.start >= last.end):
            found.add("name is the part of another")
        if self._clause_ends(last.end, self._amount.start) and any(
            not self._clause_ends(self._amount.end, n.start) for n in self._behind
        ):
            found.add("another name in the clause of the sum")
        parted = sum(c in self._cues.separators for c in without_brackets(gap))
        if parted == 0:
            found.add("same item of the list")
        elif parted > 2:
            found.add("three items off")
        sums = [a for a in self._amounts if start <= a.start and a.end <= self._amount.start]
        if sums:
            found.add("a sum between" if len(sums) == 1 else "sums between")
            rest = without_brackets(self._text[sums[0].end : self._amount.start])
            if any(c in self._cues.separators for c in rest):
                found.add("the item of the name has a sum of its own")
        found.add(f"{_length(gap)} before")
        return found

    def _followed_by(self, first: Naming) -> set[str]:
        """What holds for a name that stands behind the sum."""
        found = {"referred to behind the sum" if first.reference else "named behind the sum"}
        if self._behind[0].start == first.start:
            found.add("nearest name behind the sum")
            if not self._before:
                found.add("first name, behind the sum")
        end = self._amount.end
        gap = self._text[end : first.start]
        if len(gap) <= _NEAR and gap.strip().startswith(self._cues.sum_of):
            found.add("sum of what is named behind it")
        if any(verb in gap for verb in self._cues.spent_on):
            found.add("spent on what is named behind it")
        if (
            self._before
            and self._clause_ends(self._before[-1].end, self._amount.start)
            and not self._clause_ends(end, first.start)
        ):
            found.add("only name in the clause of the sum")
        if ")" in gap and "(" not in gap:
            found.add("bracket closed before the name")
        if any(c in self._cues.separators for c in without_brackets(gap)):
            found.add("item ends before the name")
        if any(end <= a.start < first.start for a in self._amounts):
            found.add("a sum before the name")
        found.add(f"{_length(gap)} behind")
        return found

    def _is_whole(self, naming: Naming) -> bool:
        """Whether something is said to have been made a part of what is named."""
        rest = self._text[naming.end : naming.end + 10].lstrip(CLOSERS)
        return rest.startswith(self._cues.wholes)

    def _clause_ends(self, start: int, end: int) -> bool:
        """Whether a clause ends between `start` and `end` and another one follows."""
        gap = without_brackets(self._text[start:end])
        return any(ending in gap for ending in self._cues.clause_ends)

    def _listed(self, first: Naming) -> bool:
        """Whether only the signs of a list stand between the names from `first` to the sum."""
        names = [n for n in self._before if n.start >= first.start]
        for one, other in itertools.pairwise(names):
            gap = without_brackets(self._text[one.end : other.start]).strip(CLOSERS + OPENERS)
            if gap not in self._cues.joiners:
                return False
        return not any(first.end < a.start < names[-1].start for a in self._amounts)


def _length(gap: str) -> str:
    return next((name for limit, name in _LENGTHS if len(gap) <= limit), "very far")
