"""What a morpheme shows by itself, wherever it stands: read once for each that differs.

A text has far more morphemes than different ones, so what is worked out for one is kept and used
for all that are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from policytext.extraction.projects.names import compact
from policytext.extraction.projects.signs import HEAD, bits, bits_of
from policytext.extraction.projects.templates import OUTSIDE
from policytext.extraction.projects.words import STRANGERS, Words
from policytext.model import PROJECT_KINDS, Token

NOMINAL = {"NNG", "NNP", "NNB", "NR", "XR", "XPN", "XSN", "SL", "SN", "SH", "SP", "SO", "SW"}
# What a morpheme may end in: nothing, a head by its kind, or what is no head, behind an x.
HEADS = ("", *PROJECT_KINDS, *(f"x{kind}" for kind in STRANGERS))
_HEAD_NUMBERS = {head: number for number, head in enumerate(HEADS)}
_NOMINAL, _HEADED, _GENERIC, _AGENCY = map(bits, ("nominal", "headed", "generic", "agency"))
_KNOWN, _SEEN, _CLOSING_WORD = map(bits, ("known", "seen", "closing_word"))
_LONGEST_HEAD = 12  # letters at the end of a morpheme in which a head is looked for
_MOST_KEPT = 50_000


@dataclass(frozen=True, slots=True, eq=False)
class Lexeme:
    """A morpheme with a certain form, tag and writing.

    The first nine fields are columns (see `clues`): the form as features name it, its tag, its last
    two letters and its last one, its shape, the cluster of words that are used as it is, the kind of
    head that it ends in (one of `HEADS`), and whether it is a general word or ends as agencies do.
    `tail` is what a run of nouns ends in whose last one it is; `left` and `right` are what is said of
    it where it stands before a run or behind one. `letters` is the writing as names are compared,
    `signs` the bits of its signs and above them the number of its head in `HEADS`.
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
    tail: str
    left: str
    right: str
    letters: str
    signs: int


COLUMNS = ("form", "tag", "end", "last", "shape", "cluster", "head", "generic", "agency")
# What stands before the first morpheme of a sentence and behind the last.
NOTHING = Lexeme(
    form=OUTSIDE,
    tag=OUTSIDE,
    end=OUTSIDE,
    last=OUTSIDE,
    shape=OUTSIDE,
    cluster=OUTSIDE,
    head=OUTSIDE,
    generic=OUTSIDE,
    agency=OUTSIDE,
    tail=OUTSIDE,
    left="^",
    right="$",
    letters="\n",  # no name has it
    signs=bits("stop", "closing_word"),
)


class _Kept(dict[tuple[str, str, str], Lexeme]):
    """Lexemes by form, tag and writing, made when they are first asked for."""

    def __init__(self, make: Callable[[tuple[str, str, str]], Lexeme]) -> None:
        self._make = make

    def __missing__(self, key: tuple[str, str, str]) -> Lexeme:
        lexeme = self[key] = self._make(key)
        return lexeme


class LexemeReader:
    """Reads morphemes by the words of the dictionaries.

    `known` tells of a writing, and `seen` of its letters, whether a name may begin with it.
    """

    def __init__(
        self,
        words: Words,
        clusters: Mapping[str, str],
        known: Callable[[str], bool],
        seen: Callable[[str], bool],
    ) -> None:
        self._words = words
        self._clusters = clusters
        self._may_be_known = known
        self._may_be_seen = seen
        self._kept = _Kept(self._lexeme)

    def read(self, text: str, tokens: Sequence[Token]) -> list[Lexeme]:
        """The lexeme of every token; the same object for all that are the same.

        That of a token with neither form nor tag is `NOTHING`.
        """
        kept = self._kept
        if len(kept) > _MOST_KEPT:
            kept.clear()
        return [kept[form, tag, text[start:end]] for form, tag, start, end in tokens]

    def _lexeme(self, key: tuple[str, str, str]) -> Lexeme:
        form, tag, writing = key
        if not form and not tag:
            return NOTHING
        words = self._words
        beside = f"{form}/{tag}"
        shape = "9" if tag == "SN" else "A" if form[:1].isascii() else "가"
        shape += str(min(len(form), 5))
        if tag == "SN":
            form = "0" * min(len(form), 4)
        ending = words.ending(writing[-_LONGEST_HEAD:])
        head = "x" + ending.kind if ending.stranger else ending.kind
        letters = compact(writing)
        generic = form in words.generics
        agency = form[-3:] in words.agencies or form[-1:] in words.agencies
        signs = _HEAD_NUMBERS[head] << HEAD | bits_of(tag)
        if tag in NOMINAL:
            signs |= _NOMINAL if ending.stranger or not ending.kind else _NOMINAL | _HEADED
        signs |= _GENERIC * generic | _AGENCY * agency
        signs |= _KNOWN * self._may_be_known(writing) | _SEEN * self._may_be_seen(letters)
        if tag[0] in "JE" or not writing[-1:].isalnum():
            signs |= _CLOSING_WORD
        return Lexeme(
            form,
            tag,
            end=form[-2:],
            last=form[-1:],
            shape=shape,
            cluster=self._clusters.get(form, ""),
            head=head,
            generic="g" if generic else "",
            agency="a" if agency else "",
            tail=head or "-" + tag,
            left=beside,
            right=beside,
            letters=letters,
            signs=signs,
        )
