"""Which sectors a project belongs to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from policytext.extraction.linking.cues import Cues
from policytext.extraction.linking.names import Names
from policytext.model import Link, Project, Sector


def sector_links(
    cues: Cues, names: Names, sectors: Sequence[Sector], projects: Sequence[Project]
) -> tuple[Link, ...]:
    """The sectors and the projects that belong to them, in the order of the sectors."""
    described: dict[int, list[tuple[int, int]]] = {}
    for of, start, end in _descriptions(cues, names):
        described.setdefault(of, []).append((start, end))
    links = []
    for index, sector in enumerate(sectors):
        for number, project in enumerate(projects):
            if _inside(sector, ((m.start, m.end) for m in project.mentions)):
                links.append(Link(index, number, "term in the name"))
            elif _inside(sector, described.get(number, ())):
                links.append(Link(index, number, "term in the description"))
    return tuple(links)


def _inside(sector: Sector, stretches: Iterable[tuple[int, int]]) -> bool:
    """Whether a term of the sector, whose mentions stand in order, stands in one of `stretches`."""
    mentions = sector.mentions
    for start, end in stretches:
        first = bisect_left(mentions, start, key=lambda m: m.start)
        if first < len(mentions) and mentions[first].end <= end:
            return True
    return False


def _descriptions(cues: Cues, names: Names) -> Iterator[tuple[int, int, int]]:
    """Projects and the stretches of text that say what they are (`NAME은 …하는 사업이다`)."""
    scene = names.scene
    for sentence, here in names.by_sentence.items():
        span = scene.analysis.sentences[sentence]
        topics = {n.project: n for n in here if cues.case(scene.text, n.end) == "topic"}
        if len(topics) != 1:
            continue
        (topic,) = topics.values()
        endings = [m.end() for m in cues.describing.finditer(scene.text, topic.end, span.end)]
        if endings:
            yield topic.project, topic.end, endings[-1]
