"""What is seen at every morpheme: the columns from which the features of the model are made.

A column is a list with one short text per token of a sentence; "" stands for nothing worth saying.
Columns that a morpheme fills by itself are read in `lexemes`, those that take its sentence here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from policytext.extraction.projects.lexemes import COLUMNS as LEXEME_COLUMNS
from policytext.extraction.projects.lexemes import Lexeme
from policytext.extraction.projects.names import Match
from policytext.model import Amount, Block, Sentence, Token

Columns = dict[str, list[str]]

COLUMNS = (
    "gap", "known", "local", "quote", "quote_end", "quote_after", "run_start", "run_end", "run_head",
    "before", "behind", "next_head", "block", "sort", "from_start", "to_end", "ahead", "past",
)  # fmt: skip
_MAX_QUOTE = 70  # characters: a longer one has lost its closing mark


@dataclass(frozen=True, slots=True)
class Quote:
    """What stands between two marks: ``text[start:end]`` without the marks."""

    start: int
    end: int
    mark: str


def find_quotes(text: str, start: int, end: int, pairs: Mapping[str, str]) -> list[Quote]:
    """Stretches between quotation marks, in order; the inner ones after those that hold them."""
    found: list[Quote] = []
    letters = text[start:end]
    if not any(sign in letters for sign in pairs):
        return found
    closed: set[int] = set()
    for position in range(start, end):
        sign = text[position]
        closing = pairs.get(sign)
        if closing is None or _is_apostrophe(text, position, end):
            continue
        if sign == closing and position in closed:
            continue
        close = text.find(closing, position + 1, min(end, position + _MAX_QUOTE))
        if close > position + 1:
            found.append(Quote(position + 1, close, sign))
            closed.add(close)
    return found


def tokens_between(tokens: Sequence[Token], quote: Quote) -> tuple[int, int]:
    """The first and the last token between two marks; the last is the lesser where there is none."""
    first = bisect_left(tokens, quote.start, key=lambda t: t.start)
    last = first - 1
    while last + 1 < len(tokens) and tokens[last + 1].end <= quote.end:
        last += 1
    return first, last


def _is_apostrophe(text: str, position: int, end: int) -> bool:
    """Whether the mark stands for the century of a year (``’26년``)."""
    return (
        text[position] in "‘’'"
        and position + 2 < end
        and text[position + 1].isdigit()
        and text[position + 2].isdigit()
    )


_BUCKETS = ("0", "1", "2", "3", "4", "6", "6", "9", "9", "9", *["14"] * 5)


def bucket(number: int) -> str:
    """A distance, told the more roughly the longer it is."""
    return _BUCKETS[number] if number < len(_BUCKETS) else "20"


def read_columns(
    sentence: Sentence,
    block: Block,
    lexemes: Sequence[Lexeme],
    amounts: Sequence[Amount],
    quotes: Iterable[Quote],
    known: Iterable[tuple[Match, str]],
    local: Iterable[tuple[Match, str]],
) -> Columns:
    """The columns of one sentence, but for those that its lexemes hold and those that say nothing.

    `amounts` are the sums of the document, in order; `quotes` what the sentence has in quotation
    marks; `known` are the known names in it, each with a tag that tells where it is known from;
    `local` names that the document itself puts in quotes.
    """
    columns: Columns = {"gap": _gaps(sentence.tokens)}
    _add_matched(columns, "known", known, len(lexemes))
    _add_matched(columns, "local", local, len(lexemes))
    _add_quoted(columns, sentence, lexemes, quotes)
    _add_runs(columns, lexemes, sentence.tokens)
    _add_places(columns, sentence, block, lexemes)
    _add_money(columns, sentence, amounts)
    return columns


def all_columns(lexemes: Sequence[Lexeme], columns: Columns) -> Columns:
    """`columns` and those that the lexemes hold, as the templates name them."""
    own = {name: [getattr(lexeme, name) for lexeme in lexemes] for name in LEXEME_COLUMNS}
    return own | columns


def _add_quoted(
    columns: Columns, sentence: Sentence, lexemes: Sequence[Lexeme], quotes: Iterable[Quote]
) -> None:
    tokens = sentence.tokens
    place: list[str] = []
    for quote in quotes:
        first, last = tokens_between(tokens, quote)
        if last < first:
            continue
        if not place:
            place, ending, after = ([""] * len(tokens) for _ in range(3))
            columns |= {"quote": place, "quote_end": ending, "quote_after": after}
        inside = range(first, last + 1)
        kind = lexemes[last].head or "-" + tokens[last].tag
        verbal = any(tokens[i].tag[0] in "VEJ" for i in inside)
        size = bucket(len(inside)) + ("v" if verbal else "")
        follows = tokens[last + 2] if last + 2 < len(tokens) else None
        for i in inside:
            where = "B" if i == first else "L" if i == last else "I"
            place[i] = quote.mark + where + ("1" if first == last else "")
            ending[i] = quote.mark + kind + size
            after[i] = where + (follows.form if follows else "$")


def _add_matched(
    columns: Columns, name: str, matches: Iterable[tuple[Match, str]], size: int
) -> None:
    column: list[str] = []
    for match, tag in matches:
        if not column:
            column = columns[name] = [""] * size
        for number in range(match.first, match.last + 1):
            place = "B" if number == match.first else "L" if number == match.last else "I"
            column[number] = place + tag


def _gaps(tokens: Sequence[Token]) -> list[str]:
    """How a token stands behind the last one: at the beginning, after a space, or straight."""
    gaps = []
    last = -1
    for _, _, start, end in tokens:
        gaps.append("_" if start > last else "+")
        last = end
    if gaps:
        gaps[0] = "^"
    return gaps


def _add_runs(columns: Columns, lexemes: Sequence[Lexeme], tokens: Sequence[Token]) -> None:
    """Runs of nominal morphemes: place in the run, its end, what stands before and behind it."""
    size = len(lexemes)
    start_distance, end_distance, ends, before, behind, next_head = ([""] * size for _ in range(6))
    first = 0
    while first < size:
        if not lexemes[first].nominal:
            first += 1
            continue
        stop = first + 1
        while stop < size and lexemes[stop].nominal:
            stop += 1
        last, length = stop - 1, stop - first
        head, at = "", 0
        for i in range(last, first - 1, -1):
            if lexemes[i].head:
                head, at = lexemes[i].head, i
            if head:
                next_head[i] = head + bucket(at - i)
        distances = [bucket(i) for i in range(length)]
        start_distance[first:stop] = distances
        end_distance[first:stop] = reversed(distances)
        ends[first:stop] = [lexemes[last].head or "-" + lexemes[last].tag] * length
        previous = f"{tokens[first - 1].form}/{tokens[first - 1].tag}" if first else "^"
        following = f"{tokens[stop].form}/{tokens[stop].tag}" if stop < size else "$"
        before[first:stop] = [previous] * length
        behind[first:stop] = [following] * length
        first = stop
    columns |= {
        "run_start": start_distance,
        "run_end": end_distance,
        "run_head": ends,
        "before": before,
        "behind": behind,
        "next_head": next_head,
    }


def _add_places(
    columns: Columns, sentence: Sentence, block: Block, lexemes: Sequence[Lexeme]
) -> None:
    size = len(lexemes)
    opening = "o" if sentence.start == block.start else "i"
    closing = "c" if sentence.end == block.end else "i"
    nominal_end = lexemes[-1].nominal
    sort = f"{block.kind}{block.level}{'n' if nominal_end else ''}{bucket(size)}"
    start, end = [""] * size, [""] * size
    for i in range(min(size, 3)):
        start[i] = f"{opening}{i}"
    for i in range(1, min(size, 2) + 1):
        end[size - i] = f"{closing}{i}"
    columns |= {
        "block": [block.kind] * size,
        "sort": [sort] * size,
        "from_start": start,
        "to_end": end,
    }


def amounts_in(sentence: Sentence, amounts: Sequence[Amount]) -> Sequence[Amount]:
    """The sums, of those of a document in order, that stand in a sentence."""
    first = bisect_right(amounts, sentence.start, key=lambda a: a.end)
    return amounts[first : bisect_left(amounts, sentence.end, first, key=lambda a: a.start)]


def _add_money(columns: Columns, sentence: Sentence, amounts: Sequence[Amount]) -> None:
    """How far the next sum stands behind a token, and the last one before it.

    `amounts` are those of the document, in order.
    """
    tokens = sentence.tokens
    size = len(tokens)
    amounts = amounts_in(sentence, amounts)
    if not amounts:
        return
    ahead, past = [""] * size, [""] * size
    starts = [a.start for a in amounts]
    inside = []
    for token in tokens:
        index = bisect_right(starts, token.start) - 1
        inside.append(index >= 0 and token.start < amounts[index].end)
    distance = None
    for i in range(size - 1, -1, -1):
        distance = 0 if inside[i] else distance + 1 if distance is not None else None
        ahead[i] = bucket(distance) if distance is not None else ""
    distance = None
    for i in range(size):
        distance = 0 if inside[i] else distance + 1 if distance is not None else None
        past[i] = bucket(distance) if distance is not None else ""
    columns |= {"ahead": ahead, "past": past}
