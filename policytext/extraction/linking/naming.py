"""Where a document speaks of a project: by its name, or by a reference such as `이번 사업`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policytext.extraction.linking.patterns import any_of
from policytext.extraction.linking.scene import Scene
from policytext.lexicon import Lexicon
from policytext.model import Project


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
        for number, sentence in enumerate(scene.analysis.sentences):
            for match in self._pattern.finditer(scene.text, sentence.start, sentence.end):
                start, end = match.span()
                if any(n.start < end and start < n.end for n in names):
                    continue
                before = [n for n in names if n.end <= start]
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
        fitting = [n.project for n in before if _ends_in(projects[n.project], endings)]
        if len(set(fitting)) < wanted and not match.group("bare"):
            kinds = entry.texts("kinds")
            fitting = [n.project for n in before if projects[n.project].kind in kinds] or fitting
        last = list(dict.fromkeys(reversed(fitting)))[:wanted]
        return last if len(last) == wanted else []


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
