"""The output format, schema ``policytext/1``: plain dicts and lists in the order of the keys."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from policytext.model import (
    NO_METADATA,
    Amount,
    Goal,
    Kind,
    Mention,
    Number,
    Project,
    Result,
    Sector,
)

SCHEMA = "policytext/1"
Structure = dict[str, Any]


def to_structure(result: Result) -> Structure:
    """The result as YAML and JSON show it; a kind that was not looked for is left out."""
    byline = result.byline
    source = result.source
    structure: Structure = {
        "schema": SCHEMA,
        "source": {
            "name": source.name,
            "sha256": source.sha256,
            "encoding": source.encoding,
            "characters": source.characters,
            "format": source.format,
        },
        "made_with": {
            "program": result.made_with.program,
            "dictionaries": result.made_with.dictionaries,
        },
    }
    if result.metadata != NO_METADATA:
        structure["metadata"] = asdict(result.metadata)
    structure |= {
        "title": result.title,
        "byline": byline
        and {
            "name": byline.name,
            "organization": byline.organization,
            "position": byline.position,
        },
    }
    kinds: dict[Kind, list[Structure]] = {
        "projects": [_project(p) for p in result.projects],
        "amounts": [_amount(a) for a in result.amounts],
        "sectors": [_sector(s) for s in result.sectors],
        "goals": [_goal(g) for g in result.goals],
    }
    structure |= {kind: items for kind, items in kinds.items() if kind in result.kinds}
    if result.sections:
        structure["sections"] = [{"start": s.start, "label": s.label} for s in result.sections]
    structure["paragraphs"] = [
        {"start": p.start, "end": p.end, "repeats": p.repeats} for p in result.paragraphs
    ]
    return structure


def number(value: Number) -> int | float:
    """A number as JSON knows it: whole where it is whole."""
    if isinstance(value, Decimal) and value != value.to_integral_value():
        return float(value)
    return int(value)


def _mention(m: Mention) -> Structure:
    return {"start": m.start, "end": m.end, "text": m.text}


def _project(p: Project) -> Structure:
    return {
        "id": p.id,
        "name": p.name,
        "kind": p.kind,
        "aliases": list(p.aliases),
        "amounts": list(p.amounts),
        "sectors": list(p.sectors),
        "regions": list(p.regions),
        "goals": list(p.goals),
        "mentions": [_mention(m) for m in p.mentions],
    }


def _amount(a: Amount) -> Structure:
    structure: Structure = {
        "id": a.id,
        "text": a.text,
        "start": a.start,
        "end": a.end,
        "low": number(a.low),
        "high": number(a.high),
        "currency": a.currency,
        "modifier": a.modifier,
        "role": a.role,
    }
    if a.unit_from:
        structure["unit_from"] = a.unit_from
    structure["projects"] = list(a.projects)
    if a.parts:
        structure |= {"parts": list(a.parts), "adds_up": a.adds_up}
    if a.same_as:
        structure["same_as"] = a.same_as
    return structure


def _sector(s: Sector) -> Structure:
    return {
        "id": s.id,
        "name": s.name,
        "ksic": list(s.ksic),
        "main": s.main,
        "count": len(s.mentions),
        "mentions": [_mention(m) for m in s.mentions],
    }


def _goal(g: Goal) -> Structure:
    return {
        "id": g.id,
        "type": g.type,
        "text": g.text,
        "start": g.start,
        "end": g.end,
        "actor": g.actor and _mention(g.actor),
        "targets": [
            {
                "start": t.start,
                "end": t.end,
                "text": t.text,
                "value": number(t.value),
                "unit": t.unit,
            }
            for t in g.targets
        ],
        "by": [{"start": d.start, "end": d.end, "text": d.text, "date": d.date} for d in g.by],
        "projects": list(g.projects),
    }
