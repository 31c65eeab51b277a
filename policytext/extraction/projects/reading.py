"""What is read of every sentence before anything is judged."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from policytext.extraction.known import KnownNames
from policytext.extraction.projects.candidates import propose
from policytext.extraction.projects.clues import read_columns
from policytext.extraction.projects.emissions import Scorer
from policytext.extraction.projects.lexemes import LexemeReader
from policytext.extraction.projects.listed import amounts_in, find_listed
from policytext.extraction.projects.names import Letters, Match, NameIndex
from policytext.extraction.projects.passages import Series, Sight, Tagged, passages, read_series
from policytext.extraction.projects.quotes import Quote, find_quotes, tokens_between
from policytext.extraction.projects.rows import Row
from policytext.extraction.projects.sieve import headed
from policytext.extraction.projects.signs import bits
from policytext.extraction.projects.spans import read_chances
from policytext.extraction.projects.words import Words
from policytext.model import Amount, Analysis, Sentence, Token

_MAX_QUOTED = 40  # letters of what is looked for in the rest of the document
_KNOWN, _SEEN, _CLOSING_WORD = bits("known"), bits("seen"), bits("closing_word")


_Found = tuple[int, int, str]  # a stretch of the text and the kind of name that it is


class SightReader:
    """Reads sentences by the dictionaries and by what was counted in an archive."""

    def __init__(
        self,
        words: Words,
        programmes: KnownNames,
        names: Mapping[str, str],
        clusters: Mapping[str, str],
        prefilter: bool = True,
    ) -> None:
        self._words = words
        self._programmes = programmes
        self._tags = names
        self._names = NameIndex(names)
        self._lexemes = LexemeReader(words, clusters, programmes.may_begin, self._names.may_begin)
        self._prefilter = prefilter

    def read(self, analysis: Analysis, amounts: Sequence[Amount]) -> Iterator[Sight]:
        """Every sentence that may hold a name; without the prefilter, every one that has tokens."""
        text, pairs = analysis.text, self._words.quotes
        sentences = [s for s in analysis.sentences if s.tokens]
        if not sentences:
            return
        series = read_series(self._lexemes, text, sentences)
        quotes = [find_quotes(text, s.start, s.end, pairs) for s in sentences]
        local = self._local(text, series, quotes)
        known = self._known(text, sentences, series)
        inside = [amounts_in(sentence, amounts) for sentence in sentences]
        listed = [
            find_listed(text, sentence, own, self._words)
            for sentence, own in zip(sentences, inside, strict=True)
        ]
        numbers = range(len(sentences))
        promising = headed(series) | local.keys() | known.keys()
        promising.update(n for n in numbers if quotes[n] or listed[n])
        chosen = sorted(promising) if self._prefilter else list(numbers)
        series = series.only(chosen)
        seen = self._seen(series)
        for place, number in enumerate(chosen):
            sentence = sentences[number]
            tokens = sentence.tokens
            sure = _tokens_of(known.get(number, ()), tokens)
            taken = {place for a, b, _ in sure for place in range(a, b + 1)}
            yield Sight(
                sentence,
                analysis.blocks[sentence.block],
                series,
                series.places[place],
                [(quote, *tokens_between(tokens, quote)) for quote in quotes[number]],
                sure
                + [
                    (a, b, self._tags[name])
                    for a, b, name in seen.get(place, ())
                    if taken.isdisjoint(range(a, b + 1))
                ],
                [(a, b, "") for a, b, _ in local.get(number, ())],
                listed[number],
                inside[number],
                number in promising,
            )

    def rows(self, analysis: Analysis, sights: Iterable[Sight], scorer: Scorer) -> Iterator[Row]:
        """The sentences with their candidates, by passages."""
        for passage in passages(sights):
            columns = read_columns(passage)
            chances = read_chances(scorer, passage, columns)
            proposed = propose(analysis.text, passage, chances)
            candidates = [
                own if sight.promising else []
                for sight, own in zip(passage.sights, proposed, strict=True)
            ]
            yield Row(passage, columns, chances, candidates)

    def _local(
        self, text: str, series: Series, quotes: Sequence[Sequence[Quote]]
    ) -> dict[int, list[Match]]:
        """What the document has in quotation marks somewhere, wherever it stands, by sentence."""
        quoted = NameIndex(
            text[quote.start : quote.end]
            for quote in chain.from_iterable(quotes)
            if quote.end - quote.start <= _MAX_QUOTED
        )
        if not any(quotes):
            return {}
        letters = Letters([lexeme.letters for lexeme in series.lexemes])
        return _by_sentence(quoted.find(letters), series)

    def _seen(self, series: Series) -> dict[int, list[Match]]:
        """Where names stand that were seen in the archive, by sentence."""
        import numpy as np

        begins = np.flatnonzero(series.signs & _SEEN).tolist()
        letters = Letters([lexeme.letters for lexeme in series.lexemes])
        return _by_sentence(self._names.find(letters, begins), series)

    def _known(
        self, text: str, sentences: Sequence[Sentence], series: Series
    ) -> dict[int, list[_Found]]:
        """Where names of the dictionaries and names that fit a pattern stand, by sentence."""
        import numpy as np

        found: dict[int, list[_Found]] = defaultdict(list)
        apart = (series.starts[1:] != series.ends[:-1]) | (series.signs[:-1] & _CLOSING_WORD > 0)
        places = np.flatnonzero((series.signs[1:] & _KNOWN > 0) & apart) + 1
        begins: dict[int, list[int]] = defaultdict(list)
        for place, start in zip(places.tolist(), series.starts[places].tolist(), strict=True):
            if self._programmes.begins(text, start):
                number = bisect_right(series.places, place) - 1
                begins[number].append(place - series.places[number])
        for number, own in begins.items():
            for name in self._programmes.find(text, sentences[number].tokens, own):
                found[number].append((name.start, name.end, name.programme.kind))
        starts = [sentence.start for sentence in sentences]
        for pattern, kind in self._words.patterns:
            for match in pattern.finditer(text):
                number = bisect_right(starts, match.start()) - 1
                found[number].append((match.start(), match.end(), kind))
        return found


def _by_sentence(matches: Iterable[Match], series: Series) -> dict[int, list[Match]]:
    """Matches in a series by the number of their sentence, with the numbers of its tokens."""
    found: dict[int, list[Match]] = {}
    for first, last, name in matches:
        number = bisect_right(series.places, first) - 1
        place = series.places[number]
        found.setdefault(number, []).append(Match(first - place, last - place, name))
    return found


def _tokens_of(found: Sequence[_Found], tokens: Sequence[Token]) -> list[Tagged]:
    """The stretches that begin and end with a token of a sentence, with a tag for their kind."""
    if not found:
        return []
    starts = {t.start: i for i, t in enumerate(tokens) if t.end > t.start}
    ends = {t.end: i for i, t in enumerate(tokens) if t.end > t.start}
    tagged = []
    for start, end, kind in found:
        first, last = starts.get(start), ends.get(end)
        if first is not None and last is not None and first <= last:
            tagged.append((first, last, "P" + kind[:2]))
    return tagged
