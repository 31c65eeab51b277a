"""What speaks for and against a sum's paying for a project.

Every piece of evidence has a name that a reader understands; the strongest one that speaks for a
link becomes its rule.
"""

from __future__ import annotations

from collections.abc import Sequence

from policytext.extraction.linking.cues import Cues
from policytext.extraction.linking.inside import Inside
from policytext.extraction.linking.names import Names
from policytext.extraction.linking.naming import Naming
from policytext.extraction.linking.scene import Scene
from policytext.extraction.linking.standing import standing
from policytext.model import Amount, Analysis, Project

_NOUNS = {"NNG", "NNP", "SL"}
_MOST, _SOME = 0.6, 0.3  # shares of the telling words of a name
_SHORT_LINE = 60  # characters of a line that gives one fact, `사업비 : 30억 원`


class Evidence:
    """The evidence in one document, pair by pair."""

    def __init__(
        self, cues: Cues, analysis: Analysis, amounts: Sequence[Amount], projects: Sequence[Project]
    ) -> None:
        self.scene = Scene(analysis)
        self.names = Names(cues.references, self.scene, projects)
        self._cues = cues
        self._amounts = amounts
        self._projects = projects
        self._words = [_telling_words(self.scene, p, cues.commons) for p in projects]
        self._containing = _containing(projects)
        self._most = max(self.names.counts.values(), default=0)
        self._total = sum(self.names.counts.values())
        self._sentences = [self.scene.sentence_at(a.start) for a in amounts]
        self._rows: dict[tuple[int, int], list[int]] = {}
        for index in range(len(amounts)):
            self._rows.setdefault(self._row_key(index), []).append(index)

    def named_beside(self, index: int) -> bool:
        """Whether the sentence of the sum names a project or refers to one."""
        return bool(self._here(index))

    def row(self, index: int) -> list[int]:
        """The sums of the same sentence that no name parts from the sum, itself among them."""
        return self._rows[self._row_key(index)]

    def _row_key(self, index: int) -> tuple[int, int]:
        sentence = self._sentences[index]
        number = -1 - index if sentence is None else sentence
        return number, self.names.number_before(self._amounts[index].start)

    def _here(self, index: int) -> list[Naming]:
        """What the sentence of the sum names."""
        sentence = self._sentences[index]
        return [] if sentence is None else self.names.by_sentence.get(sentence, [])

    def against(self, index: int) -> frozenset[str]:
        """What holds for the sum with `index` whatever the project: it may pay for none."""
        amount, here = self._amounts[index], self._here(index)
        number = min(len({n.project for n in here}), 3)
        found = {f"role {amount.role}", f"names here {number}"}
        found.add({1: "one project", 2: "two projects"}.get(len(self._projects), "many projects"))
        sentence = self._sentences[index]
        if sentence is None:
            return frozenset(found)
        if self._other_owner(amount, sentence, here):
            found.add("other owner")
            if not here:
                found.add("other owner, no name here")
        opening = self._cues.opening(self.scene.text, self.scene.analysis.sentences[sentence].start)
        if opening:
            found.add(f"sentence {opening}")
        block = self.scene.analysis.blocks[self.scene.block_of(sentence)]
        found.add(f"in a {block.kind}")
        if block.marker and block.end - block.start <= _SHORT_LINE:
            found.add("short item")
        return frozenset(found)

    def of(self, index: int) -> list[frozenset[str]]:
        """For the sum with `index`: the names of the evidence for every project, by index."""
        amount, sentence, here = self._amounts[index], self._sentences[index], self._here(index)
        if sentence is None:
            return [frozenset()] * len(self._projects)
        start = self.scene.analysis.sentences[sentence].start
        inside = Inside(self._cues, self.scene.text, self._amounts, amount, here, start)
        around = standing(self._cues, self.scene, self.names, sentence)
        return [
            frozenset(
                inside.of(project)
                | around.get(project, set())
                | self._about(amount, project, bool(here))
                | self._worded(sentence, project, here)
            )
            for project in range(len(self._projects))
        ]

    def _other_owner(self, amount: Amount, sentence: int, here: Sequence[Naming]) -> bool:
        """Whether the noun right before the sum is neither a name nor a label of sums."""
        text, end = self.scene.text, amount.start
        while end > 0 and text[end - 1] in " (:":
            end -= 1
        if amount.start - end > 3 or any(n.start < end <= n.end for n in here):
            return False
        start = end
        while start > 0 and "가" <= text[start - 1] <= "힣":
            start -= 1
        if end - start < 2 or text[start:end] in self._cues.labels:
            return False
        tokens = self.scene.analysis.sentences[sentence].tokens
        return any(t.end == end and t.tag in {"NNG", "NNP"} for t in tokens)

    def _worded(self, sentence: int, project: int, here: Sequence[Naming]) -> set[str]:
        """Whether the words of a name stand in a sentence that does not give the name."""
        words = self._words[project]
        if not words or any(n.project == project for n in here):
            return set()
        s = self.scene.analysis.sentences[sentence]
        letters = self.scene.text[s.start : s.end]
        share = sum(word in letters for word in words) / len(words)
        if share >= _MOST:
            return {"most words of the name here"}
        return {"some words of the name here"} if share >= _SOME else set()

    def _about(self, amount: Amount, project: int, named: bool) -> set[str]:
        """What the project is to the whole document and whether its kind suits the sum."""
        found = set()
        count = self.names.counts[project]
        if project in self.names.titled:
            found.add("in the title")
            if len(self.names.titled) == 1:
                found.add("alone in the title")
        if project == self.names.first:
            found.add("named first in the document")
        if self._most and count == self._most:
            found.add("named most in the document")
        if count * 2 > self._total:
            found.add("most of all names")
        if named:
            found = {f"{name}, names here" for name in found}
        found.add(f"{amount.role} of {self._projects[project].kind}")
        if project in self._containing:
            found.add("name holds another name")
        return found


def _telling_words(scene: Scene, project: Project, commons: frozenset[str]) -> frozenset[str]:
    """The nouns of a project's name that are not common to many names."""
    sentence = scene.sentence_at(project.mentions[0].start) if project.mentions else None
    if sentence is None:
        return frozenset()
    first = project.mentions[0]
    words = {
        token.form
        for token in scene.analysis.sentences[sentence].tokens
        if first.start <= token.start < first.end and token.tag in _NOUNS and len(token.form) > 1
    }
    return frozenset(words - commons)


def _containing(projects: Sequence[Project]) -> set[int]:
    """The projects whose name begins with the name of another one (`NAME 기본계획`)."""
    names = [p.name.replace(" ", "") for p in projects]
    return {
        index
        for index, name in enumerate(names)
        if any(len(other) > 3 and name != other and name.startswith(other) for other in names)
    }
