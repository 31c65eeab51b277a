"""Names of programmes that the dictionary knows, wherever they stand in a sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policytext.lexicon import Entry, Lexicon
from policytext.model import PROJECT_KINDS, ProjectKind, Token

# Signs that stand between the parts of a name, or do not: 소재·부품, K-패스, 강릉~제진.
_JOINTS = frozenset("·･ㆍ∙•‧・․-‐‑–~∼～")
_NO_JOINTS = dict.fromkeys(map(ord, _JOINTS))
_PAIR = 2  # letters that every name has at least
_BUCKET = 3  # letters by which names are looked up, as far as they have so many
_AHEAD = 5  # characters among which these mostly stand
_NEAR = 40  # characters among which most of a name stands
# What may stand against a name: signs, particles and the copula. Latin letters, digits and
# ideographs (SL, SN, SH) make the name a part of a longer one; `등` ends an enumeration.
_SIGNS = frozenset({"SF", "SP", "SS", "SSO", "SSC", "SE", "SO", "SW", "SB"})
_PARTICLES = frozenset({"JKS", "JKC", "JKG", "JKO", "JKB", "JKV", "JKQ", "JX", "JC", "VCP", "VCN"})


@dataclass(frozen=True, slots=True)
class Programme:
    """An entry of the dictionary: the name it goes by and its kind."""

    name: str
    kind: ProjectKind


@dataclass(frozen=True, slots=True)
class KnownName:
    """A known name at ``[start, end)`` of the text, `end` after a tail such as 사업 or 제도."""

    start: int
    end: int
    programme: Programme


class KnownNames:
    """Finds the names and aliases of the section `programmes`, however they are spaced.

    A name counts only where a word begins and ends: 기초연금은 and 기초연금 사업 name 기초연금,
    기초연금액 does not. The time is linear in the length of the sentence.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        # Names by their first letters; squeezed when a text first has a word that begins so.
        self._names: dict[str, list[tuple[str, Entry]]] = {}
        self._squeezed: dict[str, list[tuple[str, Entry]]] = {}
        for entry in lexicon.entries("programmes"):
            for name in (entry.text("name"), *entry.texts("aliases")):
                self._names.setdefault(_first_letters(name), []).append((name, entry))
        self._openings = frozenset(
            letters[:size] for letters in self._names for size in range(1, _BUCKET)
        )
        self._tails = sorted(lexicon.words("programme_tails"), key=len, reverse=True)
        self._enders = frozenset(lexicon.words("programme_enders"))

    def may_begin(self, writing: str) -> bool:
        """Whether a name may begin with a token that is written so."""
        letters = squeeze(writing)
        if len(letters) < _BUCKET:
            return letters in self._openings
        return letters[:_BUCKET] in self._names or letters[:_PAIR] in self._names

    def begins(self, text: str, start: int) -> bool:
        """Whether a name may begin at `start`, as far as the text near it tells."""
        ahead = text[start : start + _AHEAD].replace(" ", "")[:_BUCKET]
        if len(ahead) < _BUCKET or not ahead.isalnum():
            ahead = squeeze(text[start : start + _NEAR])[:_BUCKET]
            if len(ahead) < _BUCKET:
                return True
        ahead = ahead.lower()
        return ahead in self._names or ahead[:_PAIR] in self._names

    def find(
        self, text: str, tokens: Sequence[Token], begins: Iterable[int] | None = None
    ) -> list[KnownName]:
        """The known names in the sentence of `tokens`, in order, the longest where several begin.

        `text` is what the offsets of the tokens count in; no two of the results overlap. `begins`:
        the tokens, by number and in order, where one may begin (see the method); all where None.
        """
        if begins is None:
            begins = [n for n, t in enumerate(tokens) if self.begins(text, t.start)]
        starts = [
            tokens[n].start
            for n in begins
            if _opens(text, tokens, n) and self._fits(text, tokens[n].start)
        ]
        if not starts:
            return []
        at = {token.start: token for token in tokens}
        letters = _Letters(text, starts[0], max(token.end for token in tokens))
        found: list[KnownName] = []
        free = -1
        for start in starts:
            if start < free:
                continue
            name = self._at(letters, text, start, at)
            if name is not None:
                found.append(name)
                free = name.end
        return found

    def _fits(self, text: str, start: int) -> bool:
        """Whether the text near `start` goes on as a name that begins there."""
        ahead = squeeze(text[start : start + _NEAR])
        if len(ahead) < _BUCKET:
            return True
        names = (*self._beginning(ahead[:_BUCKET]), *self._beginning(ahead[:_PAIR]))
        return any(ahead.startswith(name[: len(ahead)]) for name, _ in names)

    def _at(
        self, letters: _Letters, text: str, start: int, at: dict[int, Token]
    ) -> KnownName | None:
        """The longest known name that begins at `start` and ends where a word ends, or None."""
        position = letters.position(start)
        if position is None:
            return None
        first = letters.key[position : position + _BUCKET]
        for key, entry in (*self._beginning(first), *self._beginning(first[:_PAIR])):
            if not letters.key.startswith(key, position):
                continue
            core_end = letters.offsets[position + len(key) - 1] + 1
            for end in self._ends(text, letters, position + len(key), core_end):
                if self._closes(text, end, at):
                    programme = Programme(entry.text("name"), PROJECT_KINDS[entry.text("kind")])
                    return KnownName(start, end, programme)
        return None

    def _beginning(self, letters: str) -> list[tuple[str, Entry]]:
        """The squeezed names that are filed under their first `letters`, the longest first."""
        names = self._squeezed.get(letters)
        if names is None:
            if letters not in self._names:
                return []
            names = [(squeeze(name), entry) for name, entry in self._names[letters]]
            names.sort(key=_length, reverse=True)
            self._squeezed[letters] = names
        return names

    def _ends(self, text: str, letters: _Letters, position: int, core_end: int) -> Iterator[int]:
        """Where the name may end: after the tail that follows it, else where its letters end."""
        for tail in self._tails:
            if letters.key.startswith(tail, position):
                start, last = letters.offsets[position], letters.offsets[position + len(tail) - 1]
                if not text[core_end:start].strip():  # 규제샌드박스·제도 are two things
                    yield last + 1
        yield core_end

    def _closes(self, text: str, end: int, at: dict[int, Token]) -> bool:
        """Whether what follows `end` leaves the name whole."""
        if end >= len(text) or text[end].isspace() or not text[end].isalnum():
            return True
        following = at.get(end)
        if following is None:
            return False
        return (
            following.tag in _SIGNS or following.tag in _PARTICLES or following.form in self._enders
        )


