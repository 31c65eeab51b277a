"""Sentences of a document that are read together: their lexemes side by side.

Before each sentence and behind the last stand `REACH` lexemes that are `NOTHING`, so that what is told
of one sentence never reaches into another. In this row every lexeme has its place, a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from policytext.extraction.projects.lexemes import NOTHING, Lexeme
from policytext.extraction.projects.listed import Listed
from policytext.extraction.projects.quotes import Quote
from policytext.extraction.projects.templates import REACH
from policytext.model import Amount, Block, Sentence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.signedinteger[Any]]

# How a token stands behind the last one: straight, after a space, or at the beginning.
GAPS = ("", "+", "_", "^")
STRAIGHT, SPACE, OPENS = 1, 2, 3  # places in it
_MARGIN = [NOTHING] * REACH
_BATCH = 2000  # lexemes that are read together

Tagged = tuple[int, int, str]  # tokens of a sentence, both included, and what is known of them


class Sight(NamedTuple):
    """A sentence and its lexemes; what stands in quotation marks, with the first and the last token
    between these; the known names with their tags; what the document has in quotation marks in some
    place; and the items of its lists and the sums in it."""

    sentence: Sentence
    block: Block
    lexemes: Sequence[Lexeme]
    quoted: Sequence[tuple[Quote, int, int]]
    known: Sequence[Tagged]
    local: Sequence[Tagged]
    listed: Sequence[Listed]
    amounts: Sequence[Amount]


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences, and the place of the first lexeme of each.

    The arrays have a number for every place: `signs` the bits of the lexeme (see `signs`), `starts`
    and `ends` where its token stands in the text, -1 for `NOTHING`, `gaps` a place in `GAPS`, `firsts` and `stops` where its
    sentence begins and stops, 0 for `NOTHING`.
    """

    sights: Sequence[Sight]
    places: Sequence[int]
    lexemes: Sequence[Lexeme]
    signs: Integers
    starts: Integers
    ends: Integers
    gaps: Integers
    firsts: Integers
    stops: Integers


def passages(sights: Iterable[Sight]) -> Iterator[Passage]:
    """The sentences by what is read together: one at least, and not many lexemes."""
    batch: list[Sight] = []
    size = 0
    for sight in sights:
        batch.append(sight)
        size += len(sight.lexemes)
        if size >= _BATCH:
            yield _passage(batch)
            batch, size = [], 0
    if batch:
        yield _passage(batch)


def _passage(sights: Sequence[Sight]) -> Passage:
    import numpy as np

    lexemes: list[Lexeme] = []
    places = []
    for sight in sights:
        lexemes += _MARGIN
        places.append(len(lexemes))
        lexemes += sight.lexemes
    lexemes += _MARGIN
    signs = np.array([lexeme.signs for lexeme in lexemes], dtype=np.int64)
    starts, ends = np.full(len(lexemes), -1), np.full(len(lexemes), -1)
    firsts, stops = np.zeros_like(starts), np.zeros_like(starts)
    for sight, place in zip(sights, places, strict=True):
        own = slice(place, place + len(sight.lexemes))
        firsts[own], stops[own] = own.start, own.stop
        _, _, starts[own], ends[own] = zip(*sight.sentence.tokens, strict=True)
    gaps = np.full(len(lexemes), STRAIGHT)
    gaps[1:][starts[1:] > ends[:-1]] = SPACE
    gaps[places] = OPENS
    return Passage(sights, places, lexemes, signs, starts, ends, gaps, firsts, stops)
