"""What several commands take in the same way."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer

Choice = TypeVar("Choice", bound=StrEnum)


class Kind(StrEnum):
    """The kinds of things that are extracted; each is a table in CSV, TSV and XLSX."""

    amounts = "amounts"
    projects = "projects"
    sectors = "sectors"
    goals = "goals"


File = Annotated[str, typer.Argument(metavar="FILE", help="A document; - is standard input.")]
Only = Annotated[list[Kind] | None, typer.Option(help="Look for this kind alone (repeatable).")]
Dictionary = Annotated[
    list[Path] | None,
    typer.Option(metavar="FILE", help="A dictionary of your own, read after those that ship."),
]
Field = Annotated[
    list[str] | None,
    typer.Option(
        metavar="FIELD=COLUMN",
        help="Which column holds the text, title, date, publisher, author, url or id "
        "(repeatable); unless named, the usual names are tried.",
    ),
]
Output = Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Write there.")]
NoProgress = Annotated[bool, typer.Option("--no-progress", help="Plain lines instead of a bar.")]


def form_for(named: Choice | None, output: str | None, default: Choice) -> Choice:
    """The form of the output: the one that is named, else what the name of the file ends in."""
    if named is not None:
        return named
    return next((form for form in type(default) if (output or "").endswith(f".{form}")), default)
