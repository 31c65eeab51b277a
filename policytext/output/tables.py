"""Tables for spreadsheets: one row per item, numbers as plain numbers."""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable

from policytext.model import Amount, Result
from policytext.output.structure import number

Cell = str | int | float | None
Row = list[Cell]

_FORMULA = ("=", "+", "-", "@")
_BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
_SEPARATORS = {"csv": ",", "tsv": "\t"}


def _section(result: Result, position: int) -> str | None:
    """The label of the page or section in which `position` stands, None where there are none."""
    index = bisect_right(result.sections, position, key=lambda s: s.start) - 1
    return result.sections[index].label if index >= 0 else None


def _amounts(result: Result) -> Iterable[Row]:
    names = {p.id: p.name for p in result.projects}
    for a in result.amounts:
        projects = "; ".join(_line(names[i]) for i in a.projects)
        yield [
            a.id, number(a.low), number(a.high), a.currency, a.modifier, a.role, a.unit_from, _adds_up(a), a.same_as,
            projects, a.text, a.start, a.end, _section(result, a.start), result.sentence_at(a.start),
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
            "; ".join(p.goals), first.start, first.end, _section(result, first.start), result.sentence_at(first.start),
        ]  # fmt: skip


def _sectors(result: Result) -> Iterable[Row]:
    for s in result.sectors:
        first = s.mentions[0]
        yield [
            s.id, s.name, "; ".join(s.ksic), "yes" if s.main else "no", len(s.mentions),
            first.text, first.start, first.end, _section(result, first.start), result.sentence_at(first.start),
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
            _section(result, g.start),
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


def header(table: str) -> Row:
    """The names of the columns of `table`, one of `TABLES`."""
    return ["document", "title", "date", *_TABLES[table][0].split()]


def rows(result: Result, table: str) -> Iterable[Row]:
    """The rows of `table` for one document."""
    for row in _TABLES[table][1](result):
        yield [result.source.name, result.title, result.metadata.date, *row]


def dump(lines: Iterable[Row], form: str) -> str:
    """Rows as CSV or TSV, each on one line.

    A text that a spreadsheet would run as a formula gets an apostrophe in front; line ends, tabs
    and control characters in it become spaces.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=_SEPARATORS[form], lineterminator="\n")
    writer.writerows([_safe(cell) for cell in line] for line in lines)
    return buffer.getvalue()


def _safe(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    cell = _BREAKS.sub(" ", cell)
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _line(text: str) -> str:
    return " ".join(text.split())
