"""Where a document speaks of a project: by its name, or by a reference such as `이번 사업`."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from policytext.extraction.linking.scene import Scene
from policytext.lexicon import Lexicon
from policytext.model import Project, Token
from policytext.scanning import any_of

_BEFORE = 300  # names before a reference among which it finds what it means
# Tags of what may qualify a noun behind it: nouns, their suffixes, adnominal endings, determiners,
# foreign words, numbers, the genitive.
_QUALIFYING = ("N", "XS", "ETM", "MM", "SL", "SN", "JKG")


@dataclass(frozen=True, slots=True)
class Naming:
    """A stretch of text that means the project with the index `project`.

    `sentence` is the index of its sentence; `reference` says that it is no name but a noun that
    points back at one.
    """

    start: int
    end: int
    project: int
    sentence: int
    reference: bool = False


class References:
    """Resolves nouns that point back at a project, by the dictionary `linking`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._heads = {e.text("head"): e for e in lexicon.entries("reference_heads")}
        self._counts = {
            form: int(e.text("count"))
            for e in lexicon.entries("reference_counts")
            for form in e.texts("forms")
        }
        bare = [head for head, e in self._heads.items() if e.flag("bare")]
        particles = any_of(lexicon.words("reference_particles"))
        # Neither pattern repeats anything: both run in linear time.
        self._pattern = re.compile(
            rf"(?<![가-힣A-Za-z0-9])(?:(?P<sign>{any_of(lexicon.words('reference_determiners'))})\s?"
            rf"(?P<pointed>{any_of(self._heads)})"
            rf"|(?P<bare>{any_of(bare)})(?=(?:{particles})(?![가-힣]))"
            rf"|(?P<count>{any_of(self._counts)})\s?(?P<counted>{any_of(self._heads)}))"
        )

    def resolve(
        self, scene: Scene, projects: Sequence[Project], names: Sequence[Naming]
    ) -> list[Naming]:
        """The references of the document; `names` are its names, in the order of the text."""
        found = []
        starts = [n.start for n in names]
        for number, sentence in enumerate(scene.analysis.sentences):
            for match in self._pattern.finditer(scene.text, sentence.start, sentence.end):
                start, end = match.span()
                index = bisect_left(starts, end)
                if index and names[index - 1].end > start:
                    continue
                if match.group("bare") and _is_qualified(sentence.tokens, start):
                    continue
                stop = bisect_left(starts, start)
                before = names[max(0, stop - _BEFORE) : stop]
                for project in self._meant(match, before, projects):
                    found.append(Naming(start, end, project, number, reference=True))
        return found

    def _meant(
        self, match: re.Match[str], before: Sequence[Naming], projects: Sequence[Project]
    ) -> list[int]:
        """The indices of the projects that a reference means after the names `before`."""
        head = match.group("pointed") or match.group("bare") or match.group("counted")
        entry = self._heads[head]
        endings = (head,) if match.group("bare") else (head, *entry.texts("endings"))
        wanted = self._counts[match.group("count")] if match.group("count") else 1
        last = _last(before, wanted, lambda index: _ends_in(projects[index], endings))
        if len(last) < wanted and not match.group("bare"):
            kinds = entry.texts("kinds")
            last = _last(before, wanted, lambda index: projects[index].kind in kinds)
        return last if len(last) == wanted else []


def _last(before: Sequence[Naming], wanted: int, fits: Callable[[int], bool]) -> list[int]:
    """The projects named last among `before` that fit, as many as are wanted."""
    found: list[int] = []
    for naming in reversed(before):
        if naming.project not in found and fits(naming.project):
            found.append(naming.project)
            if len(found) == wanted:
                break
    return found


def _is_qualified(tokens: Sequence[Token], start: int) -> bool:
    """Whether a noun or a clause before the noun at `start` says which one: `지원 사업`."""
    before = bisect_right(tokens, start, key=lambda t: t.end) - 1
    return before >= 0 and tokens[before].tag.startswith(_QUALIFYING)


def _ends_in(project: Project, endings: tuple[str, ...]) -> bool:
    return any(m.text.endswith(endings) for m in project.mentions)


def names_of(scene: Scene, projects: Sequence[Project]) -> list[Naming]:
    """The names of the projects in the order of the text, without those outside every sentence."""
    found = []
    for index, project in enumerate(projects):
        for mention in project.mentions:
            sentence = scene.sentence_at(mention.start)
            if sentence is not None:
                found.append(Naming(mention.start, mention.end, index, sentence))
    return sorted(found, key=lambda n: (n.start, n.end, n.project))
