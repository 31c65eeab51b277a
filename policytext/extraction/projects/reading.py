"""What is read of every sentence before anything is judged: its columns and its candidates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from policytext.extraction.known import KnownNames
from policytext.extraction.projects.candidates import propose
from policytext.extraction.projects.clues import (
    Columns,
    Quote,
    amounts_in,
    find_quotes,
    read_columns,
)
from policytext.extraction.projects.emissions import Scorer
from policytext.extraction.projects.lexemes import Lexeme, LexemeReader
from policytext.extraction.projects.listed import Listed, find_listed
from policytext.extraction.projects.names import Letters, Match, NameIndex
from policytext.extraction.projects.rows import Row
from policytext.extraction.projects.spans import read_spans
from policytext.extraction.projects.words import Words
from policytext.model import Amount, Analysis, Sentence

_MAX_QUOTED = 40  # letters of what is looked for in the rest of the document
_BATCH = 2000  # morphemes that are scored at once


class Sight(NamedTuple):
    """A sentence, its lexemes and columns, what stands in quotation marks, the known names with
    their tags, and the items of its lists."""

    sentence: Sentence
    lexemes: Sequence[Lexeme]
    columns: Columns
    quotes: Sequence[Quote]
    known: Sequence[tuple[Match, str]]
    listed: Sequence[Listed]


class SightReader:
    """Reads sentences by the dictionaries and by what was counted in an archive."""

    def __init__(
        self,
        words: Words,
        programmes: KnownNames,
        names: Mapping[str, str],
        clusters: Mapping[str, str],
    ) -> None:
        self._words = words
        self._programmes = programmes
        self._tags = names
        self._names = NameIndex(names)
        self._lexemes = LexemeReader(words, clusters)

    def read(self, analysis: Analysis, amounts: Sequence[Amount]) -> Iterator[Sight]:
        """Every sentence that has tokens."""
        text, pairs = analysis.text, self._words.quotes
        quotes = [find_quotes(text, s.start, s.end, pairs) for s in analysis.sentences]
        quoted = NameIndex(
            text[quote.start : quote.end]
            for quote in chain.from_iterable(quotes)
            if quote.end - quote.start <= _MAX_QUOTED
        )
        for sentence, own in zip(analysis.sentences, quotes, strict=True):
            if not sentence.tokens:
                continue
            lexemes = self._lexemes.read(text, sentence.tokens)
            letters = Letters([lexeme.letters for lexeme in lexemes])
            known = self._known(text, sentence, letters)
            local = [(match, "") for match in quoted.find(letters)]
            block = analysis.blocks[sentence.block]
            columns = read_columns(sentence, block, lexemes, amounts, own, known, local)
            listed = find_listed(text, sentence, amounts_in(sentence, amounts), self._words)
            yield Sight(sentence, lexemes, columns, own, known, listed)

    def rows(self, analysis: Analysis, sights: Iterable[Sight], scorer: Scorer) -> Iterator[Row]:
        """The sentences with their candidates."""
        for batch in _batches(sights):
            spans = read_spans(scorer, [(s.lexemes, s.columns) for s in batch])
            for sight, reader in zip(batch, spans, strict=True):
                sentence, columns = sight.sentence, sight.columns
                candidates = propose(
                    analysis.text,
                    sentence,
                    sight.lexemes,
                    columns["gap"],
                    reader,
                    sight.quotes,
                    sight.known,
                    sight.listed,
                )
                block = analysis.blocks[sentence.block]
                yield Row(sentence, block, sight.lexemes, columns, reader, candidates, sight.listed)

    def _known(self, text: str, sentence: Sentence, letters: Letters) -> list[tuple[Match, str]]:
        """Names of the dictionaries, and where these have none names seen in the archive."""
        tokens = sentence.tokens
        sure: list[tuple[int, int, str]] = [
            (n.start, n.end, n.programme.kind) for n in self._programmes.find(text, tokens)
        ]
        for pattern, kind in self._words.patterns:
            for found in pattern.finditer(text, sentence.start, sentence.end):
                sure.append((found.start(), found.end(), kind))
        known: list[tuple[Match, str]] = []
        taken: set[int] = set()
        if sure:
            starts = {t.start: i for i, t in enumerate(tokens) if t.end > t.start}
            ends = {t.end: i for i, t in enumerate(tokens) if t.end > t.start}
        for start, end, kind in sure:
            first, last = starts.get(start), ends.get(end)
            if first is not None and last is not None and first <= last:
                known.append((Match(first, last, text[start:end]), "P" + kind[:2]))
                taken.update(range(first, last + 1))
        for match in self._names.find(letters):
            if taken.isdisjoint(range(match.first, match.last + 1)):
                known.append((match, self._tags[match.name]))
        return known


def _batches(sights: Iterable[Sight]) -> Iterator[list[Sight]]:
    """Sentences that are scored together: one at least, and not many morphemes."""
    batch: list[Sight] = []
    size = 0
    for sight in sights:
        batch.append(sight)
        size += len(sight.lexemes)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
