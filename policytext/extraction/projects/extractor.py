"""From the sentences of a document to the projects that it names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from policytext.extraction.projects.clues import ClueReader, Columns, find_quotes
from policytext.extraction.projects.crf import Crf, load
from policytext.extraction.projects.grouping import Grouper
from policytext.extraction.projects.names import NameIndex, compact
from policytext.extraction.projects.spans import SpanReader
from policytext.extraction.projects.words import KINDS, read_words
from policytext.lexicon import Lexicon
from policytext.model import Amount, Analysis, Mention, Project, ProjectKind, Sentence, Span

MODEL = Path(__file__).with_name("model.json")
_LIKELY = 0.4  # probability from which a stretch is taken for a name
_MIN_REPEATED = 4  # letters of a name that is looked for in the rest of the document
_MAX_QUOTED = 40


class ProjectExtractor:
    """Finds named projects by the model and the dictionary `projects`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._words = read_words(lexicon)
        known = {
            compact(name): e.text("kind")
            for e in lexicon.sections.get("programmes", ())
            for name in (e.text("name"), *e.texts("aliases"))
        }
        self._known_kinds = known
        self._clues = ClueReader(self._words, NameIndex(known), known, {})
        self._grouper = Grouper(self._words)

    def extract(self, analysis: Analysis, amounts: tuple[Amount, ...]) -> tuple[Project, ...]:
        """The projects that the sentences of `analysis` name, by first mention."""
        spans = self._spans(analysis, amounts, load(MODEL))
        return tuple(self._project(analysis.text, group) for group in self._groups(analysis, spans))

    def columns(
        self, analysis: Analysis, amounts: Sequence[Amount]
    ) -> list[tuple[Sentence, Columns]]:
        """What is seen in every sentence that has tokens."""
        quoted = NameIndex(self._quoted(analysis))
        return [
            (s, self._clues.columns(analysis.text, s, analysis.blocks[s.block], amounts, quoted))
            for s in analysis.sentences
            if s.tokens
        ]

    def _quoted(self, analysis: Analysis) -> Iterable[str]:
        for s in analysis.sentences:
            for quote in find_quotes(analysis.text, s.start, s.end, self._words.quotes):
                if quote.end - quote.start <= _MAX_QUOTED:
                    yield analysis.text[quote.start : quote.end]

    def _spans(self, analysis: Analysis, amounts: Sequence[Amount], crf: Crf) -> list[Span]:
        """The stretches of text that the model takes for names; none overlaps another."""
        likely: list[tuple[float, Span]] = []
        for sentence, columns in self.columns(analysis, amounts):
            tokens = sentence.tokens
            for first, last, chance in SpanReader(crf, crf.emissions(columns, len(tokens))).likely():
                if chance >= _LIKELY:
                    span = Span(tokens[first].start, tokens[last].end)
                    likely.append((chance, span))
        taken: list[Span] = []
        for _, span in sorted(likely, key=lambda pair: (-pair[0], pair[1].start)):
            if not _overlaps(span, taken):
                taken.append(span)
        return self._with_repetitions(analysis, taken)

    def _with_repetitions(self, analysis: Analysis, spans: Sequence[Span]) -> list[Span]:
        """`spans` and every other place where one of their names stands."""
        names = {compact(analysis.text[s.start : s.end]) for s in spans}
        index = NameIndex(name for name in names if len(name) >= _MIN_REPEATED)
        taken = list(spans)
        for sentence in analysis.sentences:
            for match in index.find(analysis.text, sentence.tokens):
                span = Span(sentence.tokens[match.first].start, sentence.tokens[match.last].end)
                if not _overlaps(span, taken):
                    taken.append(span)
        return sorted(taken, key=lambda s: s.start)

    def _groups(self, analysis: Analysis, spans: Sequence[Span]) -> list[list[Span]]:
        by_name: dict[str, list[Span]] = {}
        for span in spans:
            by_name.setdefault(compact(analysis.text[span.start : span.end]), []).append(span)
        return [
            sorted((span for name in group for span in by_name[name]), key=lambda s: s.start)
            for group in self._grouper.group(list(by_name))
        ]

    def _project(self, text: str, spans: Sequence[Span]) -> Project:
        mentions = tuple(Mention(s.start, s.end, text[s.start : s.end]) for s in spans)
        writings = list(dict.fromkeys(m.text for m in mentions))
        name = max(writings, key=lambda w: len(compact(w)))
        kind = self._kind(name)
        return Project(
            name, kind, mentions, aliases=tuple(w for w in writings if w != name), rule="model"
        )

    def _kind(self, name: str) -> ProjectKind:
        known = self._known_kinds.get(compact(name))
        if known:
            return KINDS[known]
        head = self._words.heads.at(name)
        return KINDS[self._words.heads.kinds[head]] if head else "project"


def _overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(span.start < o.end and o.start < span.end for o in others)
