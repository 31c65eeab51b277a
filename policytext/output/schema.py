"""The JSON Schema (draft 2020-12) of the output, from the same kinds, roles and types as the model."""

from __future__ import annotations

from typing import Any, get_args

from policytext.model import GoalType, Modifier, ProjectKind, Role, UnitFrom
from policytext.output.structure import SCHEMA

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_MAYBE_TEXT: Schema = {"type": ["string", "null"]}
_PLACE: Schema = {"type": "integer", "minimum": 0}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_NUMBER: Schema = {"type": "number"}


def _object(required: Schema, optional: Schema | None = None) -> Schema:
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _ids(letter: str) -> Schema:
    return _list({"type": "string", "pattern": f"^{letter}[1-9][0-9]*$"})


def _one_of(literal: Any, or_null: bool = False) -> Schema:
    return {"enum": [*get_args(literal), *([None] if or_null else [])]}


_SPAN = {"start": _PLACE, "end": _PLACE, "text": _TEXT}
_MENTION = _object(_SPAN, {"rule": {**_TEXT, "description": "what found it, with --explain"}})
_WHY = {
    "why": {
        "description": "what found the item, with --explain",
        **_object(
            {
                "rule": _TEXT,
                "entries": _list(_object({"section": _TEXT, "entry": _TEXT, "at": _TEXT})),
            },
            {
                "role": _TEXT,
                "score": {"type": "number", "minimum": 0, "maximum": 1},
                "links": {"type": "object", "additionalProperties": _TEXT},
            },
        ),
    }
}


def _id(letter: str) -> Schema:
    return {"type": "string", "pattern": f"^{letter}[1-9][0-9]*$"}


def output_schema() -> Schema:
    """The schema of one document's output."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{SCHEMA}: what policytext finds in one document",
        "description": "Offsets are half-open and count code points of the text as it was read.",
        **_object(
            {
                "schema": {"const": SCHEMA},
                "source": _source(),
                "made_with": _object({"program": _TEXT, "dictionaries": _TEXT}),
                "title": _MAYBE_TEXT,
                "byline": {
                    "anyOf": [
                        {"type": "null"},
                        _object(dict.fromkeys(("name", "organization", "position"), _MAYBE_TEXT)),
                    ]
                },
                "paragraphs": _list(
                    _object(
                        {
                            "start": _PLACE,
                            "end": _PLACE,
                            "repeats": {"type": ["integer", "null"], "minimum": 0},
                        }
                    )
                ),
            },
            {
                "metadata": _object(
                    dict.fromkeys(("title", "author", "date", "organization", "url"), _MAYBE_TEXT)
                ),
                "projects": _list(_project()),
                "amounts": _list(_amount()),
                "sectors": _list(_sector()),
                "goals": _list(_goal()),
                "sections": _list(_object({"start": _PLACE, "label": _TEXT})),
            },
        ),
    }


def _source() -> Schema:
    return _object(
        {
            "name": _TEXT,
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "encoding": _TEXT,
            "characters": _PLACE,
            "format": _TEXT,
        }
    )


def _project() -> Schema:
    return _object(
        {
            "id": _id("p"),
            "name": _TEXT,
            "kind": _one_of(ProjectKind),
            "aliases": _TEXTS,
            "amounts": _ids("a"),
            "sectors": _TEXTS,
            "regions": _TEXTS,
            "goals": _ids("g"),
            "mentions": {**_list(_MENTION), "minItems": 1},
        },
        _WHY,
    )


def _amount() -> Schema:
    return _object(
        {
            "id": _id("a"),
            **_SPAN,
            "low": _NUMBER,
            "high": _NUMBER,
            "currency": {"type": "string", "pattern": "^[A-Z]{3}$", "description": "ISO 4217"},
            "modifier": _one_of(Modifier, or_null=True),
            "role": _one_of(Role),
            "projects": _ids("p"),
        },
        {
            "unit_from": _one_of(UnitFrom),
            "parts": _ids("a"),
            "adds_up": {"type": "boolean"},
            "same_as": _id("a"),
            **_WHY,
        },
    )


def _sector() -> Schema:
    return _object(
        {
            "id": _TEXT,
            "name": _TEXT,
            "ksic": _TEXTS,
            "main": {"type": "boolean"},
            "count": _PLACE,
            "mentions": _list(_MENTION),
        },
        _WHY,
    )


def _goal() -> Schema:
    date = {"type": ["string", "null"], "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$"}
    return _object(
        {
            "id": _id("g"),
            "type": _one_of(GoalType),
            **_SPAN,
            "actor": {"anyOf": [{"type": "null"}, _object(_SPAN)]},
            "targets": _list(_object({**_SPAN, "value": _NUMBER, "unit": _TEXT})),
            "by": _list(_object({**_SPAN, "date": date})),
            "projects": _ids("p"),
        },
        _WHY,
    )
