"""What belongs to what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from policytext.extraction.linking.cues import Cues
from policytext.extraction.linking.evidence import Evidence
from policytext.extraction.linking.goals import goal_links
from policytext.extraction.linking.names import Names
from policytext.extraction.linking.ranking import Ranking, shipped_weights
from policytext.extraction.linking.scene import Scene
from policytext.extraction.linking.sectors import sector_links
from policytext.lexicon import Lexicon
from policytext.model import Amount, Analysis, Goal, Link, Project, Sector


class Links(NamedTuple):
    """Sums, goals and sectors with the projects that they belong to, each in the order of the items.

    A sum has no link where the evidence is weak. A goal may be that of several projects or of none. A
    sector has the projects in whose name, or in the sentence that says what they are, a term of it
    stands.
    """

    amounts: tuple[Link, ...] = ()
    goals: tuple[Link, ...] = ()
    sectors: tuple[Link, ...] = ()


class Linker:
    """Says what belongs to which project, by the dictionary `linking` and learned weights."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._cues = Cues(lexicon)

    def link(
        self,
        analysis: Analysis,
        projects: Sequence[Project],
        amounts: Sequence[Amount] = (),
        goals: Sequence[Goal] = (),
        sectors: Sequence[Sector] = (),
    ) -> Links:
        """All links to `projects`, which give the positions of items and projects in what is given.

        Everything holds offsets into ``analysis.text``.
        """
        if not projects or not (amounts or goals or sectors):
            return Links()
        cues = self._cues
        names = Names(cues.references, Scene(analysis), projects)
        paying: Sequence[Link] = ()
        if amounts:
            evidence = Evidence(cues, names, amounts, projects)
            paying = Ranking(shipped_weights(), evidence, amounts).links()
        return Links(
            tuple(paying),
            goal_links(cues, names, goals),
            sector_links(cues, names, sectors, projects),
        )
