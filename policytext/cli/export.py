"""`policytext export`: tables out of an archive, for spreadsheets and for programs."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policytext.cli.options import form_for
from policytext.cli.targets import (
    bytes_to,
    file_of,
    identities,
    is_folder,
    made_folder,
    refuse_inputs,
    text_to,
)
from policytext.errors import CallError

if TYPE_CHECKING:
    import sqlite3

    from policytext.archive.tables import Filters


class Table(StrEnum):
    """The tables of an archive."""

    documents = "documents"
    paragraphs = "paragraphs"
    amounts = "amounts"
    projects = "projects"
    sectors = "sectors"
    goals = "goals"
    links = "links"
    duplicates = "duplicates"
    programmes = "programmes"
    programme_sums = "programme_sums"
    failures = "failures"
    runs = "runs"
    all = "all"


class Format(StrEnum):
    """The forms of the output."""

    csv = "csv"
    tsv = "tsv"
    xlsx = "xlsx"
    jsonl = "jsonl"
    yaml = "yaml"
    parquet = "parquet"


class Language(StrEnum):
    """The languages of headers."""

    en = "en"
    ko = "ko"


_ONE_EACH = {Format.csv, Format.tsv, Format.parquet}  # one table a file


def command(
    archive: Annotated[Path, typer.Argument(metavar="ARCHIVE", help="What `batch` has made.")],
    table: Annotated[
        list[Table] | None, typer.Option(help="Which table (repeatable; amounts unless named).")
    ] = None,
    format: Annotated[
        Format | None,
        typer.Option(help="The form of the output: what the name after -o ends in, or csv."),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE|FOLDER/",
            help="Write there; a folder takes a file per table.",
        ),
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="From this day, month or year on.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="To this day, month or year.")
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Of publishers or collections with this in their name (repeatable: any).",
        ),
    ] = None,
    sector: Annotated[
        list[str] | None,
        typer.Option(help="Of documents mainly about this sector, id or name (repeatable: any)."),
    ] = None,
    where: Annotated[
        str | None,
        typer.Option(metavar="CONDITION", help="An SQL condition on the columns of the table."),
    ] = None,
    unique: Annotated[
        bool, typer.Option("--unique", help="Leave out what is a copy of something else.")
    ] = False,
    headers: Annotated[Language, typer.Option(help="The language of the headers.")] = Language.en,
) -> None:
    """Write tables of an archive."""
    from policytext.archive.opening import open_to_read
    from policytext.archive.tables import OF_DOCUMENTS, TABLES, Filters, check_sectors

    form = form_for(format, output, Format.csv)
    chosen = list(dict.fromkeys(table or [Table.amounts]))
    tables = list(TABLES) if Table.all in chosen else [name.value for name in chosen]
    filters = Filters(
        _day(since, "--since"), _day(until, "--until"), source or (), sector or (), where, unique
    )
    if where and len(tables) > 1:
        raise CallError("--where is a condition on one table; name it with --table")
    if (since or until or source or sector) and OF_DOCUMENTS.isdisjoint(tables):
        raise CallError(
            f"--since, --until, --source and --sector choose documents, which {tables[0]} is not about"
        )
    if len(tables) > 1 and form in _ONE_EACH and not is_folder(output):
        raise CallError(f"{form} holds one table; name a folder after -o, as in -o tables/")
    with open_to_read(archive) as db:
        check_sectors(db, filters.sectors)
        for names, target in _targets(tables, form, output):
            refuse_inputs(target, identities([archive]))
            _write(db, names, filters, form, target, headers.value)


def _targets(
    tables: Sequence[str], form: Format, output: str | None
) -> Iterator[tuple[Sequence[str], Path | None]]:
    """Which tables go into which file; None is standard output."""
    target = file_of(output)
    if output is not None and is_folder(output):
        folder = made_folder(output)
        yield from (([table], folder / f"{table}.{form}") for table in tables)
    else:
        yield tables, target


def _write(
    db: sqlite3.Connection,
    tables: Sequence[str],
    filters: Filters,
    form: Format,
    target: Path | None,
    language: str,
) -> None:
    from policytext.archive.tables import select
    from policytext.output import exports

    lang: exports.Language = "ko" if language == "ko" else "en"
    selected = ((table, *select(db, table, filters)) for table in tables)
    match form:
        case Format.xlsx:
            with bytes_to(target, form) as file:
                for note in exports.write_workbook(file, selected, lang):
                    print(f"policytext: {note}", file=sys.stderr)
        case Format.parquet:
            with bytes_to(target, form) as file:
                for _, names, rows in selected:
                    exports.write_parquet(file, names, rows, lang)
        case Format.csv | Format.tsv:
            bom = form is Format.csv and target is not None
            with text_to(target, "utf-8-sig" if bom else "utf-8") as text:
                for _, names, rows in selected:
                    exports.write_delimited(text, names, rows, form.value, lang)
        case _:
            write = exports.write_jsonl if form is Format.jsonl else exports.write_yaml
            with text_to(target) as text:
                for name, names, rows in selected:
                    write(text, name if len(tables) > 1 else None, names, rows, lang)


def _day(said: str | None, option: str) -> str | None:
    """A day, a month or a year in ISO 8601; raises CallError where it is none."""
    if said is None:
        return None
    try:
        if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", said):
            raise ValueError
        date.fromisoformat(f"{said}-01-01"[:10])
    except ValueError:
        raise CallError(
            f"{option} {said}: say a day, a month or a year as 2024-05-31, 2024-05 or 2024"
        ) from None
    return said
