"""Annotated documents: what a careful reader found in a text, as JSON beside it.

    {"amounts":  [{"start", "end", "text", "low", "high", "currency", "modifier", "role", "projects"}],
     "projects": [{"id", "name", "kind", "mentions": [{"start", "end", "text"}]}],
     "sectors":  {"main": [ids], "named": [ids]},
     "goals":    [{"start", "end", "text", "type"}],
     "repeats":  [{"start", "end", "of"}]}

Offsets are half-open and count code points of the text as `reading` leaves it; ``text[start:end]`` is
the quoted `text`. `projects` of a sum are ids of projects.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args

from policytext.errors import ReadingError
from policytext.model import (
    GOAL_TYPES,
    PROJECT_KINDS,
    ROLES,
    Amount,
    Goal,
    Mention,
    Modifier,
    Paragraph,
    Project,
)

_MODIFIERS: Mapping[str | None, Modifier | None] = {m: m for m in (None, *get_args(Modifier))}
_PARTS = ("amounts", "projects", "goals", "repeats")
_Choice = TypeVar("_Choice")


@dataclass(frozen=True, slots=True)
class Gold:
    """What is to be found in one document; `main` and `named` are ids of sectors, `repeats` the
    paragraphs that repeat an earlier one."""

    amounts: tuple[Amount, ...]
    projects: tuple[Project, ...]
    goals: tuple[Goal, ...]
    main: frozenset[str]
    named: frozenset[str]
    repeats: tuple[Paragraph, ...]


def annotated(folder: Path) -> Iterator[tuple[Path, Path]]:
    """The texts of `folder` and what was read in them: NAME.txt with NAME.gold.json or NAME.json."""
    for text in sorted(folder.glob("*.txt")):
        for suffix in (".gold.json", ".json"):
            gold = text.with_suffix(suffix)
            if gold.is_file():
                yield text, gold
                break


def read_gold(path: Path, text: str) -> Gold:
    """The annotations in the file at `path` of the document `text`.

    Raises ReadingError, in one sentence, where the file is no such JSON or does not fit the text.
    """
    try:
        raw = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReadingError(f"{path}: the annotations cannot be read: {reason}") from None
    try:
        return to_gold(raw, text)
    except MisfitError as misfit:
        raise ReadingError(f"{path}: {misfit}") from None


class MisfitError(Exception):
    """What is wrong with annotations, and where."""


def to_gold(raw: Any, text: str) -> Gold:
    """Annotations as JSON has them, checked against the `text` they are of; raises MisfitError."""
    if not isinstance(raw, dict) or not any(part in raw for part in (*_PARTS, "sectors")):
        raise MisfitError(
            "no annotations: an object with amounts, projects, sectors, goals, repeats"
        )
    if "schema" in raw:
        raise MisfitError("this is an output of the program, not what a reader found")
    rows = {part: _rows(raw, part) for part in _PARTS}
    projects = tuple(_read(rows["projects"], "projects", lambda r: _project(r, text)))
    ids = {project.id for project in projects}
    sectors = raw.get("sectors", {})
    if not isinstance(sectors, dict):
        raise MisfitError("sectors: takes an object with main and named")
    return Gold(
        amounts=tuple(_read(rows["amounts"], "amounts", lambda r: _amount(r, text, ids))),
        projects=projects,
        goals=tuple(_read(rows["goals"], "goals", lambda r: _goal(r, text))),
        main=frozenset(_texts(sectors.get("main", []))),
        named=frozenset(_texts(sectors.get("named", []))),
        repeats=tuple(_read(rows["repeats"], "repeats", lambda r: _repeat(r, text))),
    )


def _rows(raw: Mapping[str, Any], part: str) -> list[Any]:
    rows = raw.get(part, [])
    if not isinstance(rows, list):
        raise MisfitError(f"{part}: takes a list")
    return rows


_Item = TypeVar("_Item")


def _read(rows: list[Any], part: str, read: Callable[[Any], _Item]) -> Iterator[_Item]:
    """Every row as `read` makes it; what is wrong is told with the number of the row."""
    for number, row in enumerate(rows):
        try:
            yield read(row)
        except MisfitError as misfit:
            raise MisfitError(f"{part}[{number}]: {misfit}") from None
        except KeyError as missing:
            raise MisfitError(f"{part}[{number}]: {missing} is missing") from None
        except (TypeError, AttributeError):
            raise MisfitError(f"{part}[{number}]: not as an annotation is written") from None


def _place(row: Mapping[str, Any], text: str) -> tuple[int, int]:
    start, end = row["start"], row["end"]
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
        raise MisfitError(
            f"[{start}, {end}) is no stretch of the text, which has {len(text)} characters"
        )
    return start, end


def _quote(row: Mapping[str, Any], text: str) -> Mention:
    """The stretch that `row` quotes letter for letter."""
    start, end = _place(row, text)
    if text[start:end] != row["text"]:
        raise MisfitError(
            f"the text has {_short(text[start:end])} at [{start}, {end}), not {_short(row['text'])}"
        )
    return Mention(start, end, row["text"])


def _project(row: Mapping[str, Any], text: str) -> Project:
    mentions = tuple(_read(row["mentions"], "mentions", lambda m: _quote(m, text)))
    if not mentions:
        raise MisfitError("has no mention")
    kind = _one_of(row["kind"], PROJECT_KINDS, "kind")
    return Project(row["name"], kind, mentions, id=str(row["id"]))


def _amount(row: Mapping[str, Any], text: str, ids: set[str]) -> Amount:
    quote = _quote(row, text)
    projects = tuple(map(str, row.get("projects", [])))
    unknown = [i for i in projects if i not in ids]
    if unknown:
        raise MisfitError(f"there is no project {unknown[0]}")
    return Amount(
        quote.text,
        quote.start,
        quote.end,
        _number(row["low"]),
        _number(row["high"]),
        row["currency"],
        _one_of(row.get("modifier"), _MODIFIERS, "modifier"),
        _one_of(row["role"], ROLES, "role"),
        projects=projects,
    )


def _goal(row: Mapping[str, Any], text: str) -> Goal:
    quote = _quote(row, text)
    kind = _one_of(row["type"], GOAL_TYPES, "type")
    return Goal(kind, quote.text, quote.start, quote.end)


def _repeat(row: Mapping[str, Any], text: str) -> Paragraph:
    start, end = _place(row, text)
    if not (isinstance(row["of"], int) and 0 <= row["of"] < start):
        raise MisfitError(f"`of` must be the start of an earlier paragraph, not {row['of']!r}")
    return Paragraph(start, end, row["of"])


def _one_of(value: Any, known: Mapping[Any, _Choice], what: str) -> _Choice:
    if value not in known:
        names = ", ".join("null" if name is None else str(name) for name in known)
        raise MisfitError(f"{what} is one of {names}, not {value!r}")
    return known[value]


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise MisfitError(f"a sum is a number, not {value!r}")
    return value


def _texts(values: Any) -> list[str]:
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise MisfitError("sectors: main and named take lists of ids")
    return values


def _short(text: Any) -> str:
    shown = " ".join(str(text).split())
    return repr(shown if len(shown) <= 40 else f"{shown[:39]}…")
