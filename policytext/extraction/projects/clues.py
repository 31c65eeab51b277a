"""What is seen at every morpheme: the columns from which the features of the model are made.

A column is a list with one short text per token of a sentence; "" stands for nothing worth saying.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from policytext.extraction.projects.names import Match
from policytext.extraction.projects.words import Words
from policytext.model import Amount, Block, Sentence, Token

Columns = dict[str, list[str]]

NOMINAL = {"NNG", "NNP", "NNB", "NR", "XR", "XPN", "XSN", "SL", "SN", "SH", "SP", "SO", "SW"}
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


def bucket(number: int) -> str:
    """A distance, told the more roughly the longer it is."""
    for limit in (4, 6, 9, 14):
        if number <= limit:
            return str(number if limit == 4 else limit)
    return "20"


class ClueReader:
    """Reads the columns of sentences by the words of the dictionaries."""

    def __init__(self, words: Words, clusters: Mapping[str, str]) -> None:
        self._words = words
        self._clusters = clusters

    def columns(
        self,
        text: str,
        sentence: Sentence,
        block: Block,
        amounts: Sequence[Amount],
        quotes: Iterable[Quote],
        known: Iterable[tuple[Match, str]],
        local: Iterable[tuple[Match, str]],
    ) -> Columns:
        """The columns of one sentence.

        `amounts` are the sums of the document, in order; `quotes` what the sentence has in quotation
        marks; `known` are the known names in it, each with a tag that tells where it is known from;
        `local` names that the document itself puts in quotes.
        """
        tokens = sentence.tokens
        agencies = self._words.agencies
        forms = [_form(t) for t in tokens]
        gaps = _gaps(tokens)
        heads = [self._ending(text, t) for t in tokens]
        columns: Columns = {
            "form": forms,
            "tag": [t.tag for t in tokens],
            "end": [f[-2:] for f in forms],
            "last": [f[-1:] for f in forms],
            "shape": [_shape(t) for t in tokens],
            "cluster": [self._clusters.get(f, "") for f in forms],
            "gap": gaps,
            "head": heads,
            "generic": ["g" if f in self._words.generics else "" for f in forms],
            "agency": ["a" if f[-3:] in agencies or f[-1:] in agencies else "" for f in forms],
            "known": _matched(known, len(tokens)),
            "local": _matched(local, len(tokens)),
        }
        columns |= self._quoted(text, sentence, quotes)
        columns |= _runs(tokens, heads)
        columns |= _places(sentence, block)
        columns |= _money(sentence, amounts)
        return columns

    def _ending(self, text: str, token: Token) -> str:
        start = max(token.start, token.end - 12)
        piece = text[start : token.end]
        head = self._words.heads.at(piece)
        stranger = self._words.strangers.at(piece)
        if len(stranger) > len(head):
            return "x" + self._words.strangers.kinds[stranger]
        return self._words.heads.kinds[head] if head else ""

    def _quoted(self, text: str, sentence: Sentence, quotes: Iterable[Quote]) -> Columns:
        tokens = sentence.tokens
        place, ending, after = ([""] * len(tokens) for _ in range(3))
        for quote in quotes:
            first, last = tokens_between(tokens, quote)
            if last < first:
                continue
            inside = range(first, last + 1)
            kind = self._ending(text, tokens[last]) or "-" + tokens[last].tag
            verbal = any(tokens[i].tag[0] in "VEJ" for i in inside)
            size = bucket(len(inside)) + ("v" if verbal else "")
            follows = tokens[last + 2] if last + 2 < len(tokens) else None
            for i in inside:
                where = "B" if i == first else "L" if i == last else "I"
                place[i] = quote.mark + where + ("1" if first == last else "")
                ending[i] = quote.mark + kind + size
                after[i] = where + (follows.form if follows else "$")
        return {"quote": place, "quote_end": ending, "quote_after": after}


def _matched(matches: Iterable[tuple[Match, str]], size: int) -> list[str]:
    column = [""] * size
    for match, tag in matches:
        for number in range(match.first, match.last + 1):
            place = "B" if number == match.first else "L" if number == match.last else "I"
            column[number] = place + tag
    return column


def _form(token: Token) -> str:
    if token.tag == "SN":
        return "0" * min(len(token.form), 4)
    return token.form


def _shape(token: Token) -> str:
    kind = "A" if token.form[:1].isascii() else "가"
    return f"{'9' if token.tag == 'SN' else kind}{min(len(token.form), 5)}"


def _gaps(tokens: Sequence[Token]) -> list[str]:
    return [
        "^" if n == 0 else "_" if t.start > tokens[n - 1].end else "+" for n, t in enumerate(tokens)
    ]


def _runs(tokens: Sequence[Token], heads: Sequence[str]) -> Columns:
    """Runs of nominal morphemes: place in the run, its end, what stands before and behind it."""
    size = len(tokens)
    start_distance, end_distance, ends, before, behind, next_head = ([""] * size for _ in range(6))
    first = 0
    while first < size:
        if tokens[first].tag not in NOMINAL:
            first += 1
            continue
        stop = first
        while stop < size and tokens[stop].tag in NOMINAL:
            stop += 1
        last = stop - 1
        previous = tokens[first - 1].form + "/" + tokens[first - 1].tag if first else "^"
        following = tokens[stop].form + "/" + tokens[stop].tag if stop < size else "$"
        head = ""
        for i in range(last, first - 1, -1):
            if heads[i]:
                head, at = heads[i], i
            next_head[i] = head + bucket(at - i) if head else ""
            start_distance[i] = bucket(i - first)
            end_distance[i] = bucket(last - i)
            ends[i] = heads[last] or "-" + tokens[last].tag
            before[i] = previous
            behind[i] = following
        first = stop
    return {
        "run_start": start_distance,
        "run_end": end_distance,
        "run_head": ends,
        "before": before,
        "behind": behind,
        "next_head": next_head,
    }


def _places(sentence: Sentence, block: Block) -> Columns:
    size = len(sentence.tokens)
    opening = sentence.start == block.start
    closing = sentence.end == block.end
    nominal_end = bool(size) and sentence.tokens[-1].tag in NOMINAL
    sort = f"{block.kind}{block.level}{'n' if nominal_end else ''}{bucket(size)}"
    return {
        "block": [block.kind] * size,
        "sort": [sort] * size,
        "from_start": [f"{'o' if opening else 'i'}{i}" if i < 3 else "" for i in range(size)],
        "to_end": [
            f"{'c' if closing else 'i'}{size - i}" if size - i < 3 else "" for i in range(size)
        ],
    }


def amounts_in(sentence: Sentence, amounts: Sequence[Amount]) -> Sequence[Amount]:
    """The sums, of those of a document in order, that stand in a sentence."""
    first = bisect_right(amounts, sentence.start, key=lambda a: a.end)
    return amounts[first : bisect_left(amounts, sentence.end, first, key=lambda a: a.start)]


def _money(sentence: Sentence, amounts: Sequence[Amount]) -> Columns:
    """How far the next sum stands behind a token, and the last one before it.

    `amounts` are those of the document, in order.
    """
    tokens = sentence.tokens
    size = len(tokens)
    amounts = amounts_in(sentence, amounts)
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
    return {"ahead": ahead, "past": past}
