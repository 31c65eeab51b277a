"""Finding many words of a dictionary at once, spaces aside, only where morphemes begin and end."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from policytext.model import Token

# Nouns, affixes, roots, determiners, foreign letters, numerals, and the signs that stand inside names:
# a word of a dictionary holds no particle, no ending and no verb.
_INSIDE = ("N", "XP", "XS", "XR", "MM", "SL", "SN", "SH", "SP", "SO", "SW")
_VERBAL = ("XSV", "XSA")
_MOST_KEPT = 50_000  # different morphemes
_DOTS = str.maketrans("ㆍ‧∙・･․•", "·······")


class Found(NamedTuple):
    """A word of the dictionary in a text: its key and where it stands, ``[start, end)``."""

    key: str
    start: int
    end: int


def key_of(word: str) -> str:
    """`word` as it is looked up: without spaces, in lower case, with one kind of middle dot."""
    return "".join(word.split()).lower().translate(_DOTS)


class TermMatcher:
    """Finds words, given by their keys, in the morphemes of a sentence.

    From the left, and of the words that begin at one morpheme the longest.
    """

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = set(keys)
        self._most = max(map(len, self._keys), default=0)
        self._beginnings = _Beginnings(self._keys)

    def find(self, text: str, tokens: Sequence[Token]) -> Iterator[Found]:
        """The words in `tokens`, whose offsets refer to `text`, in order; none overlaps another."""
        stands, beginnings = _stands, self._beginnings
        count = len(tokens)
        free = 0
        for position, (_, tag, start, end) in enumerate(tokens):
            if not stands[tag] or position < free:
                continue
            beginning = beginnings[text[start:end]]
            if beginning is None:
                continue
            piece, alone, following = beginning
            # One syllable alone is more often a surname or a unit than the word that is looked for.
            key, last = piece if alone and (len(piece) > 1 or tag == "NNG") else "", position
            behind = text[tokens[position + 1].start] if position + 1 < count else ""
            if following and _letter(behind) in following:
                key, last = self._longer(text, tokens, piece, position + 1) or (key, last)
            if key:
                yield Found(key, start, tokens[last].end)
                free = last + 1

    def _longer(
        self, text: str, tokens: Sequence[Token], joined: str, first: int
    ) -> tuple[str, int] | None:
        """The longest word that begins with `joined` and goes on with the token `first`, and the index
        of its last token; None if there is none."""
        found = None
        for index in range(first, len(tokens)):
            _, tag, start, end = tokens[index]
            piece = _piece(text[start:end]) if _stands[tag] else ""
            joined += piece
            if not piece or len(joined) > self._most:
                break
            if joined in self._keys:
                found = joined, index
        return found


class _Beginning(NamedTuple):
    """How the letters of a morpheme are looked up, whether they are a word by themselves, and the
    letters that go on behind them in words that begin with them."""

    piece: str
    alone: bool
    following: frozenset[str]


class _Beginnings(dict[str, _Beginning | None]):
    """The words that begin with the letters of a morpheme; None where none does."""

    def __init__(self, keys: Iterable[str]) -> None:
        super().__init__()
        self._sorted = sorted(keys)
        self._first_letters = {key[0] for key in self._sorted}

    def __missing__(self, letters: str) -> _Beginning | None:
        if len(self) >= _MOST_KEPT:
            self.clear()
        if _letter(letters[:1]) not in self._first_letters:  # so with figures, which seldom repeat
            self[letters] = None
            return None
        piece = _piece(letters)
        words = self._beginning_with(piece)
        following = frozenset(key[len(piece)] for key in words if key != piece)
        found = self[letters] = _Beginning(piece, piece in words, following) if words else None
        return found

    def _beginning_with(self, piece: str) -> list[str]:
        keys = self._sorted
        first = last = bisect_left(keys, piece)
        while last < len(keys) and keys[last].startswith(piece):
            last += 1
        return keys[first:last]


class _Stands(dict[str, bool]):
    """Whether a morpheme with a certain tag, of which there are some fifty, has a place in a word of
    a dictionary."""

    def __missing__(self, tag: str) -> bool:
        stands = self[tag] = tag.startswith(_INSIDE) and not tag.startswith(_VERBAL)
        return stands


_stands = _Stands()
_piece = lru_cache(maxsize=20_000)(key_of)
_letter = lru_cache(maxsize=5_000)(key_of)
