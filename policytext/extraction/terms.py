"""Finding many words of a dictionary at once, spaces aside, only where morphemes begin and end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from policytext.model import Token

# Nouns, affixes, roots, determiners, foreign letters, numerals, and the signs that stand inside names:
# a word of a dictionary holds no particle, no ending and no verb.
_INSIDE = ("N", "XP", "XS", "XR", "MM", "SL", "SN", "SH", "SP", "SO", "SW")
_VERBAL = ("XSV", "XSA")
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
        self._longest: dict[str, int] = {}
        for key in self._keys:
            if len(key) > self._longest.get(key[0], 0):
                self._longest[key[0]] = len(key)

    def find(self, text: str, tokens: Sequence[Token]) -> Iterator[Found]:
        """The words in `tokens`, whose offsets refer to `text`, in order; none overlaps another."""
        pieces = [_piece(text[s:e]) if _may_stand(tag) else "" for _, tag, s, e in tokens]
        longest = self._longest
        free = 0
        for position, piece in enumerate(pieces):
            if position < free or piece[:1] not in longest:
                continue
            last = self._match(pieces, position, tokens[position].tag)
            if last is not None:
                key = "".join(pieces[position : last + 1])
                yield Found(key, tokens[position].start, tokens[last].end)
                free = last + 1

    def _match(self, pieces: list[str], first: int, tag: str) -> int | None:
        """The index of the last token of the longest word that begins at `first`, or None."""
        joined = pieces[first]
        longest = self._longest.get(joined[:1], 0)
        found = None
        last = first
        while len(joined) <= longest:
            # One syllable alone is more often a surname or a unit than the word that is looked for.
            if joined in self._keys and (len(joined) > 1 or tag == "NNG"):
                found = last
            last += 1
            if last == len(pieces) or not pieces[last]:
                break
            joined += pieces[last]
        return found


@lru_cache(maxsize=1_000)
def _may_stand(tag: str) -> bool:
    """Whether a morpheme with this tag has a place in a word of a dictionary."""
    return tag.startswith(_INSIDE) and not tag.startswith(_VERBAL)


_piece = lru_cache(maxsize=20_000)(key_of)
