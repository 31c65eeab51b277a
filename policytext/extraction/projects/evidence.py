"""What speaks for and against a candidate: the numbers that the judge weighs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from math import log
from operator import attrgetter

from policytext.extraction.projects.candidates import Candidate
from policytext.extraction.projects.clues import NOMINAL
from policytext.extraction.projects.rows import Row
from policytext.extraction.projects.siblings import find_siblings
from policytext.extraction.projects.words import Words
from policytext.model import PROJECT_KINDS

STRANGERS = ("law", "body", "meeting", "procedure", "document", "place")
_FLOOR = 1e-4
_FIRST = attrgetter("first")

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
    "listed", "ends_item", "priced", "in_item", "items", "items_odds", "items_headed",
    *(f"head_{k}" for k in PROJECT_KINDS), "head_none", *(f"stranger_{k}" for k in STRANGERS),
    *(f"behind_{k}" for k in STRANGERS),
)  # fmt: skip


def weigh(
    rows: Sequence[Row], words: Words, least: float = 0.0
) -> list[list[tuple[Candidate, list[float]]]]:
    """For every row its candidates, each with its evidence in the order of `NAMES`.

    Left out is what is less likely than `least` and neither quoted nor known.
    """
    by_key: dict[str, list[Candidate]] = defaultdict(list)
    titled: set[str] = set()
    for row in rows:
        for candidate in row.candidates:
            by_key[candidate.key].append(candidate)
            if row.block.kind == "title":
                titled.add(candidate.key)
    lists = find_siblings(rows, words)
    elsewhere = {key: _of_same_name(same, key in titled) for key, same in by_key.items()}
    return [
        [
            (c, [*_shared(c, row, longest, elsewhere[c.key]), *_own(c, row, words), *around.of(c)])
            for c in row.candidates
            if c.probability >= least or c.quoted or c.known
        ]
        for row, longest, around in (
            (row, _longest(row.candidates), siblings)
            for row, siblings in zip(rows, lists, strict=True)
        )
    ]


def _longest(candidates: Sequence[Candidate]) -> int:
    """How many tokens the longest candidate reaches beyond its first."""
    return max((c.last - c.first for c in candidates), default=0)


def _odds(probability: float) -> float:
    p = min(max(probability, _FLOOR), 1 - _FLOOR)
    return log(p / (1 - p))


def _shared(c: Candidate, row: Row, longest: int, of_name: Sequence[float]) -> list[float]:
    """The chance of the stretch, of what overlaps it, and of the same name in other places.

    The candidates of a row stand in order and none reaches more than `longest` tokens on;
    `of_name` is what `_of_same_name` has made of the name.
    """
    near = row.candidates[
        bisect_left(row.candidates, c.first - longest, key=_FIRST) : bisect_right(
            row.candidates, c.last, key=_FIRST
        )
    ]
    overlap = [o for o in near if o is not c and c.first <= o.last]
    outer = [o.probability for o in overlap if o.first <= c.first and c.last <= o.last]
    return [
        _odds(c.probability),
        row.reader.starts[c.first],
        row.reader.ends[c.last],
        max((o.probability for o in overlap), default=0.0),
        *of_name,
        sum(c.first <= o.first and o.last <= c.last for o in overlap),
        max(outer, default=0.0),
    ]


def _of_same_name(same: Sequence[Candidate], titled: bool) -> list[float]:
    """What all the places of one name have to say for each of them."""
    chances = [o.probability for o in same]
    return [
        _odds(max(chances)),
        min(len(same), 6),
        sum(chances) / len(chances),
        any(o.quoted for o in same),
        titled,
        any(o.known for o in same),
    ]


def _own(c: Candidate, row: Row, words: Words) -> list[float]:
    """What is seen of the stretch itself and of its neighbours."""
    tokens, columns = row.sentence.tokens, row.columns
    tags, gaps = columns["tag"], columns["gap"]
    size = len(tokens)
    inside = range(c.first, c.last + 1)
    head = words.heads.at(c.key)
    stranger = words.strangers.at(c.key)
    if len(stranger) > len(head):
        head = ""
    else:
        stranger = ""
    kind = words.heads.kinds[head] if head else ""
    odd = words.strangers.kinds[stranger] if stranger else ""
    before = c.first - 1
    behind = c.last + 1
    tag_before = tags[before] if before >= 0 else "^"
    tag_behind = tags[behind] if behind < size else "$"
    head_behind = columns["head"][behind] if behind < size else ""
    word_count = 1 + sum(gaps[i] == "_" for i in inside if i > c.first)
    block = row.block
    whole = tokens[c.first].start <= block.start + 2 and tokens[c.last].end >= block.end - 2
    sure = c.known.startswith("P")
    ahead = columns["ahead"][c.last]
    brackets = sum(tags[i] == "SSO" for i in inside) - sum(tags[i] == "SSC" for i in inside)
    values: list[float] = [
        c.quoted, bool(c.known), sure, any(columns["known"][i] for i in inside),
        len(inside), word_count, len(c.key), len(head),
        tag_before not in NOMINAL, tag_behind not in NOMINAL,
        gaps[c.first] == "+", behind < size and gaps[behind] == "+",
        bool(columns["generic"][c.first]), before >= 0 and bool(columns["agency"][before]),
        bool(columns["agency"][c.first]), bool(columns["agency"][c.last]),
        any(tags[i] == "SL" for i in inside), any(tags[i] == "SN" for i in inside),
        any(tags[i] == "NNP" for i in inside), any(tags[i][0] == "J" for i in inside),
        any(tags[i][0] == "V" for i in inside), brackets != 0,
        block.kind == "title", block.kind == "item", block.kind == "footnote", block.kind == "heading",
        whole, c.first == 0, ahead in {"1", "2", "3", "4"}, bool(ahead),
        tag_before == "JKG", tag_before in {"SSO", "SSC", "SS"},
        tag_behind == "JKO", tag_behind[0] == "J" and tag_behind != "JKO",
        tag_behind[0] == "N", tag_behind[0] in "VX", bool(head_behind), tag_behind == "SSO",
        tag_behind in {"SP", "MAJ"}, tag_behind in {"$", "SF"}, tag_before in {"SP", "MAJ"},
        len(c.key) - len(head),
    ]  # fmt: skip
    values += [kind == k for k in PROJECT_KINDS] + [not kind] + [odd == k for k in STRANGERS]
    values += [head_behind == "x" + k for k in STRANGERS]
    return [float(v) for v in values]
