"""From a result to the rows of an archive's tables."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal

from policytext.model import Byline, Mention, Number, Result
from policytext.reading.records import Record

Value = str | int | float | None
Row = tuple[Value, ...]

# The tables that hold what was found in one document, each with its rows, `document` first.
FOUND = ("paragraphs", "amounts", "projects", "sectors", "goals", "mentions", "links")

_INT64 = 2**63


@dataclass(frozen=True, slots=True)
class DocumentRows:
    """All rows of one document: that of `documents` without its last column, `run`, and those of
    the tables in `FOUND`."""

    document: Row
    found: dict[str, list[Row]]


def document_id(key: str) -> int:
    """The id of the document that is known by `key`: the first 63 bits of the key's SHA-256."""
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big") >> 1


def to_rows(key: str, record: Record, result: Result, sha256: str, made_with: str) -> DocumentRows:
    """The rows for what was found in `record`, which goes by `key`; what the source does not
    say of it, its format or its text may."""
    id_ = document_id(key)
    byline, source, said = result.byline or Byline(), result.source, result.metadata
    document: Row = (
        id_, key, record.collection, record.name,
        record.title or result.title, record.date or said.date,
        record.publisher or said.organization, record.author or byline.name or said.author,
        byline.organization, byline.position, record.url or said.url,
        source.format, source.encoding, source.characters, int(record.truncated), sha256, made_with,
    )  # fmt: skip
    makers = (_paragraphs, _amounts, _projects, _sectors, _goals, _mentions, _links)
    found = {
        table: [(id_, *row) for row in make(result)]
        for table, make in zip(FOUND, makers, strict=True)
    }
    return DocumentRows(document, found)


def _paragraphs(result: Result) -> Iterator[Row]:
    for number, p in enumerate(result.paragraphs, start=1):
        yield number, p.start, p.end, p.repeats, result.text[p.start : p.end]


def _amounts(result: Result) -> Iterator[Row]:
    for a in result.amounts:
        adds_up = None if a.adds_up is None else int(a.adds_up)
        yield (
            a.id, a.text, a.start, a.end, _number(a.low), _number(a.high), a.currency, a.modifier,
            a.role, a.unit_from, adds_up, _list(a.parts), a.same_as, a.rule,
            *_place(result, a.start),
        )  # fmt: skip


def _projects(result: Result) -> Iterator[Row]:
    for p in result.projects:
        yield (
            p.id, p.name, p.kind, _list(p.aliases), _list(p.regions),
            *_first(p.mentions), p.rule, *_place(result, p.mentions[0].start),
        )  # fmt: skip


def _sectors(result: Result) -> Iterator[Row]:
    for s in result.sectors:
        first = s.mentions[0]
        yield (
            s.id, s.name, _list(s.ksic), int(s.main),
            *_first(s.mentions), first.text, *_place(result, first.start),
        )  # fmt: skip


def _goals(result: Result) -> Iterator[Row]:
    for g in result.goals:
        actor = (g.actor.text, g.actor.start, g.actor.end) if g.actor else (None, None, None)
        targets = _list(asdict(t) | {"value": _number(t.value)} for t in g.targets)
        yield (
            g.id, g.type, g.text, g.start, g.end, *actor, targets, _list(map(asdict, g.by)),
            g.rule, result.section_at(g.start),
        )  # fmt: skip


def _mentions(result: Result) -> Iterator[Row]:
    for kind, items in (("projects", result.projects), ("sectors", result.sectors)):
        for item in items:
            for number, m in enumerate(item.mentions, start=1):
                yield kind, item.id, number, m.start, m.end, m.text


def _links(result: Result) -> Iterable[Row]:
    return [(link.project, link.kind, link.item, link.rule) for link in result.links]


def _first(mentions: Sequence[Mention]) -> tuple[int, int, int]:
    """How many mentions there are, and where the first stands."""
    return len(mentions), mentions[0].start, mentions[0].end


def _place(result: Result, position: int) -> tuple[str | None, str]:
    """The section and the sentence that stand at `position`."""
    return result.section_at(position), result.sentence_at(position)


def _list(items: Iterable[object]) -> str:
    return json.dumps(list(items), ensure_ascii=False)


def _number(value: Number) -> int | float:
    """A number as SQLite knows it: whole where it is whole and has no more than 64 bits."""
    if isinstance(value, Decimal) and value != value.to_integral_value():
        return float(value)
    whole = int(value)
    return whole if -_INT64 <= whole < _INT64 else float(whole)
