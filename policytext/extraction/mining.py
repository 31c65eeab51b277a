"""Proposing names for the dictionary of programmes: counting what a whole archive seems to name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from policytext.extraction.known import squeeze
from policytext.extraction.sightings import NameSpotter, Sighting
from policytext.model import ProjectKind


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name that an archive holds, with the evidence for it.

    `kind` is None where only quotation marks show that it is a name. `count` counts places,
    `documents` documents, `quoted` places in quotation marks. `aliases` are the short names that
    documents give with it; `ministries` those of its documents, the most frequent first; `first`
    and `last` are ISO dates, "" where none is known.
    """

    name: str
    kind: ProjectKind | None
    head: str
    count: int
    documents: int
    quoted: int
    aliases: tuple[str, ...]
    ministries: tuple[str, ...]
    first: str
    last: str


@dataclass(slots=True)
class _Tally:
    """What is known of a name so far."""

    head: str
    count: int = 0
    documents: int = 0
    quoted: int = 0
    document: int = -1
    spellings: Counter[str] = field(default_factory=Counter)
    shorts: Counter[str] = field(default_factory=Counter)
    ministries: Counter[str] = field(default_factory=Counter)
    first: str = ""
    last: str = ""

    def add(self, sighting: Sighting, number: int, ministry: str, date: str) -> None:
        self.count += 1
        self.quoted += sighting.quoted
        self.spellings[sighting.name] += 1
        if sighting.short:
            self.shorts[sighting.short] += 1
        if number == self.document:
            return
        self.document = number
        self.documents += 1
        if ministry:
            self.ministries[ministry] += 1
        if date:
            self.first = min(self.first, date) if self.first else date
            self.last = max(self.last, date)


class Miner:
    """Counts what documents seem to name, one document after the other.

    A name that was seen once is kept as the sighting alone; most are never seen again.
    """

    def __init__(self, spotter: NameSpotter) -> None:
        self._spotter = spotter
        self._once: dict[str, tuple[Sighting, int, str, str]] = {}
        self._tallies: dict[str, _Tally] = {}
        self._ministries: set[str] = set()
        self.documents = 0

    def read(self, text: str, ministry: str = "", date: str = "") -> None:
        """Count the names in one document; `ministry` and `date` (ISO) are "" if not known."""
        number = self.documents
        self.documents += 1
        if ministry:
            self._ministries.add(ministry)
        for sighting in self._spotter.spot(text):
            self._count(self._without_agency(sighting), number, ministry, date)

    def proposals(self, minimum: int = 3, known: Iterable[str] = ()) -> list[Proposal]:
        """The names that stand in at least `minimum` documents, the likeliest first.

        Names with a head that some document puts in quotation marks come first, names that none
        does next, names without a head last; of each those that are quoted or named most often
        first. Names that equal one of `known`, but for spaces and middle dots, are left out.
        """
        skip = {squeeze(name) for name in known}
        found = [
            self._proposal(tally)
            for key, tally in self._all()
            if tally.documents >= minimum and key not in skip
        ]
        return sorted(found, key=_unlikeliness)

    def _all(self) -> Iterable[tuple[str, _Tally]]:
        yield from self._tallies.items()
        for key, (sighting, number, ministry, date) in self._once.items():
            tally = _Tally(sighting.head)
            tally.add(sighting, number, ministry, date)
            yield key, tally

    def _count(self, sighting: Sighting, number: int, ministry: str, date: str) -> None:
        key = squeeze(sighting.name)
        tally = self._tallies.get(key)
        if tally is None:
            earlier = self._once.pop(key, None)
            if earlier is None:
                self._once[key] = (sighting, number, ministry, date)
                return
            tally = self._tallies[key] = _Tally(sighting.head)
            tally.add(*earlier)
        tally.add(sighting, number, ministry, date)

    def _without_agency(self, sighting: Sighting) -> Sighting:
        """The sighting without a ministry of the archive in front of the name."""
        word, _, rest = sighting.name.partition(" ")
        if rest and word in self._ministries:
            return Sighting(rest, sighting.head, sighting.quoted, sighting.short)
        return sighting

    def _proposal(self, tally: _Tally) -> Proposal:
        name = min(tally.spellings, key=lambda s: (-tally.spellings[s], s))
        own = squeeze(name)
        return Proposal(
            name=name,
            kind=self._spotter.kinds.get(tally.head),
            head=tally.head,
            count=tally.count,
            documents=tally.documents,
            quoted=tally.quoted,
            aliases=tuple(s for s in _ranked(tally.shorts) if squeeze(s) != own),
            ministries=tuple(_ranked(tally.ministries)),
            first=tally.first,
            last=tally.last,
        )


def _ranked(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda word: (-counts[word], word))


def _unlikeliness(proposal: Proposal) -> tuple[int, int, int, int, str]:
    group = 2 if proposal.kind is None else 0 if proposal.quoted else 1
    return group, -proposal.quoted, -proposal.documents, -proposal.count, proposal.name
