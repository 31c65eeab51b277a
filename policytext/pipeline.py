"""The order of it all: from the text of a document to its result."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from policytext.analysis.cleaning import PlainText, clean
from policytext.analysis.morphology import Morphology
from policytext.analysis.repeats import mark_repeats
from policytext.analysis.sentences import SentenceSplitter
from policytext.analysis.structure import LayoutReader
from policytext.extraction.amounts import AmountExtractor
from policytext.extraction.goals import GoalExtractor
from policytext.extraction.linking import Linker
from policytext.extraction.projects import ProjectExtractor
from policytext.extraction.sectors import SectorExtractor
from policytext.lexicon import Lexicon, load_lexicon
from policytext.model import (
    Amount,
    Analysis,
    Document,
    Goal,
    Link,
    Mention,
    Paragraph,
    Project,
    Result,
    Sector,
    Sentence,
    Source,
    Span,
    Token,
)
from policytext.reading.text import normalize


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may choose: dictionaries of their own, read after the ones that ship."""

    dictionaries: tuple[Path, ...] = ()


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
        return Morphology()

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
    def _projects(self) -> ProjectExtractor:
        return ProjectExtractor(self.lexicon)

    @cached_property
    def _sectors(self) -> SectorExtractor:
        return SectorExtractor(self.lexicon)

    @cached_property
    def _goals(self) -> GoalExtractor:
        return GoalExtractor(self.lexicon)

    @cached_property
    def _linker(self) -> Linker:
        return Linker(self.lexicon)

    def analyze(self, text: str, name: str = "-") -> Result:
        """All that is found in `text`; `name` is what the result calls its source."""
        text = normalize(text)
        data = text.encode("utf-8", "surrogatepass")
        source = Source(name, hashlib.sha256(data).hexdigest(), "utf-8", len(text))
        return self.analyze_document(Document(text, source))

    def analyze_document(self, document: Document) -> Result:
        """All that is found in a document that has been read."""
        plain = clean(document.text)
        analysis = self.read_plain(plain.text)
        amounts = self._amounts.extract(analysis)
        projects = self._projects.extract(analysis, amounts)
        sectors = self._sectors.extract(analysis)
        goals = self._goals.extract(analysis)
        links = self._linker.link_amounts(analysis, amounts, projects)
        found = _Found(analysis, projects, amounts, sectors, goals, links)
        return _result(document, plain, found)

    def read_plain(self, text: str) -> Analysis:
        """The analysis of a plain text, on which the extractors work."""
        layout = self._layout.read(text)
        paragraphs = mark_repeats(text, layout.paragraphs)
        repeated = [Span(p.start, p.end) for p in paragraphs if p.repeats is not None]
        blocks = [b for b in layout.blocks if not any(r.start <= b.start < r.end for r in repeated)]
        tokens = self._morphology.tokenize([text[b.start : b.end] for b in blocks])
        sentences: list[Sentence] = []
        for number, (block, block_tokens) in enumerate(zip(blocks, tokens, strict=True)):
            for span in self._sentences.split(text, block):
                sentences.append(
                    Sentence(span.start, span.end, number, _inside(block_tokens, block.start, span))
                )
        return Analysis(
            text, layout.title, layout.byline, paragraphs, tuple(blocks), tuple(sentences)
        )


def _inside(tokens: Sequence[Token], offset: int, span: Span) -> tuple[Token, ...]:
    """The tokens of a block that stand in `span`, with offsets into the whole text."""
    return tuple(
        Token(t.form, t.tag, t.start + offset, t.end + offset)
        for t in tokens
        if span.start <= t.start + offset < span.end
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found in a plain text, before it is numbered and led back to the text as read."""

    analysis: Analysis
    projects: tuple[Project, ...]
    amounts: tuple[Amount, ...]
    sectors: tuple[Sector, ...]
    goals: tuple[Goal, ...]
    links: tuple[Link, ...]


def _result(document: Document, plain: PlainText, found: _Found) -> Result:
    """Number the items, connect them, and quote them from the text as read."""
    text = document.text

    def quoted(start: int, end: int) -> Mention:
        start, end = plain.source_span(start, end)
        return Mention(start, end, text[start:end])

    amounts = []
    for number, amount in enumerate(found.amounts):
        pays_for = tuple(f"p{link.project + 1}" for link in found.links if link.amount == number)
        m = quoted(amount.start, amount.end)
        amounts.append(
            replace(
                amount,
                id=f"a{number + 1}",
                start=m.start,
                end=m.end,
                text=m.text,
                projects=pays_for,
            )
        )
    projects = []
    for number, project in enumerate(found.projects):
        paid_by = tuple(f"a{link.amount + 1}" for link in found.links if link.project == number)
        mentions = tuple(quoted(m.start, m.end) for m in project.mentions)
        projects.append(replace(project, id=f"p{number + 1}", mentions=mentions, amounts=paid_by))
    goals = []
    for number, goal in enumerate(found.goals):
        m = quoted(goal.start, goal.end)
        goals.append(replace(goal, id=f"g{number + 1}", start=m.start, end=m.end, text=m.text))
    sectors = tuple(
        replace(sector, mentions=tuple(quoted(m.start, m.end) for m in sector.mentions))
        for sector in found.sectors
    )
    paragraphs = []
    for paragraph in found.analysis.paragraphs:
        start, end = plain.source_span(paragraph.start, paragraph.end)
        of = paragraph.repeats
        paragraphs.append(
            Paragraph(start, end, None if of is None else plain.source_span(of, of + 1)[0])
        )
    title = found.analysis.title
    return Result(
        text=text,
        source=document.source,
        title=plain.text[title.start : title.end] if title else None,
        byline=found.analysis.byline,
        projects=tuple(projects),
        amounts=tuple(amounts),
        sectors=sectors,
        goals=tuple(goals),
        paragraphs=tuple(paragraphs),
        sentences=tuple(Span(*plain.source_span(s.start, s.end)) for s in found.analysis.sentences),
    )


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
