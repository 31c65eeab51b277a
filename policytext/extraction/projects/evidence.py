"""What speaks for and against a candidate: the numbers that the judge weighs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import log
from operator import attrgetter

from policytext.extraction.projects.candidates import Candidate
from policytext.extraction.projects.rows import Row
from policytext.extraction.projects.siblings import Items, ListReader
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
    *(f"head_{k}" for k in PROJECT_KINDS), "head_none", *(f"stranger_{k}" for k in STRANGERS),
    *(f"behind_{k}" for k in STRANGERS),
    "fills_item", "ends_item", "priced", "in_item", "items", "items_odds", "items_headed", "items_called",
)  # fmt: skip

_SAME = NAMES.index("same_odds")  # where what is known of a name in other places stands


def weigh(
    rows: Iterable[Row], words: Words, least: float = 0.0
) -> list[list[tuple[Candidate, list[float]]]]:
    """For every row its candidates, each with its evidence in the order of `NAMES`.

    Left out is what is less likely than `least` and neither quoted nor known. Of a row nothing is
    kept but its candidates.
    """
    by_key: dict[str, list[Candidate]] = defaultdict(list)
    titled: set[str] = set()
    weighed: list[list[tuple[Candidate, list[float]]]] = []
    lists = ListReader(words)
    listed: list[Items] = []
    for row in rows:
        for candidate in row.candidates:
            by_key[candidate.key].append(candidate)
            if row.block.kind == "title":
                titled.add(candidate.key)
        listed.append(lists.read(row))
        longest = _longest(row.candidates)
        weighed.append(
            [
                (c, [*_around(c, row, longest), *_own(c, row, words)])
                for c in row.candidates
                if c.probability >= least or c.quoted or c.known
            ]
        )
    elsewhere: dict[str, list[float]] = {}
    for found, items in zip(weighed, listed, strict=True):
        for candidate, evidence in found:
            key = candidate.key
            if key not in elsewhere:
                elsewhere[key] = _of_same_name(by_key[key], key in titled)
            evidence[_SAME:_SAME] = elsewhere[key]
            evidence += items.of(candidate)
    return weighed


def _longest(candidates: Sequence[Candidate]) -> int:
    """How many tokens the longest candidate reaches beyond its first."""
    return max((c.last - c.first for c in candidates), default=0)


def _odds(probability: float) -> float:
    p = min(max(probability, _FLOOR), 1 - _FLOOR)
    return log(p / (1 - p))


def _around(c: Candidate, row: Row, longest: int) -> list[float]:
    """The chance of the stretch and of what overlaps it.

    The candidates of a row stand in order and none reaches more than `longest` tokens on.
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
        sum(c.first <= o.first and o.last <= c.last for o in overlap),
        max(outer, default=0.0),
    ]


def _of_same_name(same: Sequence[Candidate], titled: bool) -> list[float]:
    """What all the places of one name have to say for each of them."""
    chances = [o.probability for o in same]
    return [
        _odds(max(chances)),
        float(min(len(same), 6)),
        sum(chances) / len(chances),
        float(any(o.quoted for o in same)),
        float(titled),
        float(any(o.known for o in same)),
    ]


def _own(c: Candidate, row: Row, words: Words) -> list[float]:
    """What is seen of the stretch itself and of its neighbours."""
    tokens, lexemes, columns = row.sentence.tokens, row.lexemes, row.columns
    gaps, size = columns["gap"], len(tokens)
    inside = lexemes[c.first : c.last + 1]
    tags = [lexeme.tag for lexeme in inside]
    signs = {tag[0] for tag in tags}
    head = words.heads.at(c.key)
    stranger = words.strangers.at(c.key)
    if len(stranger) > len(head):
        head = ""
    else:
        stranger = ""
    kind = words.heads.kinds[head] if head else ""
    odd = words.strangers.kinds[stranger] if stranger else ""
    before = lexemes[c.first - 1] if c.first else None
    behind = lexemes[c.last + 1] if c.last + 1 < size else None
    tag_before = before.tag if before else "^"
    tag_behind = behind.tag if behind else "$"
    head_behind = behind.head if behind else ""
    block = row.block
    whole = tokens[c.first].start <= block.start + 2 and tokens[c.last].end >= block.end - 2
    known = columns.get("known")
    ahead = columns["ahead"][c.last] if "ahead" in columns else ""
    values: list[float] = [
        c.quoted, bool(c.known), c.known.startswith("P"),
        known is not None and any(known[c.first : c.last + 1]),
        len(inside), 1 + gaps[c.first + 1 : c.last + 1].count("_"), len(c.key), len(head),
        not (before and before.nominal), not (behind and behind.nominal),
        gaps[c.first] == "+", behind is not None and gaps[c.last + 1] == "+",
        bool(inside[0].generic), before is not None and bool(before.agency),
        bool(inside[0].agency), bool(inside[-1].agency),
        "SL" in tags, "SN" in tags, "NNP" in tags, "J" in signs, "V" in signs,
        tags.count("SSO") != tags.count("SSC"),
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
