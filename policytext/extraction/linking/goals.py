"""Which project a goal sentence is the goal of."""

from __future__ import annotations

from collections.abc import Sequence

from policytext.extraction.linking.cues import CLOSERS, Cues
from policytext.extraction.linking.names import Names
from policytext.extraction.linking.naming import Naming
from policytext.extraction.linking.scene import Scene
from policytext.model import Analysis, Goal, Project

# A sentence that names more projects than this is no longer about each of them.
_MOST_NAMES = 3


def goal_links(
    cues: Cues, analysis: Analysis, goals: Sequence[Goal], projects: Sequence[Project]
) -> tuple[tuple[int, int, str], ...]:
    """Goal, project (positions in their sequences) and the rule, in the order of the goals."""
    scene = Scene(analysis)
    names = Names(cues.references, scene, projects)
    links = []
    for index, goal in enumerate(goals):
        found, rule = _meant(cues, scene, names, goal)
        links += [(index, project, rule) for project in found]
    return tuple(links)


def _meant(cues: Cues, scene: Scene, names: Names, goal: Goal) -> tuple[list[int], str]:
    """The projects that a goal is the goal of and the rule that says so; none where none does."""
    sentence = scene.sentence_at(goal.start)
    if sentence is None:
        return [], ""
    here = [n for n in names.by_sentence.get(sentence, []) if goal.start <= n.start < goal.end]
    if here:
        return _named(cues, scene.text, here)
    earlier = names.before_sentence(sentence)
    block = scene.block_of(sentence)
    near = [n for n in earlier if scene.block_of(n.sentence) == block]
    if near:
        last = [n for n in near if n.sentence == near[-1].sentence]
        found, _ = _named(cues, scene.text, last)
        if len(found) == 1:
            return found, "last named in the paragraph"
    opening = cues.opening(scene.text, scene.analysis.sentences[sentence].start)
    if opening == "goes" and earlier and sentence - earlier[-1].sentence == 1:
        last = [n for n in earlier if n.sentence == sentence - 1]
        found, _ = _named(cues, scene.text, last)
        if len(found) == 1:
            return found, "named in the sentence it goes on from"
    for upper in scene.above(block):
        above = _distinct(names.by_block.get(upper, []))
        if above:
            return (above, "item or heading above") if len(above) == 1 else ([], "")
    if len(names.titled) == 1:
        (project,) = names.titled
        if names.counts[project] * 2 > names.counts.total():
            return [project], "project of the title"
    return [], ""


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
