"""Finding many words of a dictionary at once, spaces aside, only where morphemes begin and end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
    """Finds the words it was given in the morphemes of a sentence, the longest first from the left."""

    def __init__(self, words: Iterable[str]) -> None:
        self._keys = {key_of(word) for word in words}
        self._longest: dict[str, int] = {}
        for key in self._keys:
            if len(key) > self._longest.get(key[0], 0):
                self._longest[key[0]] = len(key)

    def find(self, text: str, tokens: Sequence[Token]) -> Iterator[Found]:
        """The words in `tokens`, whose offsets refer to `text`, in order; none overlaps another."""
        pieces = [key_of(text[t.start : t.end]) if _may_stand(t) else "" for t in tokens]
        position = 0
        while position < len(pieces):
            last = self._match(pieces, position, tokens[position].tag)
            if last is None:
                position += 1
                continue
            key = "".join(pieces[position : last + 1])
            yield Found(key, tokens[position].start, tokens[last].end)
            position = last + 1

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


def _may_stand(token: Token) -> bool:
    return token.tag.startswith(_INSIDE) and not token.tag.startswith(_VERBAL)
