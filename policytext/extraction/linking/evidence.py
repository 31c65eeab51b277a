"""What speaks for and against a sum's paying for a project.

Every piece of evidence has a name that a reader understands; the strongest one that speaks for a
link becomes its rule.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence

from policytext.extraction.linking.cues import Cues
from policytext.extraction.linking.inside import Inside
from policytext.extraction.linking.names import Names
from policytext.extraction.linking.naming import Naming
from policytext.extraction.linking.scene import Scene
from policytext.extraction.linking.standing import standing
from policytext.model import Amount, Project

# Begins the names of evidence that says how a project suits, not where the text speaks of it.
OF_KIND = "kind: "
_NOUNS = {"NNG", "NNP", "SL"}
_MOST, _SOME = 0.6, 0.3  # shares of the telling words of a name
_SHORTEST = 4  # letters of a name that may stand inside another
_FEW = 3  # projects that may lead a document together
_REACH = 1000  # characters of a sentence before and behind a sum in which names and sums count
_MANY = 50  # projects that share a word, or the title, beyond which it tells them apart no more
_SHORT_LINE = 60  # characters of a line that gives one fact, `사업비 : 30억 원`


class Evidence:
    """The evidence in one document, pair by pair."""

    def __init__(
        self, cues: Cues, names: Names, amounts: Sequence[Amount], projects: Sequence[Project]
    ) -> None:
        self.scene = names.scene
        self.names = names
        self._cues = cues
        self._amounts = amounts
        self._projects = projects
        self._words = [_telling_words(self.scene, p, cues.commons) for p in projects]
        self._named_with: dict[str, list[int]] = {}
        for project, words in enumerate(self._words):
            for word in sorted(words):
                self._named_with.setdefault(word, []).append(project)
        self._beginning: dict[str, list[str]] = {}  # the words by their first two letters
        for word, named in self._named_with.items():
            if len(named) <= _MANY:
                self._beginning.setdefault(word[:2], []).append(word)
        self._worded_in: dict[int, dict[int, set[str]]] = {}
        self._containing = _containing(projects)
        self._leading = _leading(self.names.counts)
        self._total = sum(self.names.counts.values())
        self._sentences = [self.scene.sentence_at(a.start) for a in amounts]
        titled = self.names.titled
        self._main = self._leading | (titled if len(titled) <= _MANY else set())
        if self.names.first is not None:
            self._main.add(self.names.first)
        self._beside: dict[int | None, list[Amount]] = {}
        for amount, sentence in zip(amounts, self._sentences, strict=True):
            self._beside.setdefault(sentence, []).append(amount)
        self._around_of: dict[int, Mapping[int, set[str]]] = {}
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
        """What the sentence of the sum names, not too far from it."""
        sentence, amount = self._sentences[index], self._amounts[index]
        named = [] if sentence is None else self.names.by_sentence.get(sentence, [])
        first = bisect_left(named, amount.start - _REACH, key=lambda n: n.start)
        return named[first : bisect_left(named, amount.end + _REACH, key=lambda n: n.start)]

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

    def of(self, index: int) -> dict[int, frozenset[str]]:
        """For the sum with `index`: the names of the evidence, by the index of the project.

        A project that nothing near the sum speaks of, and that is not what the document is about,
        is left out.
        """
        amount, sentence, here = self._amounts[index], self._sentences[index], self._here(index)
        if sentence is None:
            return {}
        start = self.scene.analysis.sentences[sentence].start
        beside = self._beside[sentence]
        first = bisect_left(beside, amount.start - _REACH, key=lambda a: a.start)
        last = bisect_left(beside, amount.end + _REACH, key=lambda a: a.start)
        inside = Inside(self._cues, self.scene.text, beside[first:last], amount, here, start)
        around = self._around(sentence)
        worded = self._worded(sentence)
        candidates = {n.project for n in here} | around.keys() | worded.keys() | self._main
        return {
            project: frozenset(
                inside.of(project)
                | around.get(project, set())
                | worded.get(project, set())
                | self._about(amount, project, bool(here))
            )
            for project in sorted(candidates)
        }

    def _other_owner(self, amount: Amount, sentence: int, here: Sequence[Naming]) -> bool:
        """Whether the noun right before the sum is neither a name nor a label of sums."""
        text, end = self.scene.text, amount.start
        while end > 0 and text[end - 1] in " (:":
            end -= 1
        if amount.start - end > 3 or any(n.start < end <= n.end for n in here):
            return False
        start = end
        while start > 0 and text[start - 1].isalpha():
            start -= 1
        if end - start < 2 or text[start:end] in self._cues.labels:
            return False
        tokens = self.scene.analysis.sentences[sentence].tokens
        return any(t.end == end and t.tag in _NOUNS for t in tokens)

    def _around(self, sentence: int) -> Mapping[int, set[str]]:
        """What stands around the sentence, by the index of the project."""
        if sentence not in self._around_of:
            self._around_of[sentence] = standing(self._cues, self.scene, self.names, sentence)
        return self._around_of[sentence]

    def _worded(self, sentence: int) -> dict[int, set[str]]:
        """Projects of whose names only words stand in the sentence."""
        if sentence not in self._worded_in:
            here = self.names.by_sentence.get(sentence, [])
            letters = self._letters_beside_names(sentence, here)
            shares: Counter[int] = Counter()
            for word in self._words_in(letters):
                shares.update(self._named_with[word])
            named = {n.project for n in here}
            self._worded_in[sentence] = {
                project: {self._share(number, len(self._words[project]))}
                for project, number in shares.items()
                if project not in named and number >= _SOME * len(self._words[project])
            }
        return self._worded_in[sentence]

    def _words_in(self, letters: str) -> set[str]:
        """The telling words of names that stand in `letters`."""
        return {
            word
            for position in range(len(letters) - 1)
            for word in self._beginning.get(letters[position : position + 2], ())
            if letters.startswith(word, position)
        }

    @staticmethod
    def _share(number: int, words: int) -> str:
        """How many of the words of a name stand there, in words."""
        if number == words > 1:
            return "all words of the name here"
        return f"{'most' if number >= _MOST * words else 'some'} words of the name here"

    def _letters_beside_names(self, sentence: int, here: Sequence[Naming]) -> str:
        """The letters of a sentence without the names that stand in it."""
        span = self.scene.analysis.sentences[sentence]
        pieces, start = [], span.start
        for naming in here:
            pieces.append(self.scene.text[start : naming.start])
            start = max(start, naming.end)
        return "\n".join([*pieces, self.scene.text[start : span.end]])

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
        if project in self._leading:
            found.add("named most in the document")
        if count * 2 > self._total:
            found.add("most of all names")
        if named:
            found = {f"{name}, names here" for name in found}
        found.add(f"{OF_KIND}{amount.role} of {self._projects[project].kind}")
        if project in self._containing:
            found.add("name holds another name")
        return found


def _telling_words(scene: Scene, project: Project, commons: frozenset[str]) -> frozenset[str]:
    """The nouns of a project's name that are not common to many names."""
    sentence = scene.sentence_at(project.mentions[0].start) if project.mentions else None
    if sentence is None:
        return frozenset()
    first = project.mentions[0]
    tokens = scene.analysis.sentences[sentence].tokens
    begin = bisect_left(tokens, first.start, key=lambda t: t.start)
    end = bisect_left(tokens, first.end, begin, key=lambda t: t.start)
    words = {t.form for t in tokens[begin:end] if t.tag in _NOUNS and len(t.form) > 1}
    return frozenset(words - commons)


def _leading(counts: Counter[int]) -> set[int]:
    """The projects named most often, unless too many are named equally often."""
    most = max(counts.values(), default=0)
    leading = {project for project, count in counts.items() if count == most}
    return leading if len(leading) <= _FEW else set()


def _containing(projects: Sequence[Project]) -> set[int]:
    """The projects whose name begins with the name of another one (`NAME 기본계획`)."""
    names = [p.name.replace(" ", "") for p in projects]
    known = {name for name in names if len(name) >= _SHORTEST}
    return {
        index
        for index, name in enumerate(names)
        if any(name[:length] in known for length in range(_SHORTEST, len(name)))
    }
