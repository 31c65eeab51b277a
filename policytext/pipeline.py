"""The order of it all: from the text of a document to its result."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import repeat
from pathlib import Path

from policytext.analysis.cleaning import clean
from policytext.analysis.morphology import Morphology
from policytext.analysis.repeats import mark_repeats
from policytext.analysis.sentences import SentenceSplitter
from policytext.analysis.structure import LayoutReader
from policytext.extraction.amounts import AmountExtractor
from policytext.extraction.details import GoalDetails
from policytext.extraction.equivalents import EquivalentFinder
from policytext.extraction.goals import GoalExtractor
from policytext.extraction.linking import Linker
from policytext.extraction.parts import PartsFinder
from policytext.extraction.places import PlaceExtractor, ProjectPlaces
from policytext.extraction.projects import ProjectExtractor
from policytext.extraction.sectors import SectorExtractor
from policytext.grounding import Found, ground
from policytext.lexicon import Lexicon, load_lexicon
from policytext.model import (
    ALL_KINDS,
    Analysis,
    Block,
    Document,
    Kind,
    MadeWith,
    Paragraph,
    Result,
    Sentence,
    Source,
    Span,
    Token,
)
from policytext.reading.text import normalize
from policytext.version import __version__


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may choose: dictionaries of their own, read after the ones that ship, and the
    kinds to look for (sums alone need no morphological analysis and are found far more quickly).

    Without `prefilter`, what can yield nothing is read as well; the results are the same.
    """

    dictionaries: tuple[Path, ...] = ()
    kinds: frozenset[Kind] = ALL_KINDS
    prefilter: bool = True


class Analyzer:
    """Takes documents through the whole way; loads dictionaries and model once, when first needed."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()

    @cached_property
    def lexicon(self) -> Lexicon:
        """The dictionaries; raises DictionaryError where one cannot be used."""
        return load_lexicon(self.settings.dictionaries)

    @cached_property
    def _morphology(self) -> Morphology:
        return Morphology(self.lexicon.words("user_words"))

    @cached_property
    def _layout(self) -> LayoutReader:
        return LayoutReader(self.lexicon)

    @cached_property
    def _sentences(self) -> SentenceSplitter:
        return SentenceSplitter(self.lexicon)

    @cached_property
    def _amounts(self) -> AmountExtractor:
        return AmountExtractor(self.lexicon)

    @cached_property
    def _parts(self) -> PartsFinder:
        return PartsFinder(self.lexicon)

    @cached_property
    def _equivalents(self) -> EquivalentFinder:
        return EquivalentFinder(self.lexicon)

    @cached_property
    def _projects(self) -> ProjectExtractor:
        return ProjectExtractor(self.lexicon, self.settings.prefilter)

    @cached_property
    def _sectors(self) -> SectorExtractor:
        return SectorExtractor(self.lexicon)

    @cached_property
    def _goals(self) -> GoalExtractor:
        return GoalExtractor(self.lexicon)

    @cached_property
    def _goal_details(self) -> GoalDetails:
        return GoalDetails(self.lexicon)

    @cached_property
    def _places(self) -> PlaceExtractor:
        return PlaceExtractor(self.lexicon)

    @cached_property
    def _project_places(self) -> ProjectPlaces:
        return ProjectPlaces(self.lexicon)

    @cached_property
    def _linker(self) -> Linker:
        return Linker(self.lexicon)

    def load(self) -> None:
        """Load the model and all else that the first document would load."""
        self._morphology.load()
        self.analyze("가\n가")

    def analyze(self, text: str, name: str = "-") -> Result:
        """All that is found in `text`; `name` is what the result calls its source."""
        text = normalize(text)
        digest = hashlib.sha256(text.encode()).hexdigest()
        source = Source(name, digest, "utf-8", len(text))
        return self.analyze_document(Document(text, source))

    def analyze_document(self, document: Document) -> Result:
        """All that is found in a document that has been read."""
        plain = clean(document.text)
        analysis = self.read_plain(plain.text)
        made_with = MadeWith(__version__, self.lexicon.version)
        return ground(document, plain, analysis, self._found(analysis), made_with)

    def _found(self, analysis: Analysis) -> Found:
        kinds = self.settings.kinds
        amounts = self._amounts.extract(analysis) if "amounts" in kinds else ()
        totals = self._parts.find(analysis.text, amounts)
        equivalents = self._equivalents.find(analysis.text, amounts)
        if kinds == {"amounts"}:
            return Found(kinds, amounts=amounts, totals=totals, equivalents=equivalents)
        projects = self._projects.extract(analysis, amounts)
        sectors = self._sectors.extract(analysis) if "sectors" in kinds else ()
        goals = self._goals.extract(analysis) if "goals" in kinds else ()
        goals = self._goal_details.add(analysis, goals)
        if "projects" not in kinds:
            return Found(kinds, (), amounts, sectors, goals, totals=totals, equivalents=equivalents)
        places = self._places.extract(analysis)
        regions = self._project_places.regions_of(projects, analysis, places)
        projects = tuple(replace(p, regions=r) for p, r in zip(projects, regions, strict=True))
        links = self._linker.link(analysis, projects, amounts, goals, sectors)
        return Found(
            kinds,
            projects,
            amounts,
            sectors,
            goals,
            amount_links=links.amounts,
            goal_links=links.goals,
            sector_links=links.sectors,
            totals=totals,
            equivalents=equivalents,
        )

    def read_plain(self, text: str) -> Analysis:
        """The analysis of a plain text, on which the extractors work."""
        layout = self._layout.read(text)
        paragraphs = mark_repeats(text, layout.paragraphs)
        blocks = _without_repeats(layout.blocks, paragraphs)
        spans = [
            (number, span)
            for number, block in enumerate(blocks)
            for span in self._sentences.split(text, block)
        ]
        tokens = self._tokens(text, [span for _, span in spans])
        sentences = tuple(
            Sentence(span.start, span.end, number, found)
            for (number, span), found in zip(spans, tokens, strict=True)
        )
        return Analysis(text, layout.title, layout.byline, paragraphs, blocks, sentences)

    def _tokens(self, text: str, spans: Sequence[Span]) -> Iterable[tuple[Token, ...]]:
        """The morphemes of every span; none where sums alone are asked for, which need none."""
        if self.settings.kinds == {"amounts"}:
            return repeat((), len(spans))
        return self._morphology.tokenize(text, spans)


def _without_repeats(blocks: Sequence[Block], paragraphs: Sequence[Paragraph]) -> tuple[Block, ...]:
    """The blocks that do not begin in a paragraph that repeats another one."""
    repeats = [p for p in paragraphs if p.repeats is not None]
    starts = [p.start for p in repeats]

    def repeated(block: Block) -> bool:
        index = bisect_right(starts, block.start) - 1
        return index >= 0 and block.start < repeats[index].end

    return tuple(block for block in blocks if not repeated(block))


@lru_cache(maxsize=4)
def _analyzer(settings: Settings) -> Analyzer:
    return Analyzer(settings)


def analyze(text: str, settings: Settings | None = None, name: str = "-") -> Result:
    """Find projects, sums, sectors and goals in one document.

    `text` is the whole document. Offsets in the result count code points of ``result.text``, which
    is `text` without a byte-order mark, with line ends as ``\\n``, in NFC. The same text and
    settings always give the same result. Raises DictionaryError where a dictionary cannot be used.
    """
    return _analyzer(settings or Settings()).analyze(text, name)
