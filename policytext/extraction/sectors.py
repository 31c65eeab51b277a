"""Sectors."""

from __future__ import annotations

import re

from policytext.lexicon import Lexicon
from policytext.model import Analysis, Mention, Project, Sector


class SectorExtractor:
    """Finds sectors by the dictionary `sectors`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._sectors = [
            (e, re.compile("|".join(map(re.escape, e.texts("terms")))))
            for e in lexicon.entries("sectors")
        ]

    def extract(self, analysis: Analysis, projects: tuple[Project, ...]) -> tuple[Sector, ...]:
        """The sectors that `analysis` names, the main ones first."""
        sectors = []
        for entry, terms in self._sectors:
            mentions = tuple(
                Mention(m.start(), m.end(), m.group())
                for s in analysis.sentences
                for m in terms.finditer(analysis.text, s.start, s.end)
            )
            if mentions:
                sectors.append(
                    Sector(
                        entry.text("id"),
                        entry.text("name"),
                        entry.texts("ksic"),
                        len(mentions) > 2,
                        mentions,
                    )
                )
        return tuple(sorted(sectors, key=lambda s: (not s.main, -len(s.mentions), s.id)))
