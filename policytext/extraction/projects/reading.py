"""What is read of every sentence before anything is judged: its columns and its candidates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from policytext.extraction.known import KnownNames
from policytext.extraction.projects.candidates import propose
from policytext.extraction.projects.clues import ClueReader, Columns, Quote, amounts_in, find_quotes
from policytext.extraction.projects.crf import Crf
from policytext.extraction.projects.listed import Listed, find_listed
from policytext.extraction.projects.names import Match, NameIndex
from policytext.extraction.projects.rows import Row
from policytext.extraction.projects.spans import SpanReader
from policytext.extraction.projects.words import Words
from policytext.model import Amount, Analysis, Sentence

_MAX_QUOTED = 40  # letters of what is looked for in the rest of the document


@dataclass(frozen=True, slots=True)
class Sight:
    """A sentence, its columns, what stands in quotation marks, the known names with their tags, and the
    items of its lists."""

    sentence: Sentence
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
        self._clues = ClueReader(words, clusters)

    def read(self, analysis: Analysis, amounts: Sequence[Amount]) -> list[Sight]:
        """Every sentence that has tokens."""
        text, pairs = analysis.text, self._words.quotes
        quotes = [find_quotes(text, s.start, s.end, pairs) for s in analysis.sentences]
        quoted = NameIndex(
            text[quote.start : quote.end]
            for quote in chain.from_iterable(quotes)
            if quote.end - quote.start <= _MAX_QUOTED
        )
        sights = []
        for sentence, own in zip(analysis.sentences, quotes, strict=True):
            if not sentence.tokens:
                continue
            known = self._known(text, sentence)
            local = [(match, "") for match in quoted.find(text, sentence.tokens)]
            block = analysis.blocks[sentence.block]
            columns = self._clues.columns(text, sentence, block, amounts, own, known, local)
            listed = find_listed(text, sentence, amounts_in(sentence, amounts), self._words)
            sights.append(Sight(sentence, columns, own, known, listed))
        return sights

    def rows(self, analysis: Analysis, sights: Iterable[Sight], crf: Crf) -> list[Row]:
        """The sentences with their candidates."""
        rows = []
        for sight in sights:
            sentence, columns = sight.sentence, sight.columns
            reader = SpanReader(crf, crf.emissions(columns, len(sentence.tokens)))
            candidates = propose(
                analysis.text, sentence, columns, reader, sight.quotes, sight.known, sight.listed
            )
            block = analysis.blocks[sentence.block]
            rows.append(Row(sentence, block, columns, reader, candidates, sight.listed))
        return rows

    def _known(self, text: str, sentence: Sentence) -> list[tuple[Match, str]]:
        """Names of the dictionaries, and where these have none names seen in the archive."""
        tokens = sentence.tokens
        starts = {t.start: i for i, t in enumerate(tokens) if t.end > t.start}
        ends = {t.end: i for i, t in enumerate(tokens) if t.end > t.start}
        sure: list[tuple[int, int, str]] = [
            (n.start, n.end, n.programme.kind) for n in self._programmes.find(text, tokens)
        ]
        for pattern, kind in self._words.patterns:
            for found in pattern.finditer(text, sentence.start, sentence.end):
                sure.append((found.start(), found.end(), kind))
        known: list[tuple[Match, str]] = []
        taken: set[int] = set()
        for start, end, kind in sure:
            first, last = starts.get(start), ends.get(end)
            if first is not None and last is not None and first <= last:
                known.append((Match(first, last, text[start:end]), "P" + kind[:2]))
                taken.update(range(first, last + 1))
        for match in self._names.find(text, tokens):
            if taken.isdisjoint(range(match.first, match.last + 1)):
                known.append((match, self._tags[match.name]))
        return known
