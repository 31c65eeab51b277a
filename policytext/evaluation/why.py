"""What the dictionaries see in a text, what is found by it, and why something is not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from policytext.extraction.goals import GoalExtractor
from policytext.extraction.known import KnownNames
from policytext.extraction.projects import ProjectExtractor
from policytext.extraction.sectors import SectorExtractor
from policytext.extraction.terms import TermMatcher, key_of
from policytext.lexicon import Lexicon
from policytext.lexicon.matching import PatternSet
from policytext.model import ALL_KINDS, Analysis, Kind, Origin, Result, Sentence
from policytext.pipeline import Analyzer

_CONTEXT = "A\n\n"  # read alone, a sentence would count as the title of a document
_LONGEST_HEAD = 12  # letters


class Match(NamedTuple):
    """An entry that fits a stretch of the text, and what it says there."""

    origin: Origin
    start: int
    end: int
    text: str
    says: str


class Missing(NamedTuple):
    """A kind of which nothing was found, and why."""

    kind: Kind
    reason: str


@dataclass(frozen=True, slots=True)
class Findings:
    """All that is to be said of a text: morphemes, matches in order, what was found, what was not."""

    morphemes: tuple[str, ...]
    matches: tuple[Match, ...]
    result: Result
    missing: tuple[Missing, ...]


def findings(analyzer: Analyzer, text: str) -> Findings:
    """What `analyzer` sees in `text`, a sentence or several lines."""
    context = "" if "\n" in text.strip() else _CONTEXT
    whole = replace(analyzer.settings, kinds=ALL_KINDS)
    analyzer = analyzer if analyzer.settings == whole else Analyzer(whole)
    result = analyzer.analyze(context + text)
    plain = analyzer.read_plain(result.text)
    sentences = [s for s in plain.sentences if s.start >= len(context)]
    reader = _Reader(analyzer.lexicon, plain, result)
    matches = [m for sentence in sentences for m in reader.matches(sentence)]
    moved = (m._replace(start=m.start - len(context), end=m.end - len(context)) for m in matches)
    return Findings(
        tuple(" ".join(f"{t.form}/{t.tag}" for t in s.tokens) for s in sentences),
        tuple(sorted(dict.fromkeys(moved), key=lambda m: (m.start, m.end, m.origin))),
        result,
        tuple(_missing(analyzer.lexicon, plain, result, len(context))),
    )


class _Reader:
    """Reads what the entries of the dictionaries say in the sentences of one text."""

    def __init__(self, lexicon: Lexicon, plain: Analysis, result: Result) -> None:
        self._text = plain.text
        self._result = result
        self._names = KnownNames(lexicon)
        self._programmes = lexicon.origins("programmes", "name")
        self._words = {key_of(word): word for word in lexicon.words("user_words")}
        self._user_words = lexicon.origins("user_words", "word")
        self._terms: dict[str, list[tuple[Origin, str]]] = {}
        for section, id_ in (("sectors", "id"), ("sector_terms", "sector")):
            for entry in lexicon.entries(section):
                for strength in ("strong", "terms", "weak"):
                    says = f"a word of {entry.text(id_)} ({strength})"
                    for word in entry.texts(strength):
                        found = self._terms.setdefault(key_of(word), [])
                        found.append((Origin(section, word, entry.origin), says))
        for word, origin in lexicon.origins("sector_traps", "word").items():
            self._terms[key_of(word)] = [(origin, "names no sector")]
        self._matcher = TermMatcher(self._terms)
        self._heads = lexicon.origins("project_heads", "forms")
        self._kinds = {
            form: f"ends the name of a {entry.text('kind')}"
            for entry in lexicon.entries("project_heads")
            for form in entry.texts("forms")
        }
        self._heads |= lexicon.origins("project_strangers", "forms")
        self._kinds |= {
            form: f"ends the name of what is no project: a {entry.text('kind')}"
            for entry in lexicon.entries("project_strangers")
            for form in entry.texts("forms")
        }
        self._patterns: list[tuple[Origin, str, PatternSet]] = []
        for entry in lexicon.entries("goal_patterns"):
            decides = "decides: " if entry.flag("decides") else "a sign of "
            says = decides + entry.text("type").replace("none", "no goal")
            pattern = PatternSet([entry.text("pattern")])
            self._patterns.append((entry.named("goal_patterns"), says, pattern))

    def matches(self, sentence: Sentence) -> Iterator[Match]:
        """The entries that fit something in `sentence`."""
        tokens = sentence.tokens
        for name in self._names.find(self._text, tokens):
            origin = self._programmes[name.programme.name]
            yield self._match(origin, name.start, name.end, f"a known {name.programme.kind}")
        for term in self._matcher.find(self._text, tokens):
            for origin, says in self._terms[term.key]:
                yield self._match(origin, term.start, term.end, says)
        for number, token in enumerate(tokens):
            if token.form in self._words and token.tag == "NNP":
                origin = self._user_words[token.form]
                yield self._match(origin, token.start, token.end, "kept whole as one word")
            behind = tokens[number + 1] if number + 1 < len(tokens) else None
            if token.tag.startswith("NN") and not (behind and behind.tag.startswith("NN")):
                yield from self._endings(token.end)
        for origin, says, pattern in self._patterns:
            for match in pattern.find(tokens):
                start, end = tokens[match.start].start, tokens[match.end - 1].end
                yield self._match(origin, start, end, says)
        for amount in self._result.amounts:
            if sentence.start <= amount.start < sentence.end:
                for origin in amount.entries:
                    says = f"of a sum: {amount.role}, {amount.modifier or 'no'} bound"
                    yield self._match(origin, amount.start, amount.end, says)

    def _endings(self, end: int) -> Iterator[Match]:
        """The longest head, or what makes it no project, that ends at `end`."""
        for length in range(_LONGEST_HEAD, 0, -1):
            form = self._text[max(0, end - length) : end]
            if form in self._heads:
                yield self._match(self._heads[form], end - len(form), end, self._kinds[form])
                return

    def _match(self, origin: Origin, start: int, end: int, says: str) -> Match:
        return Match(origin, start, end, self._text[start:end], says)


def _missing(lexicon: Lexicon, plain: Analysis, result: Result, start: int) -> Iterator[Missing]:
    """Why there is nothing of a kind in the text that begins at `start`."""
    if not result.amounts:
        numbers = re.search(r"\d", plain.text[start:])
        yield Missing(
            "amounts",
            "a number, but no unit of money with it, or words around it that say it is none "
            "(sections no_money, counters, unit_lookalikes)"
            if numbers
            else "no number in figures",
        )
    if not result.projects:
        yield Missing("projects", _no_project(lexicon, plain))
    if not result.sectors:
        yield Missing("sectors", _no_sector(lexicon, plain))
    if not result.goals:
        yield Missing("goals", _no_goal(lexicon, plain, start))


def _no_project(lexicon: Lexicon, plain: Analysis) -> str:
    likeliest = ProjectExtractor(lexicon).likeliest(plain)
    if likeliest is None:
        return "nothing is quoted, known, or ends in a head that makes a name (project_heads)"
    name, chance, enough = likeliest
    return (
        f"the likeliest name is {name!r} with {chance:.2f}, and a name needs {enough:.2f}; "
        "an entry in `programmes` makes it known"
    )


def _no_sector(lexicon: Lexicon, plain: Analysis) -> str:
    likeliest = SectorExtractor(lexicon).likeliest(plain)
    if likeliest is None:
        return "no word of any sector in it"
    sector, chance, enough = likeliest
    return f"the likeliest is {sector} with {chance:.2f}, and a sector needs {enough:.2f}"


def _no_goal(lexicon: Lexicon, plain: Analysis, start: int) -> str:
    extractor = GoalExtractor(lexicon)
    reasons: Sequence[str] = [
        extractor.against(plain, number)
        for number, sentence in enumerate(plain.sentences)
        if sentence.start >= start
    ]
    return "; ".join(reasons) or "no sentence in it"
