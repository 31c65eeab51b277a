"""Places: the regions of Korea that a text names, and the ones that a project is about."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policytext.letters import is_syllable
from policytext.lexicon import Lexicon
from policytext.model import Analysis, Mention, Project, Sentence

_SHORT = 2  # syllables: 경주 is also a common noun, 경주시 is none
_VERBAL = ("XSV", "XSA")  # behind 고양 in 고양하다, which is no town
_LONG = 5  # syllables: 세종특별자치시 needs no morpheme to end behind it
_BETWEEN = re.compile(r"[\s·ㆍ‧∙･,/]{0,3}")  # what stands between regions that are named together
_MOST_BESIDE = 3  # regions in a sentence that still say what a project in it is about


@dataclass(frozen=True, slots=True)
class Region:
    """A unit of local government: code of the legal-dong file, own name, full name of its parent."""

    code: str
    name: str
    parent: str = ""
    was: str = ""

    @property
    def full_name(self) -> str:
        """The name with those of the units it belongs to: 경기도 성남시 분당구."""
        return f"{self.parent} {self.name}".strip()


@dataclass(frozen=True, slots=True)
class Place:
    """A region that the text names: its full name and every place where it is named."""

    name: str
    mentions: tuple[Mention, ...]


@dataclass(slots=True)
class _Hit:
    """A form of one or more regions in the text.

    `plain` are those that it may mean anywhere, `guarded` those that something must speak for;
    `proper` says that it begins with a proper noun, `inside` that it ends inside a word, so that it
    counts only behind the region it belongs to. `region` is the one that is meant, once known.
    """

    start: int
    end: int
    plain: tuple[Region, ...]
    guarded: tuple[Region, ...]
    proper: bool
    inside: bool
    region: Region | None = None

    @property
    def candidates(self) -> tuple[Region, ...]:
        """All the regions that it may mean."""
        return self.plain + self.guarded


class PlaceExtractor:
    """Finds regions by the dictionary `regions`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._plain: dict[str, list[Region]] = {}
        self._guarded: dict[str, list[Region]] = {}
        for entry in lexicon.entries("regions"):
            region = Region(*(entry.text(f) for f in ("code", "name", "parent", "was")))
            for form in dict.fromkeys((region.name, region.full_name, *entry.texts("forms"))):
                self._plain.setdefault(form, []).append(region)
            for form in entry.texts("guarded"):
                self._guarded.setdefault(form, []).append(region)
        self._traps = set(lexicon.words("region_traps"))
        self._tails = lexicon.words("region_tails")
        self._heads: dict[str, list[str]] = {}
        for form in sorted({*self._plain, *self._guarded, *self._traps}, key=len, reverse=True):
            self._heads.setdefault(form[:2], []).append(form)

    def extract(self, analysis: Analysis) -> tuple[Place, ...]:
        """The regions that `analysis` names, in the order in which they first appear.

        A region named right behind the one it belongs to (`전남 완도군`) is one mention of the
        smaller. A form that may mean several regions, and nothing says which, gives none.
        """
        rows = [list(self._hits(analysis.text, sentence)) for sentence in analysis.sentences]
        _resolve(analysis.text, rows)
        found: dict[Region, list[Mention]] = {}
        for hits in rows:
            row = [h for h in hits if not h.inside or _is_held(h, hits, analysis.text)]
            start = -1
            for number, hit in enumerate(row):
                start = hit.start if start < 0 else start
                behind = row[number + 1] if number + 1 < len(row) else None
                if behind is not None and _holds(hit, behind, analysis.text):
                    continue
                if hit.region is not None:
                    mention = Mention(start, hit.end, analysis.text[start : hit.end])
                    found.setdefault(hit.region, []).append(mention)
                start = -1
        return tuple(Place(r.full_name, tuple(m)) for r, m in found.items())

    def _hits(self, text: str, sentence: Sentence) -> Iterable[_Hit]:
        """The forms in a sentence that begin a word, or stand right behind another region."""
        heads = self._heads
        ends: set[int] | None = None
        verbal: set[int] = set()  # where what makes verbs of nouns begins
        position = sentence.start
        last = -1
        for token in sentence.tokens:
            start = token.start
            forms = heads.get(text[start : start + 2])
            if forms is None or start < position:
                continue
            if start != last and start > 0 and is_syllable(text[start - 1]):
                continue
            if ends is None:
                ends = {token.end for token in sentence.tokens}
                verbal = {token.start for token in sentence.tokens if token.tag in _VERBAL}
            for form in forms:
                end = start + len(form)
                if not text.startswith(form, start):
                    continue
                if form in self._traps:
                    position = end
                    break
                inside = end not in ends and len(form) < _LONG
                if end in verbal or (inside and (last < 0 or text[last:start].strip())):
                    continue
                if len(form) == _SHORT and text.startswith(self._tails, end):
                    continue
                proper = token.tag == "NNP"
                plain, guarded = self._plain.get(form, []), self._guarded.get(form, [])
                if len(form) == _SHORT and not proper and all(r.name != form for r in plain):
                    plain, guarded = [], plain + guarded
                yield _Hit(start, end, tuple(plain), tuple(guarded), proper, inside)
                position = last = end
                break


def _near(a: _Hit, b: _Hit, text: str) -> bool:
    """Whether `b` stands behind `a` with nothing but spaces, commas or dots between them."""
    return _BETWEEN.fullmatch(text, a.end, b.start) is not None


