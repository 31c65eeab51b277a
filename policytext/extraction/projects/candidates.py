"""Stretches of text that may be the name of a project, from all that proposes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from policytext.extraction.projects.clues import Quote, tokens_between
from policytext.extraction.projects.lexemes import Lexeme
from policytext.extraction.projects.listed import Listed
from policytext.extraction.projects.names import Match, compact
from policytext.extraction.projects.spans import SpanReader
from policytext.model import Sentence

_MAX_WORDS = 7  # words of a run of nouns that a name may take in
_MAX_TOKENS = 30
# The last morphemes of words that stand in front of a name and describe it.
_DESCRIBING = frozenset({"ETM", "EC", "JX", "JKS", "JKB", "JKO", "JKG", "MAG"})


class Candidate(NamedTuple):
    """Tokens of a sentence, both included, that may be a name.

    `quoted`: quotation marks enclose just these tokens; `known`: what a list of known names says of
    them, or "". `chance` is how likely it is a name, once that has been judged.
    """

    first: int
    last: int
    start: int
    end: int
    key: str
    probability: float
    quoted: bool
    known: str
    chance: float = 0.0


def propose(
    text: str,
    sentence: Sentence,
    lexemes: Sequence[Lexeme],
    gaps: Sequence[str],
    reader: SpanReader,
    quotes: Iterable[Quote],
    known: Iterable[tuple[Match, str]],
    listed: Iterable[Listed],
) -> list[Candidate]:
    """The candidates of one sentence; no two of them are the same stretch."""
    tokens = sentence.tokens
    spans: dict[tuple[int, int], float] = {(a, b): p for a, b, p in reader.likely()}
    enclosed = [tokens_between(tokens, quote) for quote in quotes]
    marked = {(a, b) for a, b in enclosed if 0 <= b - a <= _MAX_TOKENS}
    named = {(match.first, match.last): tag for match, tag in known}
    items = set(chain.from_iterable(_tails(item, lexemes, gaps) for item in listed))
    for span in (*marked, *named, *items, *_compounds(lexemes, gaps)):
        if span not in spans:
            spans[span] = reader.probability(*span)
    return [
        Candidate(
            first=a,
            last=b,
            start=tokens[a].start,
            end=tokens[b].end,
            key=compact(text[tokens[a].start : tokens[b].end]),
            probability=p,
            quoted=(a, b) in marked,
            known=named.get((a, b), ""),
        )
        for (a, b), p in sorted(spans.items())
    ]


def _tails(
    item: Listed, lexemes: Sequence[Lexeme], gaps: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """An item and what is left of it behind each word that describes the name (`…를 위한 NAME`)."""
    yield item.first, item.last
    for i in range(item.first + 1, item.last + 1):
        if gaps[i] == "_" and lexemes[i - 1].tag in _DESCRIBING:
            yield i, item.last


def _compounds(lexemes: Sequence[Lexeme], gaps: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Runs of nouns that end in a head, from the beginning of each of their words."""
    for last, lexeme in enumerate(lexemes):
        if not lexeme.head or lexeme.head.startswith("x") or not lexeme.nominal:
            continue
        words = 0
        first = last
        reach = max(last - _MAX_TOKENS, 0)
        while first >= reach and lexemes[first].nominal and words < _MAX_WORDS:
            if gaps[first] != "+" or first == 0 or not lexemes[first - 1].nominal:
                words += 1
                if first < last:
                    yield first, last
            first -= 1
