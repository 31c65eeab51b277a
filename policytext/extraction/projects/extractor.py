"""From the sentences of a document to the projects that it names."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from policytext.extraction.known import KnownNames
from policytext.extraction.projects.candidates import Candidate
from policytext.extraction.projects.emissions import Scorer
from policytext.extraction.projects.evidence import weigh
from policytext.extraction.projects.mentions import MentionCollector
from policytext.extraction.projects.model import load_model
from policytext.extraction.projects.names import compact
from policytext.extraction.projects.reading import SightReader
from policytext.extraction.projects.reasons import SHORT_FORM, Reason, Reasons, mentioned
from policytext.extraction.projects.selection import ENOUGH, select
from policytext.extraction.projects.trimming import Trimmer
from policytext.extraction.projects.words import Words, goes_on_as_law, read_words
from policytext.lexicon import Lexicon
from policytext.model import PROJECT_KINDS, Amount, Analysis, Project, ProjectKind, Span

_LEAST = 0.002  # chance by the field alone, below which nothing is worth the judge


class ProjectExtractor:
    """Finds named projects by a model and the dictionaries `projects` and `programmes`.

    Without `prefilter`, sentences that can hold no name are read as well, to the same result.
    """

    def __init__(self, lexicon: Lexicon, prefilter: bool = True) -> None:
        self._lexicon = lexicon
        self._prefilter = prefilter

    @cached_property
    def words(self) -> Words:
        """What the dictionaries know."""
        return read_words(self._lexicon)

    @cached_property
    def _programmes(self) -> dict[str, ProjectKind]:
        return {
            compact(name): PROJECT_KINDS[e.text("kind")]
            for e in self._lexicon.entries("programmes")
            for name in (e.text("name"), *e.texts("aliases"))
        }

    @cached_property
    def _reader(self) -> SightReader:
        model = load_model()
        known = KnownNames(self._lexicon)
        return SightReader(self.words, known, model.names, model.clusters, self._prefilter)

    @cached_property
    def _reasons(self) -> Reasons:
        return Reasons(self._lexicon, self.words)

    @cached_property
    def _scorer(self) -> Scorer:
        return Scorer(load_model().crf)

    def extract(self, analysis: Analysis, amounts: tuple[Amount, ...]) -> tuple[Project, ...]:
        """The projects that the sentences of `analysis` name, by first mention."""
        rows = self._judged(analysis, amounts)
        return self.assemble(analysis, [name for row in rows for name in select(row)])

    def likeliest(self, analysis: Analysis) -> tuple[str, float, float] | None:
        """What is likeliest a name, its chance and the one that it takes; None where nothing may be."""
        judged = [pair for row in self._judged(analysis, ()) for pair in row]
        if not judged:
            return None
        best, chance = max(judged, key=lambda pair: pair[1])
        return analysis.text[best.start : best.end], chance, ENOUGH

    def _judged(
        self, analysis: Analysis, amounts: tuple[Amount, ...]
    ) -> list[list[tuple[Candidate, float]]]:
        """The candidates of every sentence, each with the chance that it is a name."""
        sights = self._reader.read(analysis, amounts)
        weighed = weigh(self._reader.rows(analysis, sights, self._scorer), self.words, _LEAST)
        chances = iter(load_model().judge.probabilities(weighed.evidence))
        return [[(c, next(chances)) for c in candidates] for candidates in weighed.candidates]

    def assemble(self, analysis: Analysis, taken: Sequence[Candidate]) -> tuple[Project, ...]:
        """The projects that the candidates name, which do not overlap and stand in order."""
        trimmer = Trimmer(self.words)
        kept = [
            (span, c)
            for c in taken
            if not self._is_stranger(c)
            and not goes_on_as_law(self.words, analysis.text, c.end)
            and (span := trimmer.name(analysis.text, c.start, c.end))
        ]
        keys = {compact(analysis.text[span.start : span.end]) for span, _ in kept}
        bare = {key for key in keys if self._is_bare(key, keys)}
        kept = [
            (span, c)
            for span, c in kept
            if c.known or compact(analysis.text[span.start : span.end]) not in bare
        ]
        reasons = self._reasons.of(analysis.text, kept)
        projects = MentionCollector(self.words).collect(analysis, [span for span, _ in kept])
        return tuple(self._project(analysis, spans, reasons) for spans in projects)

    def _project(
        self, analysis: Analysis, spans: Sequence[Span], reasons: Mapping[Span, Reason]
    ) -> Project:
        mentions = mentioned(analysis, spans, reasons)
        writings = list(dict.fromkeys(m.text for m in mentions))
        name = max(writings, key=lambda w: len(compact(w)))
        aliases = tuple(w for w in writings if w != name)
        found = (reasons[span] for span in spans if span in reasons)
        best = max(found, key=lambda reason: reason.chance, default=None)
        return Project(
            name,
            self._kind(name),
            mentions,
            aliases,
            rule=best.rule if best else SHORT_FORM,
            score=best.chance if best else None,
            entries=best.entries if best else (),
        )

    def _kind(self, name: str) -> ProjectKind:
        """The kind that the head tells; where there is none, that of the known name."""
        head = self.words.heads.at(name)
        if head:
            return PROJECT_KINDS[self.words.heads.kinds[head]]
        return self._programmes.get(compact(name), "project")

    def _is_stranger(self, candidate: Candidate) -> bool:
        """Whether the end of a name tells that it is a law, a body or a meeting."""
        stranger = self.words.strangers.at(candidate.key)
        return (
            len(stranger) > len(self.words.heads.at(candidate.key))
            and self.words.strangers.kinds[stranger] != "place"
            and not candidate.known
        )

    def _is_bare(self, key: str, names: Collection[str]) -> bool:
        """Whether a head stands alone, or after a mere ordinal or a word that makes a class of it
        (`1차 공모`, `고용 관련 사업`), and is no short form of a name that the document has."""
        head = self.words.heads.at(key)
        front = key.removesuffix(head)
        if front.endswith(self.words.class_words):
            return True
        if not head or (front and not self.words.ordinal.fullmatch(front)):
            return False
        # `제2차 기본계획` is short for `제2차 청년정책 기본계획`.
        return not any(name != key and name.endswith(head) and front in name for name in names)
