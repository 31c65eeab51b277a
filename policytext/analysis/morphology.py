"""Morphemes. The only file that knows Kiwi."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from policytext.model import Token

if TYPE_CHECKING:
    from kiwipiepy import Kiwi


class Morphology:
    """Korean morphological analysis by Kiwi, whose model is loaded when it is first needed.

    `words` are proper nouns that Kiwi is to keep whole; they must be known before its first call,
    because a word that comes later makes it build its model anew.
    """

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._words = sorted(set(words))
        self._kiwi: Kiwi | None = None

    def tokenize(self, texts: Sequence[str]) -> list[tuple[Token, ...]]:
        """The morphemes of every text, with offsets into that text; line ends count as spaces."""
        if not texts:
            return []
        kiwi = self._kiwi = self._kiwi or self._load()
        # One by one: many at once go through a thread of Kiwi's, which a forked process has not.
        return [
            tuple(
                Token(t.form, t.tag, t.start, t.start + t.len)
                for t in kiwi.tokenize(text.replace("\n", " "))
            )
            for text in texts
        ]

    def _load(self) -> Kiwi:
        from kiwipiepy import Kiwi

        # Without its dictionaries of names Kiwi loads several times as fast. On policy texts 99.7 % of
        # the morphemes are the same; the names that matter here are in the dictionary `morphology`.
        kiwi = Kiwi(num_workers=1, load_multi_dict=False, load_default_dict=False)
        for word in self._words:
            kiwi.add_user_word(word, "NNP")
        return kiwi
