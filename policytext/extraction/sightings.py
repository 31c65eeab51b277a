"""Where a text seems to name a programme: by its head, in quotation marks, or with a short name.

No morphological analysis: an archive of tens of millions of characters is read in a minute or two,
and whoever reviews the proposals sees at once what is no name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policytext.extraction.known import squeeze
from policytext.lexicon import Lexicon
from policytext.model import PROJECT_KINDS, ProjectKind
from policytext.scanning import any_of

_REACH = 60  # letters before a head in which its name may begin
_MAX_WORDS = 7
_MAX_QUOTED = 50
_DELIMITER = re.compile(r"[\n,.;:!?…“”‘’\"'「」『』｢｣<>《》〈〉()\[\]【】{}→⇒=※*†□■◇◆○●◦▪▶▷►|/~]")
_NEXT_WORD = re.compile(r" \w*")
_ANNOUNCED = 12  # letters before a quotation mark in which a short name is announced
_LATIN_SHORT = r"[A-Z][A-Za-z0-9+&-]{1,15}"


@dataclass(frozen=True, slots=True)
class Sighting:
    """A place that seems to name a programme; `head` is "" where only quotation marks say so.

    `short` is another name that the text gives beside it, (이하 ‘…’), or "".
    """

    name: str
    head: str
    quoted: bool
    short: str = ""


class NameSpotter:
    """Finds what may be names of programmes in the words of the sections `mining_…`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.kinds: dict[str, ProjectKind] = {
            entry.text("head"): PROJECT_KINDS[entry.text("kind")]
            for entry in lexicon.entries("mining_heads")
        }
        self._nonheads = tuple(lexicon.words("mining_nonheads"))
        self._breaks = tuple(lexicon.words("mining_breaks"))
        self._nouns = tuple(lexicon.words("mining_nouns"))
        self._stops = frozenset(lexicon.words("mining_stops"))
        self._bare = frozenset(lexicon.words("mining_bare"))
        self._bare_lengths = sorted({len(word) for word in self._bare})
        self._head_lengths = sorted({len(head) for head in self.kinds}, reverse=True)
        editions = "|".join(e.text("pattern") for e in lexicon.entries("mining_editions"))
        self._edition = re.compile(rf"(?:{editions}){{1,3}}")
        particles = "|".join(map(re.escape, lexicon.words("mining_particles")))
        self._head = re.compile(rf"({any_of(self.kinds)})(?=(?:{particles})?(?!\w))")
        quotes = "|".join(
            f"{re.escape(pair[0])}([^{re.escape(pair)}\\n]{{2,{_MAX_QUOTED}}}){re.escape(pair[-1])}"
            for pair in lexicon.words("mining_quotes")
        )
        quotatives = "|".join(map(re.escape, lexicon.words("mining_quotatives")))
        self._quoted = re.compile(rf"(?:{quotes})(?!(?:{quotatives})(?!\w))")
        shorts = "|".join(map(re.escape, lexicon.words("mining_shorts")))
        self._announced = re.compile(rf"\((?:{shorts})[,:]?\s?$")
        self._short = re.compile(
            rf"[’”'\"」』>]?\s?\((?:(?:{shorts})[,:]?\s?[‘“'\"「『<]?([^‘’“”'\"「」『』<>()\n]{{2,30}}?)"
            rf"[’”'\"」』>]?|({_LATIN_SHORT}))\)"
        )

    def spot(self, text: str) -> Iterator[Sighting]:
        """Every place of `text` that may name a programme: what stands in quotation marks, then
        the compounds outside of them."""
        quotes = [(match.start(), match.end()) for match in self._quoted.finditer(text)]
        for start, end in quotes:
            if not self._announced.search(text, max(0, start - _ANNOUNCED), start):
                yield from self._quoted_name(text, start, end)
        found: tuple[int, int, str] | None = None  # begin and end of a compound, and its head
        for match in _outside(self._head.finditer(text), quotes, len(text)):
            if found and _NEXT_WORD.fullmatch(text, found[1], match.start()):
                found = (found[0], match.end(), match.group())  # 상권 르네상스 지원사업
                continue
            if found:
                yield from self._compound_name(text, *found)
            begin = self._begin(text, match.start(), match.end(), found[1] if found else 0)
            found = (begin, match.end(), match.group())
        if found:
            yield from self._compound_name(text, *found)

    def _quoted_name(self, text: str, start: int, end: int) -> Iterator[Sighting]:
        """What quotation marks enclose, if it can be a name."""
        name = self._without_edition(text[start + 1 : end - 1].strip(" \t·-"))
        head = self._head_of(name)
        if (
            name
            and name.count(" ") < _MAX_WORDS
            and not (head and name.endswith(self._nonheads))
            and not self._breaks_off(name)
            and not self.is_bare(name)
        ):
            yield Sighting(name, head, True, self._short_after(text, end))

    def _compound_name(self, text: str, begin: int, end: int, head: str) -> Iterator[Sighting]:
        """The compound at ``[begin, end)``, if it can be a name."""
        name = self._without_edition(text[begin:end])
        if not name.endswith(self._nonheads) and not self.is_bare(name):
            yield Sighting(name, head, False, self._short_after(text, end))

    def _short_after(self, text: str, position: int) -> str:
        """The short name in brackets at `position`, or ""."""
        match = self._short.match(text, position)
        if match is None:
            return ""
        return (match.group(1) or match.group(2)).strip()

    def _begin(self, text: str, head: int, end: int, floor: int) -> int:
        """Where the words begin that belong together with the head at ``[head, end)``.

        They reach back to a sign, to a word that ends in a particle or an ending, or to `floor`.
        """
        low = reach = max(floor, head - _REACH)
        for delimiter in _DELIMITER.finditer(text, low, head):
            low = delimiter.end()
        begin = max(low, text.rfind(" ", low, head) + 1)
        for _ in range(_MAX_WORDS - 1):
            if begin == low:
                break
            previous = max(low, text.rfind(" ", low, begin - 1) + 1)
            word = text[previous : begin - 1]
            cut = previous == reach > floor  # the reach ends within this word
            if cut or not word or word in self._stops or self._breaks_off(word):
                break
            begin = previous
        while begin < end and not text[begin].isalnum():
            begin += 1
        return begin

    def _without_edition(self, name: str) -> str:
        """`name` without the ordinals and years in front of it."""
        match = self._edition.match(name)
        return name[match.end() :] if match else name

    def _breaks_off(self, word: str) -> bool:
        """Whether `word` ends in a particle or an ending."""
        return word.endswith(self._breaks) and not word.endswith(self._nouns)

    def _head_of(self, name: str) -> str:
        """The head that `name` ends in, the longest if several do, or ""."""
        return next((name[-n:] for n in self._head_lengths if name[-n:] in self.kinds), "")

    def is_bare(self, name: str) -> bool:
        """Whether `name` is a head with nothing, or only bare words, before it."""
        letters = squeeze(name)
        rest = letters[: len(letters) - len(self._head_of(letters))]
        reached = {0}  # where a bare word may begin
        for position in range(len(rest)):
            if position in reached:
                reached.update(
                    position + n
                    for n in self._bare_lengths
                    if rest[position : position + n] in self._bare
                )
        return len(rest) < 2 or len(rest) in reached


def _outside(
    matches: Iterator[re.Match[str]], quotes: list[tuple[int, int]], length: int
) -> Iterator[re.Match[str]]:
    """The `matches` that stand in none of the `quotes`; both come in the order of the text."""
    spans = iter([*quotes, (length, length)])
    start, end = next(spans)
    for match in matches:
        while match.start() >= end and end < length:
            start, end = next(spans)
        if match.start() < start:
            yield match
