"""Morphemes. The only file that knows Kiwi.

Words are analysed one by one, so that each that differs is analysed once, however often it stands in an
archive; a few short ones depend on the word before. What a run of Hangul is in sentences as a rule is told by a list of frequent ones (see
`usage`); Kiwi is asked for the others, one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from sys import intern
from typing import TYPE_CHECKING, TypeVar

from policytext.analysis.units import HANGUL, around, units
from policytext.analysis.usage import Morphemes, Usage
from policytext.model import Span, Token

if TYPE_CHECKING:
    from kiwipiepy import Kiwi

_MOST_KEPT = 50_000  # words, dependent ones, and runs of Hangul, of each
_LONGEST_KEPT = 40  # characters of one
_WORD = re.compile(r"\S+")
_Key = TypeVar("_Key")
_token = tuple.__new__  # makes a Token of its fields, several times as fast as its name does


class Morphology:
    """Korean morphological analysis, word by word, by a list of usual analyses and by Kiwi, whose
    model is loaded when it is first needed.

    `words` are proper nouns that are kept whole; they must be known before Kiwi is first asked,
    because a word that comes later makes it build its model anew.
    """

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._words = sorted(set(words))
        # Words that hold one of these, which are more than one unit, are one for Kiwi.
        mixed = [
            re.escape(w) for w in self._words if any(kind != HANGUL for kind, _, _ in units(w))
        ]
        self._mixed = re.compile("|".join(mixed)) if mixed else None
        self._usage = Usage(self._words)
        self._kept: dict[str, Morphemes] = {}
        self._dependent: set[str] = set()  # words that depend on the one before
        self._runs: dict[tuple[str, str, str, str], Morphemes] = {}

    def tokenize(self, text: str, spans: Sequence[Span]) -> Iterator[tuple[Token, ...]]:
        """The morphemes of every span of `text`, with offsets into `text`."""
        kept, word_of = self._kept, self._word
        for span in spans:
            tokens: list[Token] = []
            end = span.start  # of the word before
            for word in _WORD.finditer(text, span.start, span.end):
                letters = word.group()
                at = word.start()
                found = kept.get(letters) or word_of(letters, text[end - 1] if at > end else "")
                end = word.end()
                tokens += [
                    _token(Token, (form, tag, at + first, at + last))
                    for form, tag, first, last in found
                ]
            yield tuple(tokens)

    def load(self) -> None:
        """Load the list and the model, which the first words would load."""
        self._usage.load()
        self._ask("", "가", "")

    def _word(self, letters: str, previous: str) -> Morphemes:
        """The morphemes of a word, with offsets into it, where the word before it ends in
        `previous`; most words do not depend on that."""
        key = f"{letters} {previous}"
        dependent = letters in self._dependent
        found = self._kept.get(key) if dependent else None
        if found is not None:
            return found
        parts = list(units(letters))
        if not dependent and self._depends(letters, *parts[0]):
            dependent = True
            if len(self._dependent) < _MOST_KEPT:
                self._dependent.add(letters)
        if not dependent:
            key, previous = letters, ""
        if self._mixed and self._mixed.search(letters):
            found = self._ask("", letters, "")
        else:
            found = tuple(self._morphemes(letters, parts, previous))
        return _keep(self._kept, key, found) if len(letters) <= _LONGEST_KEPT else found

    def _depends(self, word: str, kind: str, start: int, end: int) -> bool:
        return kind == HANGUL and self._usage.depends(*around(word, start, end))

    def _morphemes(
        self, word: str, parts: Iterable[tuple[str, int, int]], previous: str
    ) -> Iterator[tuple[str, str, int, int]]:
        """The morphemes of a word that consists of such units."""
        for kind, start, end in parts:
            if kind != HANGUL:
                yield word[start:end], kind, start, end
                continue
            run = (*around(word, start, end), "" if start else previous)
            found = self._runs.get(run)
            if found is None:
                usual = self._usage.of(*run)
                found = _keep(self._runs, run, self._ask(*run[:3]) if usual is None else usual)
            for form, tag, first, last in found:
                yield form, tag, start + first, start + last

    def _ask(self, before: str, letters: str, behind: str) -> Morphemes:
        """The morphemes that Kiwi finds in `letters` where these stand between the two others."""
        start = len(before)
        end = start + len(letters)
        places = [
            (t, t.start, t.start + t.len) for t in self._kiwi.tokenize(before + letters + behind)
        ]
        if any(a < border < b for border in (start, end) for _, a, b in places):
            return self._ask("", letters, "")  # some rule of Kiwi's takes them together
        return tuple(
            (intern(t.form), intern(t.tag), a - start, b - start)
            for t, a, b in places
            if start <= a and b <= end
        )

    @cached_property
    def _kiwi(self) -> Kiwi:
        from kiwipiepy import Kiwi

        # Without its dictionaries of names Kiwi loads several times as fast. On policy texts 99.7 % of
        # the morphemes are the same; the names that matter here are in the dictionary `morphology`.
        kiwi = Kiwi(num_workers=1, load_multi_dict=False, load_default_dict=False)
        for word in self._words:
            kiwi.add_user_word(word, "NNP")
        return kiwi


def _keep(kept: dict[_Key, Morphemes], key: _Key, found: Morphemes) -> Morphemes:
    """`found`, which is kept for the next time; what is kept is thrown away where it is too much."""
    if len(kept) >= _MOST_KEPT:
        kept.clear()
    kept[key] = found
    return found
