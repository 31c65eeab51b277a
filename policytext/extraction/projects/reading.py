"""What is read of every sentence before anything is judged."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain
from typing import TypeVar

from policytext.extraction.known import KnownNames
from policytext.extraction.projects.candidates import propose
from policytext.extraction.projects.clues import read_columns
from policytext.extraction.projects.emissions import Scorer
from policytext.extraction.projects.lexemes import NOTHING, LexemeReader
from policytext.extraction.projects.listed import amounts_in, find_listed
from policytext.extraction.projects.names import Letters, NameIndex
from policytext.extraction.projects.passages import Sight, Tagged, passages
from policytext.extraction.projects.quotes import find_quotes, tokens_between
from policytext.extraction.projects.rows import Row
from policytext.extraction.projects.signs import bits
from policytext.extraction.projects.spans import read_chances
from policytext.extraction.projects.words import Words
from policytext.model import Amount, Analysis, Token

_MAX_QUOTED = 40  # letters of what is looked for in the rest of the document
_KNOWN, _SEEN, _HEADED, _NOMINAL = (bits(s) for s in ("known", "seen", "headed", "nominal"))


class SightReader:
    """Reads sentences by the dictionaries and by what was counted in an archive.

    With `prefilter` those are left out in which nothing makes a name likely.
    """

    def __init__(
        self,
        words: Words,
        programmes: KnownNames,
        names: Mapping[str, str],
        clusters: Mapping[str, str],
        *,
        prefilter: bool = False,
    ) -> None:
        self._words = words
        self._programmes = programmes
        self._tags = names
        self._names = NameIndex(names)
        self._lexemes = LexemeReader(words, clusters, programmes.may_begin, self._names.may_begin)
        self._prefilter = prefilter

    def read(self, analysis: Analysis, amounts: Sequence[Amount]) -> Iterator[Sight]:
        """Every sentence that has tokens, but for those that are left out."""
        import numpy as np

        text, pairs = analysis.text, self._words.quotes
        sentences = [s for s in analysis.sentences if s.tokens]
        quotes = [find_quotes(text, s.start, s.end, pairs) for s in sentences]
        rows = [self._lexemes.read(text, s.tokens) for s in sentences]
        # `NOTHING` ends each sentence: no name reaches beyond it.
        lexemes = [lexeme for row in rows for lexeme in (*row, NOTHING)]
        letters = Letters([lexeme.letters for lexeme in lexemes])
        quoted = NameIndex(
            text[quote.start : quote.end]
            for quote in chain.from_iterable(quotes)
            if quote.end - quote.start <= _MAX_QUOTED
        )
        signs = np.array([lexeme.signs for lexeme in lexemes], dtype=np.int64)
        headed = (signs[1:] & _HEADED > 0) & (signs[:-1] & _NOMINAL > 0)
        firsts = list(accumulate((len(row) + 1 for row in rows), initial=0))
        local = _by_sentence(((m.first, m) for m in quoted.find(letters)), firsts)
        may_be_seen = np.flatnonzero(signs & _SEEN).tolist()
        seen = _by_sentence(((m.first, m) for m in self._names.find(letters, may_be_seen)), firsts)
        may_be_known = _by_sentence(
            ((place, place) for place in np.flatnonzero(signs & _KNOWN).tolist()), firsts
        )
        compounds = _by_sentence(
            ((place + 1, place) for place in np.flatnonzero(headed).tolist()), firsts
        )
        patterns = self._patterns(text, [s.start for s in sentences])
        for number, (sentence, own, row) in enumerate(zip(sentences, quotes, rows, strict=True)):
            tokens, first = sentence.tokens, firsts[number]
            sure = [
                (name.start, name.end, name.programme.kind)
                for name in self._programmes.find(
                    text, tokens, [place - first for place in may_be_known.get(number, ())]
                )
            ] + patterns.get(number, [])
            known = _tokens_of(sure, tokens)
            taken = {place for a, b, _ in known for place in range(a, b + 1)}
            for match in seen.get(number, ()):
                a, b = match.first - first, match.last - first
                if taken.isdisjoint(range(a, b + 1)):
                    known.append((a, b, self._tags[match.name]))
            inside = amounts_in(sentence, amounts)
            sight = Sight(
                sentence,
                analysis.blocks[sentence.block],
                row,
                [(quote, *tokens_between(tokens, quote)) for quote in own],
                known,
                [(m.first - first, m.last - first, "") for m in local.get(number, ())],
                find_listed(text, sentence, inside, self._words),
                inside,
            )
            if not self._prefilter or number in compounds or _shows_names(sight):
                yield sight

    def rows(self, analysis: Analysis, sights: Iterable[Sight], scorer: Scorer) -> Iterator[Row]:
        """The sentences with their candidates, by passages."""
        for passage in passages(sights):
            columns = read_columns(passage)
            chances = read_chances(scorer, passage, columns)
            candidates = propose(analysis.text, passage, chances)
            yield Row(passage, columns, chances, candidates)

    def _patterns(self, text: str, starts: Sequence[int]) -> dict[int, list[_Found]]:
        """Where the patterns of names fit, by the sentence that it begins in."""
        found: dict[int, list[_Found]] = defaultdict(list)
        for pattern, kind in self._words.patterns:
            for match in pattern.finditer(text):
                number = bisect_right(starts, match.start()) - 1
                found[number].append((match.start(), match.end(), kind))
        return found


_Found = tuple[int, int, str]  # a stretch of the text and the kind of name that it is
_Item = TypeVar("_Item")


def _by_sentence(
    items: Iterable[tuple[int, _Item]], firsts: Sequence[int]
) -> dict[int, list[_Item]]:
    """Items by the number of the sentence that their place is in, of those that begin at `firsts`."""
    found: dict[int, list[_Item]] = {}
    for place, item in items:
        found.setdefault(bisect_right(firsts, place) - 1, []).append(item)
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


def _shows_names(sight: Sight) -> bool:
    """Whether anything but a noun that ends in a head makes a name likely in a sentence."""
    return bool(sight.known or sight.local or sight.listed or sight.quoted)