def _is_held(hit: _Hit, hits: Sequence[_Hit], text: str) -> bool:
    """Whether the region right before a hit is the one that it belongs to."""
    return any(before.end <= hit.start and _holds(before, hit, text) for before in hits)


def _holds(hit: _Hit, behind: _Hit, text: str) -> bool:
    """Whether `behind` is named as a part of `hit`, right behind it."""
    if hit.region is None or behind.region is None:
        return False
    inside = behind.region.parent == hit.region.full_name
    return inside and not text[hit.end : behind.start].strip()


def _resolve(text: str, rows: Sequence[Sequence[_Hit]]) -> None:
    """Decide which region every hit means; where nothing decides, its `region` stays None."""
    hits = [hit for row in rows for hit in row]
    for hit in hits:
        if len(hit.plain) == 1:
            hit.region = hit.plain[0]
    # What is named beyond doubt helps to understand what is not.
    for row in rows:
        for front, hit in pairwise(row):
            if _near(front, hit, text):
                _resolve_inside(front, hit)
    regions = [hit.region for hit in hits if hit.region is not None]
    known = {region.full_name for region in regions} | {region.parent for region in regions}
    for row in rows:
        for number, hit in enumerate(row):
            if hit.region is None:
                beside = [
                    *(n.region for n in row[max(number - 1, 0) : number] if _near(n, hit, text)),
                    *(n.region for n in row[number + 1 : number + 2] if _near(hit, n, text)),
                ]
                hit.region = _meant(hit, [r for r in beside if r is not None], known)


def _resolve_inside(front: _Hit, hit: _Hit) -> None:
    """Settle both where exactly one region that `hit` may mean belongs to one that `front` may."""
    pairs = [(a, b) for a in front.candidates for b in hit.candidates if b.parent == a.full_name]
    if len(pairs) == 1 and (hit.region is None or hit.region.parent != pairs[0][0].full_name):
        front.region, hit.region = pairs[0]


def _meant(hit: _Hit, beside: Sequence[Region], known: set[str]) -> Region | None:
    """The region that a hit means, by the regions named beside it and elsewhere in the text."""
    there = [r for r in hit.plain or hit.guarded if not r.was or r.parent in known]
    siblings = [r for r in there if r.parent and any(r.parent == n.parent for n in beside)]
    if len(siblings) == 1:
        return siblings[0]
    if hit.plain:
        chosen = [r for r in there if not r.parent] or [r for r in there if r.parent in known]
        chosen = chosen or there
    elif beside:
        chosen = [r for r in there if any(bool(r.parent) == bool(n.parent) for n in beside)]
    else:
        chosen = [r for r in there if r.full_name in known and hit.proper]
    return chosen[0] if len(chosen) == 1 else None


class ProjectPlaces:
    """Says which regions a project is about, by the words of `region_venues`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._venues = set(lexicon.words("region_venues"))

    def regions_of(
        self, projects: Sequence[Project], analysis: Analysis, places: Sequence[Place]
    ) -> tuple[tuple[str, ...], ...]:
        """The full names of the regions that every project is about, () where the text names none.

        They are those inside its name or, failing that, those of the first sentence that names the
        project together with a region. A region where something merely took place (`서울 코엑스에서`)
        does not count, nor do the regions of a sentence with too many. Schemes and funds belong to
        the whole country, unless their name says otherwise.
        """
        starts = [sentence.start for sentence in analysis.sentences]
        named: dict[int, list[tuple[int, Mention]]] = {}  # by sentence: places by number
        for number, place in enumerate(places):
            for mention in place.mentions:
                at = bisect_right(starts, mention.start) - 1
                named.setdefault(at, []).append((number, mention))

        for row in named.values():
            row.sort(key=lambda pair: pair[1].end)
        about: dict[int, tuple[str, ...]] = {}  # by sentence: the regions that it is about

        def within(row: Sequence[tuple[int, Mention]], m: Mention) -> Sequence[tuple[int, Mention]]:
            first = bisect_right(row, m.start, key=lambda pair: pair[1].end)
            return row[first : bisect_right(row, m.end, key=lambda pair: pair[1].end)]

        def names(numbers: Iterable[int]) -> tuple[str, ...]:
            return tuple(places[number].name for number in sorted(set(numbers)))

        def regions(project: Project) -> tuple[str, ...]:
            rows = [(m, bisect_right(starts, m.start) - 1) for m in project.mentions]
            inside = names(number for m, at in rows for number, _ in within(named.get(at, []), m))
            if inside or project.kind in ("scheme", "fund"):
                return inside
            for at in dict.fromkeys(at for _, at in rows):
                if at not in about:
                    about[at] = names(
                        number
                        for number, p in named.get(at, ())
                        if self._is_about(p, analysis.sentences[at], analysis.text)
                    )
                if 0 < len(about[at]) <= _MOST_BESIDE:
                    return about[at]
            return ()

        return tuple(map(regions, projects))

    def _is_about(self, mention: Mention, sentence: Sentence, text: str) -> bool:
        if text.startswith("(", mention.start - 1):
            return False
        first = bisect_left(sentence.tokens, mention.end, key=lambda t: t.start)
        for token in sentence.tokens[first:]:
            if token.form in self._venues:
                return False
            if not token.tag.startswith(("N", "S", "X")):
                break
        return True
