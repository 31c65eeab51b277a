"""Sentences of a document that are read together: their lexemes side by side.

Before each sentence and behind the last stand `REACH` lexemes that are `NOTHING`, so that what is told
of one sentence never reaches into another. In this row every lexeme has its place, a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING, Any, NamedTuple

from policytext.extraction.projects.lexemes import Lexeme, LexemeReader
from policytext.extraction.projects.listed import Listed
from policytext.extraction.projects.quotes import Quote
from policytext.extraction.projects.templates import REACH
from policytext.model import Amount, Block, Sentence, Token

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.signedinteger[Any]]

# How a token stands behind the last one: straight, after a space, or at the beginning.
GAPS = ("", "+", "_", "^")
STRAIGHT, SPACE, OPENS = 1, 2, 3  # places in it
_MARGIN = [Token("", "", -1, -1)] * REACH  # the lexeme of these is `NOTHING`
_BATCH = 2000  # lexemes that are read together

Tagged = tuple[int, int, str]  # tokens of a sentence, both included, and what is known of them


@dataclass(frozen=True, slots=True)
class Series:
    """The lexemes of a document, those of each sentence between `NOTHING`, and in arrays the bits of
    their signs and where their tokens stand in the text, -1 for `NOTHING`; `places` is where the
    sentences begin in it."""

    lexemes: Sequence[Lexeme]
    signs: Integers
    starts: Integers
    ends: Integers
    places: Sequence[int]

    def only(self, numbers: Sequence[int]) -> Series:
        """The series of some of the sentences, given by their numbers, in order."""
        import numpy as np

        borders = [*self.places, len(self.lexemes)]
        kept = np.zeros(len(self.lexemes), dtype=bool)
        kept[-REACH:] = True
        places, size = [], 0
        for number in numbers:
            first, last = borders[number] - REACH, borders[number + 1] - REACH
            kept[first:last] = True
            places.append(size + REACH)
            size += last - first
        lexemes = list(compress(self.lexemes, kept))
        return Series(lexemes, self.signs[kept], self.starts[kept], self.ends[kept], places)


class Sight(NamedTuple):
    """A sentence and its lexemes, which begin at a place of the series; what stands in quotation marks,
    with the first and the last token between these; the known names with their tags; what the
    document has in quotation marks in some place; the items of its lists and the sums in it; and
    whether it may hold a name at all (see `sieve`)."""

    sentence: Sentence
    block: Block
    series: Series
    place: int
    quoted: Sequence[tuple[Quote, int, int]]
    known: Sequence[Tagged]
    local: Sequence[Tagged]
    listed: Sequence[Listed]
    amounts: Sequence[Amount]
    promising: bool

    @property
    def lexemes(self) -> Sequence[Lexeme]:
        """The lexeme of every token."""
        return self.series.lexemes[self.place : self.place + len(self.sentence.tokens)]


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences, and the place of the first lexeme of each.

    The arrays have a number for every place: `signs` the bits of the lexeme (see `signs`), `starts`
    and `ends` where its token stands in the text, -1 for `NOTHING`, `gaps` a place in `GAPS`, `firsts`
    and `stops` where its sentence begins and stops, 0 for `NOTHING`.
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


def read_series(reader: LexemeReader, text: str, sentences: Sequence[Sentence]) -> Series:
    """The series of the sentences of a text."""
    import numpy as np

    tokens: list[Token] = []
    places = []
    for sentence in sentences:
        tokens += _MARGIN
        places.append(len(tokens))
        tokens += sentence.tokens
    tokens += _MARGIN
    lexemes = reader.read(text, tokens)
    signs = np.array([lexeme.signs for lexeme in lexemes])
    _, _, starts, ends = zip(*tokens, strict=True)
    return Series(lexemes, signs, np.array(starts), np.array(ends), places)


def passages(sights: Iterable[Sight]) -> Iterator[Passage]:
    """Sentences that follow each other in a series, by what is read together: one at least, and not
    many lexemes."""
    batch: list[Sight] = []
    size = 0
    for sight in sights:
        batch.append(sight)
        size += len(sight.sentence.tokens)
        if size >= _BATCH:
            yield _passage(batch)
            batch, size = [], 0
    if batch:
        yield _passage(batch)


def _passage(sights: Sequence[Sight]) -> Passage:
    """The passage of sentences that follow each other in their series."""
    import numpy as np

    series, before = sights[0].series, sights[0].place - REACH
    sizes = np.array([len(sight.sentence.tokens) for sight in sights])
    places = np.array([sight.place for sight in sights]) - before
    own = slice(before, before + int(places[-1] + sizes[-1]) + REACH)
    starts, ends = series.starts[own], series.ends[own]
    firsts, stops = np.zeros_like(starts), np.zeros_like(starts)
    inside = starts >= 0
    firsts[inside], stops[inside] = np.repeat(places, sizes), np.repeat(places + sizes, sizes)
    gaps = np.full(len(starts), STRAIGHT)
    gaps[1:][starts[1:] > ends[:-1]] = SPACE
    gaps[places] = OPENS
    return Passage(
        sights=sights,
        places=places.tolist(),
        lexemes=series.lexemes[own],
        signs=series.signs[own],
        starts=starts,
        ends=ends,
        gaps=gaps,
        firsts=firsts,
        stops=stops,
    )
