"""Every place where a document names what was found once: repetitions and introduced short forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from policytext.extraction.projects.grouping import Grouper
from policytext.extraction.projects.names import NameIndex, compact, letters_of
from policytext.extraction.projects.shortened import shortened_names
from policytext.extraction.projects.words import Words, goes_on_as_law
from policytext.model import Analysis, Span

_MIN_REPEATED = 4  # letters of a name that is looked for in the rest of the document
_OPENING, _CLOSING = "‘“\"'「『", "’”\"'」』"


@dataclass(frozen=True, slots=True)
class Introduction:
    """A short form that the document introduces behind a name: where it stands."""

    full: str
    short: str
    span: Span


class MentionCollector:
    """Collects the mentions of each project by the words of the dictionaries."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._grouper = Grouper(words)
        introductions = "|".join(map(re.escape, words.introductions))
        self._introduction = re.compile(
            rf"[{_CLOSING}]?\s?[(（]\s?(?P<word>(?:{introductions})[\s,:]{{0,2}})?[{_OPENING}]?"
            rf"(?P<short>[^()（）\n{_OPENING}{_CLOSING}]{{2,20}})[^()（）\n]{{0,6}}[)）]"
        )

    def collect(self, analysis: Analysis, found: Sequence[Span]) -> list[list[Span]]:
        """The mentions of each project, in order; the projects by their first mention.

        `found` are stretches that name something, in order; none overlaps another.
        """
        text = analysis.text
        introduced = list(self._introductions(text, found))
        spans = [
            span
            for span in with_repetitions(analysis, found, introduced)
            if not goes_on_as_law(self._words, text, span.end)
        ]
        by_key: dict[str, list[Span]] = {}
        for span in spans:
            by_key.setdefault(compact(text[span.start : span.end]), []).append(span)
        full = {i.short: i.full for i in introduced if i.full in by_key}
        shorts: dict[str, list[str]] = {}
        for short, name in full.items():
            shorts.setdefault(name, []).append(short)
        names = {key: text[s[0].start : s[0].end] for key, s in by_key.items() if key not in full}
        groups = self._grouper.group(list(names.values()))
        projects = [self._spans(group, by_key, shorts) for group in groups]
        return sorted(projects, key=lambda project: project[0].start)

    def _spans(
        self,
        group: Iterable[str],
        by_key: Mapping[str, list[Span]],
        shorts: Mapping[str, list[str]],
    ) -> list[Span]:
        """The places of a group of names and of the short forms introduced for them, in order."""
        keys = {compact(name) for name in group}
        keys |= {short for key in keys for short in shorts.get(key, ()) if short in by_key}
        return sorted((span for key in keys for span in by_key[key]), key=lambda s: s.start)

    def _introductions(self, text: str, found: Sequence[Span]) -> Iterable[Introduction]:
        """Short forms in brackets: introduced by a word, or named elsewhere in the document."""
        named = {compact(text[s.start : s.end]) for s in found}
        for span in found:
            match = self._introduction.match(text, span.end)
            if match and (match["word"] or compact(match["short"]) in named):
                short = Span(*match.span("short"))
                name = text[span.start : span.end]
                yield Introduction(compact(name), compact(match["short"]), short)


def with_repetitions(
    analysis: Analysis, found: Sequence[Span], introduced: Sequence[Introduction]
) -> list[Span]:
    """`found` and every other place where one of their names or a short form stands, in order."""
    keys = {compact(analysis.text[s.start : s.end]) for s in found}
    sought = [*(key for key in keys if len(key) >= _MIN_REPEATED), *(i.short for i in introduced)]
    index = NameIndex(sought)
    covered = bytearray(len(analysis.text))
    spans: list[Span] = []

    def add(span: Span) -> None:
        if not any(covered[span.start : span.end]):
            covered[span.start : span.end] = b"\1" * (span.end - span.start)
            spans.append(span)

    for span in (*found, *(i.span for i in introduced)):
        add(span)
    for sentence in analysis.sentences:
        letters = compact(analysis.text[sentence.start : sentence.end])
        if not any(name in letters for name in sought):
            continue
        for match in index.find(letters_of(analysis.text, sentence.tokens)):
            tokens = sentence.tokens
            add(Span(tokens[match.first].start, tokens[match.last].end))
    for span in shortened_names(analysis, found):
        add(span)
    return sorted(spans, key=lambda s: s.start)
