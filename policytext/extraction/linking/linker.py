"""What belongs to what."""

from __future__ import annotations

from policytext.extraction.linking.evidence import Cues, Evidence
from policytext.extraction.linking.ranking import Ranking, shipped_weights
from policytext.lexicon import Lexicon
from policytext.model import Amount, Analysis, Link, Project


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
