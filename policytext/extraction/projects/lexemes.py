"""What a morpheme shows by itself, wherever it stands: read once for each that differs.

A text has far more morphemes than different ones, so what is worked out for one is kept and used
for all that are the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policytext.extraction.projects.names import compact
from policytext.extraction.projects.templates import OUTSIDE
from policytext.extraction.projects.words import Words
from policytext.model import Token

NOMINAL = {"NNG", "NNP", "NNB", "NR", "XR", "XPN", "XSN", "SL", "SN", "SH", "SP", "SO", "SW"}
_LONGEST_HEAD = 12  # letters at the end of a morpheme in which a head is looked for
_MOST_KEPT = 50_000


@dataclass(frozen=True, slots=True, eq=False)
class Lexeme:
    """A morpheme with a certain form, tag and writing.

    The first nine fields are columns (see `clues`): the form as features name it, its tag, its last
    two letters and its last one, its shape, the cluster of words that are used as it is, the kind of
    head that it ends in, and whether it is a general word or ends as agencies do. `letters` is the
    writing as names are compared.
    """

    form: str
    tag: str
    end: str
    last: str
    shape: str
    cluster: str
    head: str
    generic: str
    agency: str
    letters: str
    nominal: bool


COLUMNS = ("form", "tag", "end", "last", "shape", "cluster", "head", "generic", "agency")
# What stands before the first morpheme of a sentence and behind the last.
NOTHING = Lexeme(
    OUTSIDE, OUTSIDE, OUTSIDE, OUTSIDE, OUTSIDE, OUTSIDE, OUTSIDE, OUTSIDE, OUTSIDE, "", False
)


class LexemeReader:
    """Reads morphemes by the words of the dictionaries."""

    def __init__(self, words: Words, clusters: Mapping[str, str]) -> None:
        self._words = words
        self._clusters = clusters
        self._kept: dict[tuple[str, str, str], Lexeme] = {}

    def read(self, text: str, tokens: Sequence[Token]) -> list[Lexeme]:
        """The lexeme of every token; the same object for all that are the same."""
        kept = self._kept
        if len(kept) > _MOST_KEPT:
            kept.clear()
        lexemes = []
        for form, tag, start, end in tokens:
            key = (form, tag, text[start:end])
            lexeme = kept.get(key)
            if lexeme is None:
                lexeme = kept[key] = self._lexeme(*key)
            lexemes.append(lexeme)
        return lexemes

    def _lexeme(self, form: str, tag: str, writing: str) -> Lexeme:
        words = self._words
        shape = "9" if tag == "SN" else "A" if form[:1].isascii() else "가"
        shape += str(min(len(form), 5))
        if tag == "SN":
            form = "0" * min(len(form), 4)
        return Lexeme(
            form,
            tag,
            end=form[-2:],
            last=form[-1:],
            shape=shape,
            cluster=self._clusters.get(form, ""),
            head=self._ending(writing[-_LONGEST_HEAD:]),
            generic="g" if form in words.generics else "",
            agency="a" if form[-3:] in words.agencies or form[-1:] in words.agencies else "",
            letters=compact(writing),
            nominal=tag in NOMINAL,
        )

    def _ending(self, writing: str) -> str:
        """The kind of head that a morpheme ends in; after an x, what it ends in that is no head."""
        head = self._words.heads.at(writing)
        stranger = self._words.strangers.at(writing)
        if len(stranger) > len(head):
            return "x" + self._words.strangers.kinds[stranger]
        return self._words.heads.kinds[head] if head else ""
