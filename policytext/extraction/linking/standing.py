"""What the place of a sum in the document says about the project it pays for."""

from __future__ import annotations

from typing import Protocol

from policytext.extraction.linking.cues import CLOSERS, Cues
from policytext.extraction.linking.names import Names
from policytext.extraction.linking.scene import Scene

_LEVELS = 3  # items and headings above a sum that are looked at
_FOOTNOTE_REACH = 12  # sentences between a name with a star and its footnote
_DISTANCES = ((1, "one sentence off"), (2, "two sentences off"), (5, "few sentences off"))


class _Add(Protocol):
    """Takes down a piece of evidence for a project."""

    def __call__(self, project: int, name: str) -> None: ...


def standing(cues: Cues, scene: Scene, names: Names, sentence: int) -> dict[int, set[str]]:
    """By the index of the project: the evidence outside the sentence of the sum."""
    found: dict[int, set[str]] = {}
    others = ", another here" if names.by_sentence.get(sentence) else ""
    block = scene.block_of(sentence)
    earlier = names.before_sentence(sentence)

    def add(project: int, name: str) -> None:
        found.setdefault(project, set()).add(name + others)

    if earlier:
        last = earlier[-1]
        add(last.project, "last named before")
        if scene.block_of(last.sentence) == block:
            add(last.project, "last named in the paragraph")
        if cues.opening(scene.text, scene.analysis.sentences[sentence].start) == "goes":
            add(last.project, "last named before, the sentence goes on")
    _in_paragraph(cues, scene, names, sentence, add)
    for project, last_sentence in {n.project: n.sentence for n in earlier}.items():
        add(project, _distance(sentence - last_sentence))
    _above(scene, names, block, add)
    if scene.analysis.blocks[block].kind == "footnote":
        starred = _starred(scene, names, sentence)
        if starred is not None:
            add(starred, "footnote to the name")
    return found


def _in_paragraph(cues: Cues, scene: Scene, names: Names, sentence: int, add: _Add) -> None:
    """What the paragraph says before the sentence, or the one before it."""
    block = scene.block_of(sentence)
    paragraph = names.by_block.get(block, [])
    if paragraph and paragraph[0].sentence < sentence:
        for naming in paragraph:
            if naming.sentence == paragraph[0].sentence:
                add(naming.project, "in the first sentence with names of the paragraph")
        add(paragraph[0].project, "opens the paragraph")
    for naming in paragraph:
        if naming.sentence < sentence and cues.case(scene.text, naming.end) == "topic":
            add(naming.project, "topic in the paragraph")
    if not paragraph:
        for naming in names.by_block.get(block - 1, []):
            if cues.case(scene.text, naming.end) == "topic":
                add(naming.project, "topic of the paragraph before")


def _above(scene: Scene, names: Names, block: int, add: _Add) -> None:
    """What the items and headings over the block name; the nearest one that names it counts."""
    seen: set[int] = set()
    for depth, upper in enumerate(scene.above(block)[:_LEVELS]):
        projects = {n.project for n in names.by_block.get(upper, [])}
        heading = scene.analysis.blocks[upper].kind == "heading"
        for project in sorted(projects - seen):
            add(project, "heading above" if heading else "item above")
            if depth == 0:
                add(project, "right above")
            if len(projects) == 1:
                add(project, "alone above")
        seen |= projects


def _starred(scene: Scene, names: Names, sentence: int) -> int | None:
    """The project whose name carries the star of the footnote that `sentence` stands in."""
    marker = scene.analysis.blocks[scene.block_of(sentence)].marker
    for naming in reversed(names.before_sentence(sentence)):
        if sentence - naming.sentence >= _FOOTNOTE_REACH:
            break
        rest = scene.text[naming.end : naming.end + 8].lstrip(CLOSERS)
        if rest.startswith("*") and rest[: len(rest) - len(rest.lstrip("*"))] == marker:
            return naming.project
    return None


def _distance(sentences: int) -> str:
    return next((name for limit, name in _DISTANCES if sentences <= limit), "many sentences off")
