"""Tables for spreadsheets: one row per item, numbers as plain numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from policytext.model import Amount, Result
from policytext.output.cells import Row
from policytext.output.structure import number


def _amounts(result: Result) -> Iterable[Row]:
    names = {p.id: p.name for p in result.projects}
    for a in result.amounts:
        projects = "; ".join(_line(names[i]) for i in a.projects)
        yield [
            a.id, number(a.low), number(a.high), a.currency, a.modifier, a.role, a.unit_from, _adds_up(a), a.same_as,
            projects, a.text, a.start, a.end, result.section_at(a.start), result.sentence_at(a.start),
        ]  # fmt: skip


def _adds_up(amount: Amount) -> str | None:
    """Whether the parts of a total add up to it; None where it is no total."""
    return None if amount.adds_up is None else "yes" if amount.adds_up else "no"


def _projects(result: Result) -> Iterable[Row]:
    texts = {a.id: a.text for a in result.amounts}
    for p in result.projects:
        first = p.mentions[0]
        yield [
            p.id, _line(p.name), p.kind, "; ".join(map(_line, p.aliases)), len(p.mentions),
            "; ".join(texts[i] for i in p.amounts), "; ".join(p.sectors), "; ".join(p.regions),
            "; ".join(p.goals), first.start, first.end, result.section_at(first.start), result.sentence_at(first.start),
        ]  # fmt: skip


def _sectors(result: Result) -> Iterable[Row]:
    for s in result.sectors:
        first = s.mentions[0]
        yield [
            s.id, s.name, "; ".join(s.ksic), "yes" if s.main else "no", len(s.mentions),
            first.text, first.start, first.end, result.section_at(first.start), result.sentence_at(first.start),
        ]  # fmt: skip


def _goals(result: Result) -> Iterable[Row]:
    names = {p.id: p.name for p in result.projects}
    for g in result.goals:
        projects = "; ".join(_line(names[i]) for i in g.projects)
        yield [
            g.id,
            g.type,
            _line(g.actor.text) if g.actor else None,
            "; ".join(_line(target.text) for target in g.targets),
            "; ".join(deadline.date or _line(deadline.text) for deadline in g.by),
            projects,
            g.start,
            g.end,
            result.section_at(g.start),
            " ".join(g.text.split()),
        ]


_TABLES: dict[str, tuple[str, Callable[[Result], Iterable[Row]]]] = {
    "amounts": (
        "amount value value_high currency modifier role unit_from adds_up same_as projects text start end section sentence",
        _amounts,
    ),
    "projects": (
        "project name kind aliases mentions amounts sectors regions goals start end section sentence",
        _projects,
    ),
    "sectors": ("sector name ksic main mentions term start end section sentence", _sectors),
    "goals": ("goal type actor targets by projects start end section sentence", _goals),
}
TABLES = tuple(_TABLES)


def header(table: str) -> list[str]:
    """The names of the columns of `table`, one of `TABLES`."""
    return ["document", "title", "date", *_TABLES[table][0].split()]


def rows(result: Result, table: str) -> Iterable[Row]:
    """The rows of `table` for one document."""
    for row in _TABLES[table][1](result):
        yield [result.source.name, result.title, result.metadata.date, *row]


def _line(text: str) -> str:
    return " ".join(text.split())
