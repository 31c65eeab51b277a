"""All places where a document speaks of its projects, by sentence and by block."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from policytext.extraction.linking.naming import Naming, References, names_of
from policytext.extraction.linking.scene import Scene
from policytext.model import Project


class Names:
    """The names and references of one document.

    `scene` is where they stand. `counts` says how often each project is named, references not counted; `titled` are the
    projects that the title names, `first` the one named first, or None.
    """

    def __init__(self, references: References, scene: Scene, projects: Sequence[Project]) -> None:
        self.scene = scene
        names = names_of(scene, projects)
        found = [*names, *references.resolve(scene, projects, names)]
        self.all = sorted(found, key=lambda n: (n.start, n.end, n.project))
        self.by_sentence: dict[int, list[Naming]] = {}
        self.by_block: dict[int, list[Naming]] = {}
        for naming in self.all:
            self.by_sentence.setdefault(naming.sentence, []).append(naming)
            self.by_block.setdefault(scene.block_of(naming.sentence), []).append(naming)
        self.counts = Counter(n.project for n in names)
        self.first = names[0].project if names else None
        blocks = scene.analysis.blocks
        titles = [number for number, block in enumerate(blocks) if block.kind == "title"]
        self.titled = {n.project for t in titles for n in self.by_block.get(t, ())}
        self._starts = [n.start for n in names]
        self._sentences = [n.sentence for n in self.all]

    def last_before(self, sentence: int) -> Naming | None:
        """What is named last before `sentence`, however far back; None where nothing is."""
        index = bisect_left(self._sentences, sentence)
        return self.all[index - 1] if index else None

    def shortly_before(self, sentence: int, reach: int) -> list[Naming]:
        """What is named in the `reach` sentences before `sentence`, in the order of the text."""
        start = bisect_left(self._sentences, sentence - reach)
        return self.all[start : bisect_left(self._sentences, sentence)]

    def number_before(self, position: int) -> int:
        """How many names begin before `position`."""
        return bisect_right(self._starts, position)