def _opens(text: str, tokens: Sequence[Token], number: int) -> bool:
    """Whether a name may begin with a token: not inside a compound or a Latin word.

    Spaces get lost after a particle or an ending (정부는기초연금을): a word begins there too.
    """
    start = tokens[number].start
    if start == 0 or not text[start - 1].isalnum():
        return number == 0 or start > tokens[number - 1].start
    before = tokens[number - 1]
    return number > 0 and before.end == start > before.start and before.tag[0] in "JE"


class _Letters:
    """A stretch of text without spaces and joints, and where each letter stands."""

    def __init__(self, text: str, begin: int, stop: int) -> None:
        piece = text[begin:stop]
        small = piece.lower()
        if len(small) != len(piece):  # a few capitals become two letters: keep offsets right
            small = piece
        kept = [(o, c) for o, c in enumerate(small, begin) if not (c.isspace() or c in _JOINTS)]
        self.offsets = [offset for offset, _ in kept]
        self.key = "".join([letter for _, letter in kept])

    def position(self, offset: int) -> int | None:
        """Where the letter at `offset` of the text stands in `key`, None for one left out."""
        position = bisect_left(self.offsets, offset)
        found = position < len(self.offsets) and self.offsets[position] == offset
        return position if found else None


def _first_letters(name: str) -> str:
    """The first letters of the squeezed `name`, mostly without squeezing it."""
    first = name[:_BUCKET]
    return first.lower() if first.isalnum() and len(first) == _BUCKET else squeeze(name)[:_BUCKET]


def _length(name: tuple[str, Entry]) -> int:
    return len(name[0])


def squeeze(name: str) -> str:
    """`name` as it is compared: without spaces, middle dots and hyphens, in small letters."""
    return "".join(name.lower().split()).translate(_NO_JOINTS)
