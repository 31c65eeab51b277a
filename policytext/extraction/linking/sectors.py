"""Which sectors a project belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policytext.extraction.linking.cues import Cues
from policytext.extraction.linking.names import Names
from policytext.extraction.linking.scene import Scene
from policytext.model import Analysis, Project, Sector


def sector_links(
    cues: Cues, analysis: Analysis, sectors: Sequence[Sector], projects: Sequence[Project]
) -> tuple[tuple[int, int, str], ...]:
    """Sector, project (positions in their sequences) and the rule, in the order of the sectors."""
    scene = Scene(analysis)
    names = Names(cues.references, scene, projects)
    described = list(_descriptions(cues, scene, names))
    links = []
    for index, sector in enumerate(sectors):
        for number, project in enumerate(projects):
            if _in_name(sector, project):
                links.append((index, number, "term in the name"))
            elif any(p == number and _inside(sector, start, end) for p, start, end in described):
                links.append((index, number, "term in the description"))
    return tuple(links)


def _in_name(sector: Sector, project: Project) -> bool:
    """Whether a term of the sector stands in one of the places that name the project."""
    return any(_inside(sector, m.start, m.end) for m in project.mentions)


def _inside(sector: Sector, start: int, end: int) -> bool:
    return any(start <= m.start and m.end <= end for m in sector.mentions)


def _descriptions(cues: Cues, scene: Scene, names: Names) -> Iterator[tuple[int, int, int]]:
    """Projects and the stretches of text that say what they are (`NAME은 …하는 사업이다`)."""
    for sentence, here in names.by_sentence.items():
        span = scene.analysis.sentences[sentence]
        topics = {n.project: n for n in here if cues.case(scene.text, n.end) == "topic"}
        if len(topics) != 1:
            continue
        (topic,) = topics.values()
        endings = [m.end() for m in cues.describing.finditer(scene.text, topic.end, span.end)]
        if endings:
            yield topic.project, topic.end, endings[-1]
