"""What speaks for and against a candidate: the numbers that the judge weighs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from policytext.extraction.projects.candidates import Candidate
from policytext.extraction.projects.neighbours import overlaps, seen_of
from policytext.extraction.projects.rows import Row
from policytext.extraction.projects.siblings import Items, ListReader
from policytext.extraction.projects.words import STRANGERS, Words
from policytext.model import PROJECT_KINDS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_FLOOR = 1e-4
_MANY = 6  # places of a name from which these are many

NAMES: tuple[str, ...] = (
    "odds", "start", "end", "best_overlap", "same_odds", "same_count", "same_mean", "same_quoted",
    "same_title", "same_known", "inner_count", "outer_best",
    "quoted", "known", "known_sure", "known_inside", "tokens", "words", "letters", "head_letters",
    "starts_run", "ends_run", "glued_before", "glued_behind", "generic_first", "agency_before",
    "agency_first", "ends_agency", "has_latin", "has_digit", "has_proper", "has_particle", "has_verb",
    "brackets_off", "title", "item", "footnote", "heading", "whole_block", "block_start", "money_near",
    "money_any", "before_genitive", "before_quote", "behind_particle_object", "behind_particle_other",
    "behind_noun", "behind_verbal", "behind_head", "behind_bracket", "behind_comma", "behind_end",
    "before_comma", "stem_letters",
    *(f"head_{k}" for k in PROJECT_KINDS), "head_none", *(f"stranger_{k}" for k in STRANGERS),
    *(f"behind_{k}" for k in STRANGERS),
    "fills_item", "ends_item", "priced", "in_item", "items", "items_odds", "items_headed", "items_called",
)  # fmt: skip
_NUMBERS = {name: number for number, name in enumerate(NAMES)}
_OF_ITEMS = _NUMBERS["fills_item"]
# The numbers of what is said of a name with a certain head, and with a certain stranger.
_HEADS = {"": _NUMBERS["head_none"], **{k: _NUMBERS[f"head_{k}"] for k in PROJECT_KINDS}}
_STRANGERS = {k: (_NUMBERS[f"stranger_{k}"], _NUMBERS["head_none"]) for k in STRANGERS}


class Weighed(NamedTuple):
    """The candidates of each sentence, and for each of them, one after the other, a row of `evidence`
    in the order of `NAMES`."""

    candidates: Sequence[Sequence[Candidate]]
    evidence: Floats


@dataclass(slots=True)
class _Name:
    """What all the places of one name have to say for each of them."""

    best: float = 0.0
    total: float = 0.0
    count: int = 0
    quoted: bool = False
    titled: bool = False
    known: bool = False

    def add(self, candidate: Candidate, titled: bool) -> None:
        self.best = max(self.best, candidate.probability)
        self.total += candidate.probability
        self.count += 1
        self.quoted |= candidate.quoted
        self.titled |= titled
        self.known |= bool(candidate.known)


def weigh(rows: Iterable[Row], words: Words, least: float = 0.0) -> Weighed:
    """The candidates of a document with their evidence.

    Left out is what is less likely than `least` and neither quoted nor known. Of a row nothing is
    kept but its candidates.
    """
    import numpy as np

    names: dict[str, _Name] = {}
    lists = ListReader(words)
    listed: list[Items | None] = []
    weighed: list[list[Candidate]] = []
    parts: list[Floats] = []
    for row in rows:
        judged = []
        for sight, candidates in zip(row.passage.sights, row.candidates, strict=True):
            titled = sight.block.kind == "title"
            for c in candidates:
                name = names.get(c.key)
                if name is None:
                    name = names[c.key] = _Name()
                name.add(c, titled)
            judged.append([c for c in candidates if c.probability >= least or c.quoted or c.known])
        listed += lists.read(row)
        weighed += judged
        parts.append(_of_row(row, judged, words))
    evidence = np.concatenate(parts, axis=1) if parts else np.zeros((len(NAMES), 0))
    kept = [c for candidates in weighed for c in candidates]
    same = [names[c.key] for c in kept]
    evidence[_NUMBERS["odds"]] = _odds([c.probability for c in kept])
    evidence[_NUMBERS["same_odds"]] = _odds([n.best for n in same])
    evidence[_NUMBERS["same_count"]] = [min(n.count, _MANY) for n in same]
    evidence[_NUMBERS["same_mean"]] = [n.total / n.count for n in same]
    evidence[_NUMBERS["same_quoted"]] = [n.quoted for n in same]
    evidence[_NUMBERS["same_title"]] = [n.titled for n in same]
    evidence[_NUMBERS["same_known"]] = [n.known for n in same]
    number = 0
    for candidates, items in zip(weighed, listed, strict=True):
        if items is not None:
            for offset, candidate in enumerate(candidates, start=number):
                evidence[_OF_ITEMS:, offset] = items.of(candidate)
        number += len(candidates)
    return Weighed(weighed, evidence.T)


def _odds(probabilities: Sequence[float]) -> Floats:
    import numpy as np

    p = np.clip(np.array(probabilities), _FLOOR, 1 - _FLOOR)
    odds: Floats = np.log(p / (1 - p))
    return odds


def _of_row(row: Row, judged: Sequence[Sequence[Candidate]], words: Words) -> Floats:
    """For every kind of evidence a row with the numbers for all candidates, 0 for what is known only
    when all rows have been read."""
    import numpy as np

    kept = [c for candidates in judged for c in candidates]
    found = np.zeros((len(NAMES), len(kept)))
    if not kept:
        return found
    first, last = np.array([c.first for c in kept]), np.array([c.last for c in kept])
    told = {
        "start": row.chances.starts[first],
        "end": row.chances.ends[last],
        "quoted": [c.quoted for c in kept],
        "known": [c.known != "" for c in kept],
        "known_sure": [c.known.startswith("P") for c in kept],
        **_endings(found, kept, words),
        **overlaps(row, kept),
        **seen_of(row, first, last),
    }
    for name, numbers in told.items():
        found[_NUMBERS[name]] = numbers
    return found


def _endings(found: Floats, kept: Sequence[Candidate], words: Words) -> dict[str, Sequence[float]]:
    letters = [len(c.key) for c in kept]
    ends = []
    for number, candidate in enumerate(kept):
        ending = words.ending(candidate.key)
        shown = _STRANGERS[ending.kind] if ending.stranger else _HEADS[ending.kind]
        found[shown, number] = 1
        ends.append(0 if ending.stranger else ending.letters)
    return {
        "letters": letters,
        "head_letters": ends,
        "stem_letters": [a - b for a, b in zip(letters, ends, strict=True)],
    }
