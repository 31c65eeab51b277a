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
from policytext.model import ProjectKind

_REACH = 60  # letters before a head in which its name may begin
_MAX_WORDS = 7
_MAX_QUOTED = 50
_DELIMITER = re.compile(r"[\n,.;:!?…“”‘’\"'「」『』｢｣<>《》〈〉()\[\]【】{}→⇒=※*†□■◇◆○●◦▪▶▷►|/~]")
_BULLET = re.compile(r"[^0-9A-Za-z가-힣]+")
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
            entry.text("head"): _kind(entry.text("kind"))
            for entry in lexicon.entries("mining_heads")
        }
        self._nonheads = tuple(lexicon.words("mining_nonheads"))
        self._breaks = tuple(lexicon.words("mining_breaks"))
        self._nouns = tuple(lexicon.words("mining_nouns"))
        self._stops = frozenset(lexicon.words("mining_stops"))
        self._bare = sorted(map(re.escape, lexicon.words("mining_bare")), key=len, reverse=True)
        self._only_bare = re.compile(rf"(?:{'|'.join(self._bare)})*")
        heads = "|".join(sorted(map(re.escape, self.kinds), key=len, reverse=True))
        particles = "|".join(map(re.escape, lexicon.words("mining_particles")))
        self._head = re.compile(rf"({heads})(?=(?:{particles})?(?!\w))")
        self._ends_in_head = re.compile(rf"(?:{heads})$")
        quotes = "|".join(
            f"{re.escape(pair[0])}([^{re.escape(pair)}\\n]{{2,{_MAX_QUOTED}}}){re.escape(pair[-1])}"
            for pair in lexicon.words("mining_quotes")
        )
        quotatives = "|".join(map(re.escape, lexicon.words("mining_quotatives")))
        self._quoted = re.compile(rf"(?:{quotes})(?!(?:{quotatives})(?!\w))")
        shorts = "|".join(map(re.escape, lexicon.words("mining_shorts")))
        self._short = re.compile(
            rf"[’”'\"」』>]?\s?\((?:(?:{shorts})[,:]?\s?[‘“'\"「『<]?([^‘’“”'\"「」『』<>()\n]{{2,30}}?)"
            rf"[’”'\"」』>]?|({_LATIN_SHORT}))\)"
        )

    def spot(self, text: str) -> Iterator[Sighting]:
        """Every place of `text` that may name a programme; one place is given once."""
        taken = 0
        quotes = list(self._quoted.finditer(text))
        for match in quotes:
            inside = next(group for group in match.groups() if group is not None)
            sighting = self._of_quote(inside, self._short_after(text, match.end() - 1))
            if sighting is not None:
                yield sighting
        spans = iter([(match.start(), match.end()) for match in quotes] + [(len(text), len(text))])
        start, end = next(spans)
        for match in self._head.finditer(text):
            while match.start() >= end and end < len(text):
                start, end = next(spans)
            if match.start() >= start or match.start() < taken:
                continue
            name = self._compound(text, match.start(), match.end(), taken)
            if name:
                taken = match.end()
                yield Sighting(name, match.group(), False, self._short_after(text, match.end()))

    def _short_after(self, text: str, position: int) -> str:
        """The short name in brackets at `position`, or ""."""
        match = self._short.match(text, position)
        if match is None:
            return ""
        return (match.group(1) or match.group(2)).strip()

    def _of_quote(self, inside: str, short: str) -> Sighting | None:
        """What quotation marks enclose, if it can be a name."""
        name = inside.strip(" \t·-")
        if not name or self._breaks_off(name) or self._is_bare(name):
            return None
        match = self._ends_in_head.search(name)
        if match is None:
            return Sighting(name, "", True, short) if name.count(" ") < _MAX_WORDS else None
        return None if name.endswith(self._nonheads) else Sighting(name, match.group(), True, short)

    def _compound(self, text: str, head: int, end: int, floor: int) -> str:
        """The words up to `end` that belong together, "" where they make no name.

        They reach back to a sign, to a word that ends in a particle or an ending, or to `floor`.
        """
        low = max(floor, head - _REACH)
        before = text[low:head]
        for delimiter in _DELIMITER.finditer(before):
            low = max(low, head - len(before) + delimiter.end())
        words = text[low:end].split(" ")
        if words[-1].endswith(self._nonheads):
            return ""
        if low == head - _REACH and len(words) > 1:
            words = words[1:]  # cut in the middle by the reach
        first = len(words) - 1
        while first > 0 and len(words) - first < _MAX_WORDS:
            word = words[first - 1]
            if not word or word in self._stops or self._breaks_off(word):
                break
            first -= 1
        while first < len(words) - 1 and not _BULLET.sub("", words[first]):
            first += 1
        name = _BULLET.sub("", words[first][:1]) + " ".join(words[first:])[1:]
        name = name.strip()
        return "" if self._is_bare(name) else name

    def _breaks_off(self, word: str) -> bool:
        """Whether `word` ends in a particle or an ending."""
        return word.endswith(self._breaks) and not word.endswith(self._nouns)

    def _is_bare(self, name: str) -> bool:
        """Whether `name` is a head with nothing, or only bare words, before it."""
        letters = squeeze(name)
        match = self._ends_in_head.search(letters)
        rest = letters[: match.start()] if match else letters
        return len(rest) < 2 or self._only_bare.fullmatch(rest) is not None


def _kind(text: str) -> ProjectKind:
    kinds: dict[str, ProjectKind] = {
        "project": "project", "plan": "plan", "fund": "fund", "facility": "facility",
        "scheme": "scheme",
    }  # fmt: skip
    return kinds[text]
