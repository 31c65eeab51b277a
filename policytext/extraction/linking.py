"""What belongs to what."""

from __future__ import annotations

from policytext.lexicon import Lexicon
from policytext.model import Amount, Analysis, Link, Project


class Linker:
    """Says which sum pays for which project."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def link_amounts(
        self, analysis: Analysis, amounts: tuple[Amount, ...], projects: tuple[Project, ...]
    ) -> tuple[Link, ...]:
        """The sums and the projects they pay for: one that the same sentence names."""
        links = []
        for sentence in analysis.sentences:
            inside = [
                j
                for j, p in enumerate(projects)
                if any(sentence.start <= m.start < sentence.end for m in p.mentions)
            ]
            for i, amount in enumerate(amounts):
                if inside and sentence.start <= amount.start < sentence.end:
                    links.append(Link(i, inside[0], "same sentence"))
        return tuple(links)
