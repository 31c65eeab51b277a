"""What speaks for and against a sum's paying for a project.

Every piece of evidence has a name that a reader understands; the strongest one that speaks for a
link becomes its rule.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from policytext.extraction.linking.naming import Naming, References, names_of
from policytext.extraction.linking.scene import Scene
from policytext.lexicon import Lexicon
from policytext.model import Amount, Analysis, Project

_REACH = 12  # characters between a name and the bracket that belongs to it
_NEAR = 10  # characters between a sum and the name behind it that say what the sum is of
_QUOTES = "’”」』》>\"' "


class Cues:
    """The words of the dictionary `linking`, made ready for matching."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.references = References(lexicon)
        self.labels = frozenset(lexicon.words("sum_labels"))
        self.separators = frozenset(lexicon.words("list_separators"))
        self.sum_of = lexicon.words("sum_of")
        self.spent_on = lexicon.words("spent_on")
        self.joiners = frozenset(lexicon.words("list_joiners"))
        self.commons = frozenset(lexicon.words("name_commons"))
        self.purposes = lexicon.words("purpose_particles")


class Evidence:
    """The evidence in one document, pair by pair."""

    def __init__(
        self, cues: Cues, analysis: Analysis, amounts: Sequence[Amount], projects: Sequence[Project]
    ) -> None:
        self.scene = Scene(analysis)
        self._cues = cues
        self._text = analysis.text
        self._amounts = amounts
        self._projects = projects
        names = names_of(self.scene, projects)
        references = cues.references.resolve(self.scene, projects, names)
        self.namings = sorted([*names, *references], key=lambda n: (n.start, n.end, n.project))
        self._by_sentence: dict[int, list[Naming]] = {}
        self._by_block: dict[int, list[Naming]] = {}
        for naming in self.namings:
            self._by_sentence.setdefault(naming.sentence, []).append(naming)
            self._by_block.setdefault(self.scene.block_of(naming.sentence), []).append(naming)
        counts = Counter(n.project for n in names)
        self._most = max(counts.values(), default=0)
        self._counts = counts
        self._total = sum(counts.values())
        self._words = [self._telling_words(p) for p in projects]
        self._names = [n.start for n in names]
        self._containing = _containing(projects)
        self._first = names[0].project if names else None
        titles = [number for number, b in enumerate(analysis.blocks) if b.kind == "title"]
        self._titled = {n.project for t in titles for n in self._by_block.get(t, ())}

    def named_beside(self, index: int) -> bool:
        """Whether the sentence of the sum names a project or refers to one."""
        sentence = self.scene.sentence_at(self._amounts[index].start)
        return sentence in self._by_sentence

    def row(self, index: int) -> list[int]:
        """The sums of the same sentence that no name parts from the sum, itself among them."""
        key = self._place(index)
        return [i for i in range(len(self._amounts)) if self._place(i) == key]

    def _place(self, index: int) -> tuple[int, int]:
        """The sentence of a sum and the number of names before it: equal for the sums of a row."""
        amount = self._amounts[index]
        sentence = self.scene.sentence_at(amount.start)
        number = -1 - index if sentence is None else sentence
        return number, bisect_right(self._names, amount.start)

    def against(self, index: int) -> frozenset[str]:
        """What holds for the sum with `index` whatever the project: it may pay for none."""
        amount = self._amounts[index]
        sentence = self.scene.sentence_at(amount.start)
        here = self._by_sentence.get(sentence, []) if sentence is not None else []
        return frozenset(self._general(amount, here))

    def of(self, index: int) -> list[frozenset[str]]:
        """For the sum with `index`: the names of the evidence for every project, by index."""
        amount = self._amounts[index]
        sentence = self.scene.sentence_at(amount.start)
        if sentence is None:
            return [frozenset()] * len(self._projects)
        here = self._by_sentence.get(sentence, [])
        standing = self._standing(amount, sentence, here)
        return [
            frozenset(
                self._inside(amount, project, here)
                | standing.get(project, set())
                | self._about(amount, project, bool(here))
                | self._worded(sentence, project, here)
            )
            for project in range(len(self._projects))
        ]

    def _worded(self, sentence: int, project: int, here: Sequence[Naming]) -> set[str]:
        """Whether the words of a name stand in a sentence that does not give the name."""
        words = self._words[project]
        if not words or any(n.project == project for n in here):
            return set()
        s = self.scene.analysis.sentences[sentence]
        letters = self._text[s.start : s.end]
        share = sum(word in letters for word in words) / len(words)
        if share >= 0.6:
            return {"most words of the name here"}
        return {"some words of the name here"} if share >= 0.3 else set()

    def _telling_words(self, project: Project) -> frozenset[str]:
        """The nouns of a project's name that are not common to many names."""
        words: set[str] = set()
        for mention in project.mentions[:1]:
            sentence = self.scene.sentence_at(mention.start)
            if sentence is not None:
                words.update(
                    t.form
                    for t in self.scene.analysis.sentences[sentence].tokens
                    if mention.start <= t.start < mention.end
                    and t.tag in {"NNG", "NNP", "SL"}
                    and len(t.form) > 1
                )
        return frozenset(words - self._cues.commons)

    def _general(self, amount: Amount, here: Sequence[Naming]) -> set[str]:
        """What holds for the sum whatever the project."""
        found = {f"role {amount.role}", f"names here {min(len({n.project for n in here}), 3)}"}
        count = len(self._projects)
        found.add(
            "one project" if count == 1 else "two projects" if count == 2 else "many projects"
        )
        if self._foreign_label(amount, here):
            found.add("other owner")
            if not here:
                found.add("other owner, no name here")
        return found

    def _foreign_label(self, amount: Amount, here: Sequence[Naming]) -> bool:
        """Whether the noun right before the sum is neither a name nor a label of sums."""
        text, end = self._text, amount.start
        while end > 0 and text[end - 1] in " (:":
            end -= 1
        if amount.start - end > 3 or any(n.start < end <= n.end for n in here):
            return False
        start = end
        while start > 0 and "가" <= text[start - 1] <= "힣":
            start -= 1
        word = text[start:end]
        sentence = self.scene.sentence_at(amount.start)
        if len(word) < 2 or sentence is None or word in self._cues.labels:
            return False
        tokens = self.scene.analysis.sentences[sentence].tokens
        return any(t.end == end and t.tag in {"NNG", "NNP"} for t in tokens)

    def _inside(self, amount: Amount, project: int, here: Sequence[Naming]) -> set[str]:
        """What the sentence of the sum says about the project."""
        before = [n for n in here if n.end <= amount.start]
        behind = [n for n in here if n.start >= amount.end]
        found: set[str] = set()
        own_before = [n for n in before if n.project == project]
        own_behind = [n for n in behind if n.project == project]
        if not own_before and not own_behind:
            if any(n.project == project for n in here):
                return {"name around the sum"}
            if here:
                found.add("only others named here")
            return found
        if len({n.project for n in here}) == 1:
            found.add("only name here")
        if own_before:
            last = own_before[-1]
            found.add("referred to before the sum" if last.reference else "named before the sum")
            nearest = before[-1].start == last.start
            if nearest:
                found.add("nearest name before the sum")
            between = {n.project for n in before if n.start >= last.end}
            start = last.end
            if between and self._listed(before, last):
                found.add("listed with the nearest name before the sum")
                between, start = set(), before[-1].end
            if last.start - self.scene.analysis.sentences[last.sentence].start <= 6:
                found.add("name opens the sentence")
            found |= self._gap_before(start, amount.start, len(between))
        if own_behind:
            first = own_behind[0]
            found.add("referred to behind the sum" if first.reference else "named behind the sum")
            if behind[0].start == first.start:
                found.add("nearest name behind the sum")
                if not before:
                    found.add("first name, behind the sum")
            found |= self._gap_behind(amount, first)
        return found

    def _listed(self, before: Sequence[Naming], first: Naming) -> bool:
        """Whether only signs of a list stand between the names from `first` to the last of `before`."""
        names = [n for n in before if n.start >= first.start]
        for one, next_one in itertools.pairwise(names):
            gap = _without_brackets(self._text[one.end : next_one.start]).strip(
                _QUOTES + "‘“「『《<'"
            )
            if not gap or gap not in self._cues.joiners:
                return False
        return not any(a.start > first.end and a.end <= names[-1].start for a in self._amounts)

    def _gap_before(self, start: int, end: int, between: int) -> set[str]:
        """What stands between a name and the sum behind it; `between` is a number of names."""
        gap = self._text[start:end]
        found: set[str] = set()
        if between:
            found.add("names between" if between > 1 else "a name between")
        opening = _open_bracket(gap)
        if opening is not None and opening <= _REACH and not between:
            found.add("in brackets behind the name")
        if not any(c.isalnum() for c in gap) and len(gap) <= 6:
            found.add("directly behind the name")
        rest = gap.lstrip(_QUOTES)
        if rest.startswith(self._cues.purposes):
            found.add("name of the purpose")
        if rest[:1] in {"은", "는"}:
            found.add("name is the topic")
        elif rest[:1] in {"이", "가"}:
            found.add("name is the subject")
        elif rest[:1] in {"을", "를"}:
            found.add("name is the object")
        elif rest.startswith("의"):
            found.add("name owns")
        outer = _without_brackets(gap)
        cells = sum(c in self._cues.separators for c in outer)
        if cells == 0:
            found.add("same item of the list")
        elif cells > 2:
            found.add("three items off")
        others = sum(1 for a in self._amounts if start <= a.start and a.end <= end)
        if others:
            found.add("a sum between" if others == 1 else "sums between")
        found.add(_length(len(gap), "before"))
        return found

    def _gap_behind(self, amount: Amount, naming: Naming) -> set[str]:
        """What stands between a sum and the name behind it."""
        gap = self._text[amount.end : naming.start]
        found: set[str] = set()
        if len(gap) <= _NEAR and gap.strip().startswith(self._cues.sum_of):
            found.add("sum of what is named behind it")
        if any(verb in gap for verb in self._cues.spent_on):
            found.add("spent on what is named behind it")
        if ")" in gap and "(" not in gap:
            found.add("bracket closed before the name")
        if any(c in self._cues.separators for c in _without_brackets(gap)):
            found.add("item ends before the name")
        if any(amount.end <= a.start < naming.start for a in self._amounts):
            found.add("a sum before the name")
        found.add(_length(len(gap), "behind"))
        return found

    def _standing(
        self, amount: Amount, sentence: int, here: Sequence[Naming]
    ) -> dict[int, set[str]]:
        """By project: what the place of the sum in the document says."""
        found: dict[int, set[str]] = {}
        suffix = ", another here" if here else ""
        block = self.scene.block_of(sentence)

        def add(project: int, name: str) -> None:
            found.setdefault(project, set()).add(name + suffix)

        earlier = [n for n in self.namings if n.sentence < sentence]
        if earlier:
            last = earlier[-1]
            add(last.project, "last named before")
            if self.scene.block_of(last.sentence) == block:
                add(last.project, "last named in the paragraph")
        opening = self._by_block.get(block, [])
        if opening and opening[0].sentence < sentence:
            for naming in opening:
                if naming.sentence == opening[0].sentence:
                    add(naming.project, "in the first sentence with names of the paragraph")
            add(opening[0].project, "opens the paragraph")
        for naming in opening:
            if naming.sentence < sentence and self._text[naming.end : naming.end + 6].lstrip(
                _QUOTES
            )[:1] in {"은", "는"}:
                add(naming.project, "topic in the paragraph")
        if not opening:
            for naming in self._by_block.get(block - 1, []):
                if self._text[naming.end : naming.end + 6].lstrip(_QUOTES)[:1] in {"은", "는"}:
                    add(naming.project, "topic of the paragraph before")
        near: dict[int, int] = {}
        for naming in earlier:
            near[naming.project] = sentence - naming.sentence
        for project, distance in near.items():
            add(project, _sentences(distance))
        for depth, upper in enumerate(self.scene.above(block)[:3]):
            names = self._by_block.get(upper, [])
            kind = self.scene.analysis.blocks[upper].kind
            for project in {n.project for n in names}:
                if not any(
                    project in found and f"{k} above{suffix}" in found[project]
                    for k in ("item", "heading")
                ):
                    add(project, f"{'heading' if kind == 'heading' else 'item'} above")
                    if depth == 0:
                        add(project, "right above")
                    if len({n.project for n in names}) == 1:
                        add(project, "alone above")
        if self.scene.analysis.blocks[block].kind == "footnote" and earlier:
            for project in self._starred(sentence):
                add(project, "footnote to the name")
        return found

    def _starred(self, sentence: int) -> set[int]:
        """The projects whose name carries the star of the footnote that `sentence` stands in."""
        block = self.scene.analysis.blocks[self.scene.block_of(sentence)]
        found = set()
        for naming in self.namings:
            if naming.sentence < sentence and sentence - naming.sentence < 12:
                rest = self._text[naming.end : naming.end + 8].lstrip(_QUOTES)
                stars = len(rest) - len(rest.lstrip("*"))
                if stars and "*" * stars == block.marker:
                    found = {naming.project}
        return found

    def _about(self, amount: Amount, project: int, named: bool) -> set[str]:
        """What the project is to the whole document and whether its kind suits the sum."""
        noun = self._projects[project]
        found = set()
        if project in self._titled:
            found.add("in the title")
            if len(self._titled) == 1:
                found.add("alone in the title")
        if project == self._first:
            found.add("named first in the document")
        if self._most and self._counts[project] == self._most:
            found.add("named most in the document")
        if self._counts[project] * 2 > self._total:
            found.add("most of all names")
        if named:
            found = {f"{name}, names here" for name in found}
        found.add(f"{amount.role} of {noun.kind}")
        if project in self._containing:
            found.add("name holds another name")
        return found


def _containing(projects: Sequence[Project]) -> set[int]:
    """The projects whose name begins with the name of another one (`NAME 기본계획`)."""
    names = [p.name.replace(" ", "") for p in projects]
    return {
        i
        for i, name in enumerate(names)
        if any(len(other) > 3 and name != other and name.startswith(other) for other in names)
    }


def _open_bracket(gap: str) -> int | None:
    """Where a bracket opens in `gap` that does not close in it; None where none does."""
    opened: list[int] = []
    for position, sign in enumerate(gap):
        if sign in "(（[":
            opened.append(position)
        elif sign in ")）]" and opened:
            opened.pop()
    return opened[0] if opened else None


def _without_brackets(gap: str) -> str:
    return re.sub(r"\([^()]*\)", "", gap)


def _length(length: int, where: str) -> str:
    size = (
        "close"
        if length <= 15
        else "near"
        if length <= 40
        else "far"
        if length <= 90
        else "very far"
    )
    return f"{size} {where}"


def _sentences(distance: int) -> str:
    if distance == 1:
        return "one sentence off"
    if distance == 2:
        return "two sentences off"
    return "few sentences off" if distance <= 5 else "many sentences off"
