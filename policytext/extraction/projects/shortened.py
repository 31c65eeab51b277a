"""Names with words left out: `국가 균형 프로젝트` where the text has `국가 균형 발전 프로젝트`."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from policytext.extraction.projects.lexemes import NOMINAL
from policytext.model import Analysis, Span, Token

_LEAST = 3  # morphemes of a shortened name; fewer are too common to mean one project
_MOST_NAMES = 40  # names with the same last morpheme that are tried

Morphemes = tuple[str, ...]


def shortened_names(analysis: Analysis, found: Sequence[Span]) -> Iterator[Span]:
    """Stretches that are one of the names `found` with morphemes left out inside.

    They begin and end as the name does, keep its order, and nothing nominal stands before them.
    """
    names: dict[str, dict[Morphemes, None]] = {}
    for morphemes in _morphemes(analysis, found):
        if len(morphemes) > _LEAST:
            names.setdefault(morphemes[-1], {})[morphemes] = None
    if not names:
        return
    ending: Mapping[str, list[Morphemes]] = {k: list(v)[:_MOST_NAMES] for k, v in names.items()}
    for sentence in analysis.sentences:
        tokens = sentence.tokens
        for last in [n for n, (form, _, _, _) in enumerate(tokens) if form in ending]:
            for name in ending[tokens[last].form]:
                first = _first(tokens, last, name)
                if first is not None:
                    yield Span(tokens[first].start, tokens[last].end)
                    break


def _first(tokens: Sequence[Token], last: int, name: Morphemes) -> int | None:
    """The token with which `name`, shortened, begins that ends with the token `last`, or None."""
    place, first = len(name) - 1, last
    while place > 0 and first > 0:
        before = tokens[first - 1]
        if before.tag not in NOMINAL or tokens[first].start - before.end > 1:
            break
        found = _rindex(name, before.form, place)
        if found is None:
            return None
        place, first = found, first - 1
    if place > 0 or last - first + 1 < _LEAST:
        return None
    return None if first > 0 and tokens[first - 1].tag in NOMINAL else first


def _rindex(name: Morphemes, form: str, stop: int) -> int | None:
    return next((i for i in range(stop - 1, -1, -1) if name[i] == form), None)


def _morphemes(analysis: Analysis, spans: Sequence[Span]) -> Iterator[Morphemes]:
    """The forms of the morphemes in every span."""
    starts = [sentence.start for sentence in analysis.sentences]
    for span in spans:
        at = bisect_right(starts, span.start) - 1
        if at >= 0:
            tokens = analysis.sentences[at].tokens
            first = bisect_left(tokens, span.start, key=lambda t: t.start)
            last = bisect_left(tokens, span.end, first, key=lambda t: t.start)
            yield tuple(t.form for t in tokens[first:last] if t.end <= span.end)
