"""Morphemes. The only file that knows Kiwi."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from sys import intern
from typing import TYPE_CHECKING

from policytext.model import Span, Token

if TYPE_CHECKING:
    from kiwipiepy import Kiwi

_MOST_KEPT = 4000  # sentences: a tenth of those of an archive are among as many before them
_LONGEST_KEPT = 300  # characters of one
_token = tuple.__new__  # makes a Token of its fields, several times as fast as its name does


class Morphology:
    """Korean morphological analysis by Kiwi, whose model is loaded when it is first needed.

    `words` are proper nouns that Kiwi is to keep whole; they must be known before its first call,
    because a word that comes later makes it build its model anew.
    """

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._words = sorted(set(words))
        self._kiwi: Kiwi | None = None
        self._kept: dict[str, tuple[tuple[str, str, int, int], ...]] = {}  # the latest last

    def tokenize(self, text: str, spans: Sequence[Span]) -> Iterator[tuple[Token, ...]]:
        """The morphemes of every span of `text`, with offsets into `text`; line ends count as
        spaces."""
        text = text.replace("\n", " ")
        for span in spans:
            offset = span.start
            yield tuple(
                [
                    _token(Token, (form, tag, offset + start, offset + end))
                    for form, tag, start, end in self._morphemes(text[span.start : span.end])
                ]
            )

    def _morphemes(self, sentence: str) -> tuple[tuple[str, str, int, int], ...]:
        """Forms, tags and places of the morphemes of a sentence: those of the last different
        sentences are kept, for releases repeat one another's."""
        found = self._kept.pop(sentence, None)
        if found is None:
            kiwi = self._kiwi = self._kiwi or self._load()
            # One by one: many at once go through a thread of Kiwi's, which a forked process has not.
            found = tuple(
                [
                    (intern(t.form), intern(t.tag), t.start, t.start + t.len)
                    for t in kiwi.tokenize(sentence)
                ]
            )
            if len(self._kept) >= _MOST_KEPT:
                del self._kept[next(iter(self._kept))]
        if len(sentence) <= _LONGEST_KEPT:
            self._kept[sentence] = found
        return found

    def _load(self) -> Kiwi:
        from kiwipiepy import Kiwi

        # Without its dictionaries of names Kiwi loads several times as fast. On policy texts 99.7 % of
        # the morphemes are the same; the names that matter here are in the dictionary `morphology`.
        kiwi = Kiwi(num_workers=1, load_multi_dict=False, load_default_dict=False)
        for word in self._words:
            kiwi.add_user_word(word, "NNP")
        return kiwi
