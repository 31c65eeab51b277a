"""Which project a goal sentence is the goal of."""

from __future__ import annotations

from collections.abc import Sequence

from policytext.extraction.linking.cues import CLOSERS, Cues
from policytext.extraction.linking.names import Names
from policytext.extraction.linking.naming import Naming
from policytext.extraction.linking.scene import Scene
from policytext.model import Goal, Link

# A sentence that names more projects than this is no longer about each of them.
_MOST_NAMES = 3
# Sentences after which a paragraph is no longer about what it named.
_STILL_ABOUT = 2


def goal_links(cues: Cues, names: Names, goals: Sequence[Goal]) -> tuple[Link, ...]:
    """The goals and the projects they are the goals of, in the order of the goals."""
    links: list[Link] = []
    for index, goal in enumerate(goals):
        found, rule = _meant(cues, names, goal)
        links += [Link(index, project, rule) for project in found]
    return tuple(links)


def _meant(cues: Cues, names: Names, goal: Goal) -> tuple[list[int], str]:
    """The projects that a goal is the goal of and the rule that says so; none where none does."""
    scene = names.scene
    sentence = scene.sentence_at(goal.start)
    if sentence is None:
        return [], ""
    here = [n for n in names.by_sentence.get(sentence, []) if goal.start <= n.start < goal.end]
    if here:
        return _named(cues, scene.text, here)
    block = scene.block_of(sentence)
    near = names.shortly_before(sentence, _STILL_ABOUT)
    last = [n for n in near if n.sentence == near[-1].sentence]
    found, _ = _named(cues, scene.text, last)
    if len(found) == 1 and scene.block_of(last[0].sentence) == block:
        return found, "last named in the paragraph"
    opening = cues.opening(scene.text, scene.analysis.sentences[sentence].start)
    if opening == "goes" and len(found) == 1 and last[0].sentence == sentence - 1:
        return found, "named in the sentence it goes on from"
    for upper in scene.above(block):
        if _is_past(scene, upper, block):
            continue
        above = _distinct(names.by_block.get(upper, []))
        if above:
            return (above, "item or heading above") if len(above) == 1 else ([], "")
    if len(names.titled) == 1:
        (project,) = names.titled
        if names.counts[project] * 2 > names.counts.total():
            return [project], "project of the title"
    return [], ""


def _is_past(scene: Scene, upper: int, block: int) -> bool:
    """Whether `upper` is an item of a list that text without a marker has left behind."""
    blocks = scene.analysis.blocks
    leaves = blocks[upper].kind == "item" and blocks[block].kind == "body"
    return leaves and upper != block - 1


def _named(cues: Cues, text: str, here: Sequence[Naming]) -> tuple[list[int], str]:
    """What a sentence is about: its topic, the means it speaks of, or all the few that it names."""
    topics = _distinct([n for n in here if cues.case(text, n.end) == "topic"])
    if topics:
        return topics, "topic of the sentence"
    means = _distinct([n for n in here if _is_means(cues, text, n)])
    if means:
        return means, "means in the sentence"
    found = _distinct(here)
    if len(found) > _MOST_NAMES:
        return [], ""
    referred = all(n.reference for n in here)
    return found, "referred to in the sentence" if referred else "named in the sentence"


def _is_means(cues: Cues, text: str, naming: Naming) -> bool:
    return text[naming.end : naming.end + 10].lstrip(CLOSERS).startswith(cues.means)


def _distinct(namings: Sequence[Naming]) -> list[int]:
    return list(dict.fromkeys(n.project for n in namings))
