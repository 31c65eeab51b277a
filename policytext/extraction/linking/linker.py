"""What belongs to what."""

from __future__ import annotations

from policytext.extraction.linking.cues import Cues
from policytext.extraction.linking.evidence import Evidence
from policytext.extraction.linking.goals import goal_links
from policytext.extraction.linking.ranking import Ranking, shipped_weights
from policytext.extraction.linking.sectors import sector_links
from policytext.lexicon import Lexicon
from policytext.model import Amount, Analysis, Goal, Link, Project, Sector


class Linker:
    """Says which sum pays for which project, by the dictionary `linking` and learned weights."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._cues = Cues(lexicon)

    def link_amounts(
        self, analysis: Analysis, amounts: tuple[Amount, ...], projects: tuple[Project, ...]
    ) -> tuple[Link, ...]:
        """The sums and the projects they pay for, in the order of the sums.

        `amounts` and `projects` hold offsets into ``analysis.text``; a link gives their positions
        in these tuples. Where the evidence is weak a sum has no link.
        """
        evidence = Evidence(self._cues, analysis, amounts, projects)
        return tuple(Ranking(shipped_weights(), evidence, amounts, len(projects)).links())

    def link_goals(
        self, analysis: Analysis, goals: tuple[Goal, ...], projects: tuple[Project, ...]
    ) -> tuple[tuple[int, int, str], ...]:
        """The goals and the projects that they are the goals of: goal, project, rule.

        Goals and projects are positions in `goals` and `projects`; a goal may be that of several
        projects or of none.
        """
        return goal_links(self._cues, analysis, goals, projects)

    def link_sectors(
        self, analysis: Analysis, sectors: tuple[Sector, ...], projects: tuple[Project, ...]
    ) -> tuple[tuple[int, int, str], ...]:
        """The sectors and the projects that belong to them: sector, project, rule.

        A project belongs to a sector whose term stands in its name or in the sentence that says
        what it is.
        """
        return sector_links(self._cues, analysis, sectors, projects)
