"""What a document has to say for each sector: where its words stand, and how much they weigh."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import log1p
from typing import NamedTuple

from policytext.extraction.terms import TermMatcher, key_of
from policytext.lexicon import Lexicon
from policytext.model import Analysis, Origin, Sentence

STRENGTHS = {"strong": 1.0, "terms": 0.5, "weak": 0.2}
BODY = "issuing body"  # the rule of a mention of one; those of words are their strengths
ISSUER = 6  # sentences at the head in which the issuing body is named


class Hit(NamedTuple):
    """Where a word stands, and the rule that makes it a mention."""

    start: int
    end: int
    rule: str


@dataclass(slots=True)
class Evidence:
    """What speaks for one sector: its words, and what they weigh.

    `mentions` are its strong and normal words in the text, `hints` the weak ones and the bodies
    that deal with it, whose entries are `bodies`.
    """

    mentions: list[Hit] = field(default_factory=list)
    hints: list[Hit] = field(default_factory=list)
    bodies: list[Origin] = field(default_factory=list)
    title: float = 0.0
    total: float = 0.0
    issuer: float = 0.0
    strong: set[str] = field(default_factory=set)
    blocks: set[int] = field(default_factory=set)


class EvidenceReader:
    """Reads the evidence of a document by the dictionary `sectors`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._terms: dict[str, list[tuple[str, str]]] = {}  # sectors and how strongly it names them
        self._agencies: dict[str, tuple[str, ...]] = {}
        self._bodies: dict[str, Origin] = {}
        known = {entry.text("id") for entry in lexicon.entries("sectors")}
        worded = [(entry.text("id"), entry) for entry in lexicon.entries("sectors")]
        worded += [(entry.text("sector"), entry) for entry in lexicon.entries("sector_terms")]
        # A user may have switched off sectors that ship.
        for sector, entry in worded:
            for strength in STRENGTHS if sector in known else ():
                for word in entry.texts(strength):
                    self._terms.setdefault(key_of(word), []).append((sector, strength))
        for entry in lexicon.entries("sector_agencies"):
            sectors = tuple(sector for sector in entry.texts("sectors") if sector in known)
            for word in entry.texts("names") if sectors else ():
                self._agencies[key_of(word)] = sectors
                self._bodies[key_of(word)] = entry.named("sector_agencies")
        for word in lexicon.words("sector_traps"):
            self._terms[key_of(word)] = []
        self._matcher = TermMatcher([*self._terms, *self._agencies])

    def read(self, analysis: Analysis) -> dict[str, Evidence]:
        """The evidence for every sector for which there is any, by the sector's id."""
        found: dict[str, Evidence] = {}
        for number, sentence in enumerate(analysis.sentences):
            in_title = _in_title(analysis, sentence)
            for key, start, end in self._matcher.find(analysis.text, sentence.tokens):
                agency = self._agencies.get(key, ()) if number < ISSUER else ()
                for sector in agency:
                    evidence = found.get(sector) or found.setdefault(sector, Evidence())
                    evidence.hints.append(Hit(start, end, BODY))
                    evidence.bodies.append(self._bodies[key])
                    evidence.issuer = max(evidence.issuer, 1 / len(agency))
                for sector, strength in self._terms.get(key, ()):
                    evidence = found.get(sector) or found.setdefault(sector, Evidence())
                    hits = evidence.hints if strength == "weak" else evidence.mentions
                    hits.append(Hit(start, end, strength))
                    weight = STRENGTHS[strength]
                    if in_title:
                        evidence.title += weight
                    evidence.total += weight
                    evidence.blocks.add(sentence.block)
                    if strength == "strong":
                        evidence.strong.add(key)
        return found


def _in_title(analysis: Analysis, sentence: Sentence) -> bool:
    title = analysis.title
    inside = title is not None and title.start <= sentence.start < title.end
    return inside or analysis.blocks[sentence.block].kind == "title"


def features(evidence: Mapping[str, Evidence], blocks: int) -> dict[str, dict[str, float]]:
    """The evidence as numbers between 0 and about 3, by sector and name of the feature.

    `blocks` is how many blocks the document has. The names are those of `sector_weights`.
    """
    everything = sum(e.total for e in evidence.values()) or 1.0
    most = max((e.total for e in evidence.values()), default=1.0) or 1.0
    by_weight = sorted(evidence, key=lambda sector: (-evidence[sector].total, sector))
    rows = {}
    for rank, sector in enumerate(by_weight, start=1):
        e = evidence[sector]
        rows[sector] = {
            "title": min(e.title, 2.0),
            "share": e.total / everything,
            "relative": e.total / most,
            "rank": 1 / rank,
            "spread": len(e.blocks) / max(blocks, 1),
            "strong": log1p(len(e.strong)),
            "issuer": e.issuer,
        }
    return rows
