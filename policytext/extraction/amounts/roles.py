"""What a sum is for: its role, from the words around it.

Words that tell something (`role_cues`) are looked for at a few places around a sum; each word at each
place weighs for or against the roles (`role_weights`), and the role that weighs most is taken.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from policytext.extraction.amounts.rules import RoleRules
from policytext.extraction.amounts.written import KRW, Setting, Written
from policytext.lexicon import Lexicon
from policytext.model import ROLES, Origin, Role

_REACH = 90  # characters before and behind a sum that are looked at
_LABEL = 5  # characters between a label and its sum
_HEAD = 7
_OUTSIDE = 24


class Cue(NamedTuple):
    """A word that tells something, and where it stands."""

    start: int
    end: int
    kind: str


class Judged(NamedTuple):
    """A role, the name of the rule that tells it ("weights" where the words around do together), and
    the entry of that rule or of the kind of word that speaks loudest for it."""

    role: Role
    rule: str
    origin: Origin | None


WEIGHTS = "weights"
_start = attrgetter("start")


class RoleReader:
    """Reads roles by the dictionary `amount-roles`."""

    def __init__(self, lexicon: Lexicon) -> None:
        kinds: dict[str, str] = {}
        patterns = []
        for number, entry in enumerate(lexicon.entries("role_cues")):
            kinds.update(dict.fromkeys(entry.texts("words"), entry.text("cue")))
            if entry.texts("patterns"):
                patterns.append(
                    (f"p{number}", entry.text("cue"), "|".join(entry.texts("patterns")))
                )
        words = "|".join(map(re.escape, sorted(kinds, key=len, reverse=True)))
        self._kinds = kinds
        self._rules = RoleRules(lexicon)
        self._origins = lexicon.origins("role_cues", "cue")
        self._named = {name: kind for name, kind, _ in patterns}
        marked = "|".join(f"(?P<{name}>{pattern})" for name, _, pattern in patterns)
        self._cue = re.compile(f"{marked}|{words}")
        self._roles = tuple(ROLES.values())
        self._weights: dict[str, tuple[float, ...]] = {
            entry.text("feature"): tuple(float(entry.text(role, "0")) for role in ROLES)
            for entry in lexicon.entries("role_weights")
        }

    def kinds(self, text: str, start: int, end: int) -> frozenset[str]:
        """The kinds of the words that tell something in ``text[start:end]``."""
        return frozenset(cue.kind for cue in self._cues(text, start, end))

    def roles(self, text: str, setting: Setting, previous: Role | None) -> Iterator[Judged]:
        """The roles of the sums of a sentence; `previous` is that of the last sum before it."""
        cues: list[Cue] | None = None  # looked for when the first sum needs them
        for index, rule in enumerate(self._rules.told(text, setting)):
            if rule is None:
                if cues is None:
                    cues = self._cues(text, setting.start, setting.end)
                features = self._features(text, setting, cues, index)
                judged = self._best([*features, f"previous {previous}"])
            else:
                judged = Judged(rule.role, rule.name, rule.origin)
            previous = judged.role
            yield judged

    def told(self, text: str, setting: Setting) -> list[Role | None]:
        """What the rules alone tell of the sums of a sentence."""
        return [rule.role if rule else None for rule in self._rules.told(text, setting)]

    def _best(self, features: Sequence[str]) -> Judged:
        scores = [0.0] * len(ROLES)
        for feature in ("bias", *features):
            for index, weight in enumerate(self._weights.get(feature, ())):
                scores[index] += weight
        best = scores.index(max(scores))
        return Judged(self._roles[best], WEIGHTS, self._loudest(features, best))

    def _loudest(self, features: Sequence[str], role: int) -> Origin | None:
        """The kind of word among `features` that speaks loudest for a role, None if none does."""
        heard = [
            (self._weights[feature][role], feature)
            for feature in features
            if feature in self._weights and feature.partition(" ")[2] in self._origins
        ]
        weight, feature = max(heard, default=(0.0, ""))
        return self._origins[feature.partition(" ")[2]] if weight > 0 else None

    def features(self, text: str, setting: Setting) -> Iterator[list[str]]:
        """For each sum of a sentence, the words that tell something and the places of them."""
        cues = self._cues(text, setting.start, setting.end)
        for index in range(len(setting.sums)):
            yield self._features(text, setting, cues, index)

    def _features(self, text: str, setting: Setting, cues: Sequence[Cue], index: int) -> list[str]:
        """The features of one sum of a sentence that holds `cues`."""
        written = setting.sums[index]
        floor = setting.sums[index - 1].end if index else setting.start
        last = index + 1 == len(setting.sums)
        ceiling = setting.end if last else setting.sums[index + 1].start
        first = bisect_left(cues, written.start - _REACH, key=_start)
        middle = bisect_left(cues, written.start, key=_start)
        behind = cues[
            bisect_left(cues, written.end, key=_start) : bisect_right(
                cues, written.end + _REACH, key=_start
            )
        ]
        found = [
            *_before(cues[first:middle], written, floor),
            *_behind(behind, written, ceiling),
            *self._outside(text, cues, written, setting.start),
        ]
        above = [f"title {kind}" for kind in setting.title]
        above += [f"heading {kind}" for kind in setting.heading]
        return [*sorted(set(found)), *above, *_shape(written, setting, index)]

    def _outside(self, text: str, cues: Sequence[Cue], written: Written, start: int) -> list[str]:
        """The words straight before the bracket in which a sum stands."""
        opening = text.rfind("(", max(start, written.start - _REACH), written.start)
        if opening < 0 or ")" in text[opening : written.start]:
            return []
        first = bisect_left(cues, opening - _OUTSIDE, key=_start)
        last = bisect_left(cues, opening, key=_start)
        return ["in brackets"] + [f"outside {cue.kind}" for cue in cues[first:last]]

    def _cues(self, text: str, start: int, end: int) -> list[Cue]:
        return [
            Cue(
                found.start(),
                found.end(),
                self._named[found.lastgroup] if found.lastgroup else self._kinds[found.group()],
            )
            for found in self._cue.finditer(text, start, end)
        ]


def _before(cues: Sequence[Cue], written: Written, floor: int) -> Iterator[str]:
    near = [cue for cue in cues if cue.end <= written.start and cue.start >= floor]
    if near:
        yield f"nearest_before {near[-1].kind}"
    for cue in near:
        close = written.start - cue.end <= _LABEL
        yield f"{'label' if close else 'before'} {cue.kind}"
    for cue in cues:
        if cue.start < floor:
            yield f"beyond_before {cue.kind}"


def _behind(cues: Sequence[Cue], written: Written, ceiling: int) -> Iterator[str]:
    near = [cue for cue in cues if cue.end <= ceiling]
    if near:
        yield f"nearest_behind {near[0].kind}"
    for cue in near:
        close = cue.start - written.end <= _HEAD
        yield f"{'head' if close else 'behind'} {cue.kind}"
    for cue in cues:
        if cue.end > ceiling:
            yield f"beyond_behind {cue.kind}"


def _shape(written: Written, setting: Setting, index: int) -> Iterator[str]:
    """What the sum itself tells: its size, its bound, its currency, whether it stands alone."""
    if written.currency == KRW:
        yield f"size {len(str(int(written.high)))}"
    else:
        yield "foreign"
    yield f"bound {written.modifier}"
    if written.end - written.start + 8 >= setting.end - setting.start:
        yield "alone"
    yield "first" if index == 0 else "later"
