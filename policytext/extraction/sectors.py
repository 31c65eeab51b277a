"""Sectors: what part of the economy or of government a document is about, or names."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp

from policytext.extraction.sector_evidence import Evidence, EvidenceReader, features
from policytext.lexicon import Lexicon
from policytext.model import Analysis, Mention, Sector

BY_WORDS = "weight of its words"
BY_TITLE = "title or issuing body"
MOST_MAIN = 5  # sectors that one document can be about


class SectorExtractor:
    """Finds sectors by the dictionaries `sectors` and `sector-weights`.

    The words found are evidence; weights learned from annotated documents turn it into two
    likelihoods, that some sentence names the sector as an object of policy and that the document is
    about it. A sector is given where their mean reaches the limit `named`.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._reader = EvidenceReader(lexicon)
        self._sectors = {entry.text("id"): entry for entry in lexicon.entries("sectors")}
        self._weights = {
            entry.text("name"): (float(entry.text("named")), float(entry.text("main")))
            for entry in lexicon.entries("sector_weights")
        }
        self._limits = {
            entry.text("name"): float(entry.text("value"))
            for entry in lexicon.entries("sector_limits")
        }

    def extract(self, analysis: Analysis) -> tuple[Sector, ...]:
        """The sectors that `analysis` names, likeliest first, and so the main ones first.

        A document for which no sector reaches the limit is given the likeliest one that its title
        or the body that issues it speaks for. The mentions are the sector's words in the text;
        weak words and that body's name only where there are no others.
        """
        evidence = self._reader.read(analysis)
        ranked = self._ranked(evidence, analysis)
        limit = self._limits["named"]
        given, rule = [item for item in ranked if (item[0] + item[1]) / 2 >= limit], BY_WORDS
        if not given:
            given = [i for i in ranked if evidence[i[2]].title or evidence[i[2]].issuer][:1]
            rule = BY_TITLE
        sectors: list[Sector] = []
        for named, main, sector in given:
            entry = self._sectors[sector]
            is_main = main >= self._limits["main"] and sum(s.main for s in sectors) < MOST_MAIN
            mentions = tuple(
                Mention(start, end, analysis.text[start:end], rule_of_word)
                for start, end, rule_of_word in evidence[sector].mentions or evidence[sector].hints
            )
            sectors.append(
                Sector(
                    sector,
                    entry.text("name"),
                    entry.texts("ksic"),
                    is_main,
                    mentions,
                    rule,
                    (named + main) / 2,
                    tuple(dict.fromkeys((entry.named("sectors"), *evidence[sector].bodies))),
                )
            )
        return tuple(sorted(sectors, key=lambda s: not s.main))

    def likeliest(self, analysis: Analysis) -> tuple[str, float, float] | None:
        """The likeliest sector, its likelihood and the one that it takes; None without any word."""
        ranked = self._ranked(self._reader.read(analysis), analysis)
        if not ranked:
            return None
        named, main, sector = ranked[0]
        return sector, (named + main) / 2, self._limits["named"]

    def _ranked(
        self, evidence: Mapping[str, Evidence], analysis: Analysis
    ) -> list[tuple[float, float, str]]:
        """How likely each sector is named and is a main one, the likeliest first."""
        rows = features(evidence, len(analysis.blocks))
        return sorted(
            ((*self._likelihoods(sector, row), sector) for sector, row in rows.items()),
            key=lambda item: (-item[0] - item[1], item[2]),
        )

    def _likelihoods(self, sector: str, row: Mapping[str, float]) -> tuple[float, float]:
        """How likely the sector is named and how likely it is a main one, between 0 and 1."""
        terms = [(1.0, "constant"), *((value, name) for name, value in row.items())]
        if f"sector {sector}" in self._weights:  # not so for a sector that a user has added
            terms.append((1.0, f"sector {sector}"))
        named = main = 0.0
        for value, name in terms:
            of_named, of_main = self._weights[name]
            named += value * of_named
            main += value * of_main
        return 1 / (1 + exp(-named)), 1 / (1 + exp(-main))
