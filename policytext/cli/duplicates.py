"""`policytext duplicates`: what is said again, in one document or another, and where it was said first."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policytext.cli.inputs import check_read_once, standard_input
from policytext.cli.options import Field, NoProgress, Output, form_for
from policytext.cli.targets import file_of, text_to
from policytext.errors import CallError, ExitCode

if TYPE_CHECKING:
    from policytext.archive.groups import Copy, Group
    from policytext.archive.store import Store


class Format(StrEnum):
    """The forms of the output."""

    yaml = "yaml"
    jsonl = "jsonl"
    csv = "csv"
    tsv = "tsv"


class Kind(StrEnum):
    """What may be a copy."""

    paragraphs = "paragraphs"
    documents = "documents"


def command(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE…",
            help="An archive made by `batch`; or folders, files, zip files, JSON lines, tables; "
            "- is standard input.",
        ),
    ],
    kind: Annotated[
        Kind, typer.Option(help="Whether paragraphs or whole documents are listed.")
    ] = Kind.paragraphs,
    format: Annotated[
        Format | None,
        typer.Option(help="The form of the output: what the name after -o ends in, or yaml."),
    ] = None,
    output: Output = "-",
    field: Field = None,
    no_progress: NoProgress = False,
) -> None:
    """List the copies, exact and near, of paragraphs and documents; the earliest one is kept."""
    from policytext.archive.opening import is_archive

    check_read_once(sources)
    form = form_for(format, output, Format.yaml)
    if any(is_archive(source) for source in sources):
        if len(sources) > 1:
            raise CallError("an archive is looked at alone; name no other source with it")
        opened = _archive(Path(sources[0]))
    else:
        opened = _read(sources, field or [], no_progress)
    encoding = "utf-8-sig" if form == "csv" else "utf-8"
    with opened as (store, failed):
        lines = _FORMS[form](store.groups(kind.value))
        with text_to(file_of(output), encoding) as file:
            file.writelines(lines)
    if failed:
        raise typer.Exit(ExitCode.SOME_FAILED)


@contextmanager
def _archive(path: Path) -> Iterator[tuple[Store, int]]:
    """The archive at `path`, its tables of duplicates up to date."""
    from policytext.archive.opening import open_store, open_to_look
    from policytext.cli.settings import chosen_settings
    from policytext.lexicon import load_lexicon

    with open_to_look(path) as store:
        if store.duplicates_are_current():
            yield store, 0
            return
    with open_store(path) as store:
        store.find_duplicates(load_lexicon(chosen_settings().dictionaries))
        yield store, 0


@contextmanager
def _read(sources: list[str], field: list[str], plain: bool) -> Iterator[tuple[Store, int]]:
    """The documents of `sources` in an archive that is not kept, and how many cannot be read."""
    from tempfile import TemporaryDirectory

    from policytext.archive.batch import Batch, Choice
    from policytext.archive.lines import MADE_WITH, LineEngine
    from policytext.archive.opening import open_store
    from policytext.cli.progress import Reporter
    from policytext.reading.columns import Fields
    from policytext.reading.sources import read_sources

    fields = Fields.parse(field)
    reporter = Reporter(plain)
    with (
        TemporaryDirectory(prefix="policytext-") as folder,
        open_store(Path(folder) / "archive.sqlite") as store,
    ):
        batch = Batch(store, store.begin(sources, MADE_WITH), Choice(), reporter.report)
        with reporter.showing("documents", None):
            tally = batch.do(read_sources(sources, fields, standard_input()), LineEngine())
        if tally.failures == tally.looked_at:
            if not tally.looked_at:
                print("policytext: there are no documents in these sources", file=sys.stderr)
            raise typer.Exit(ExitCode.NOTHING_READ)
        with reporter.showing("comparing", None):
            store.find_duplicates()
        yield store, tally.failures


def _yaml(groups: Iterable[Group]) -> Iterator[str]:
    from policytext.output import yaml

    empty = True
    for group in groups:
        empty = False
        structure: dict[str, object] = {"kept": _said(group.kept)}
        if group.kept.text is not None:
            structure["text"] = group.kept.text
        structure["copies"] = [
            _said(copy)
            | {"similarity": copy.similarity}
            | ({"text": copy.text} if copy.text != group.kept.text else {})
            for copy in group.others
        ]
        yield yaml.dump([structure])
    if empty:
        yield "[]\n"


def _said(copy: Copy) -> dict[str, object]:
    """Where `copy` stands, without what is not known."""
    said = asdict(copy)
    shown = {"document": said["key"]} | {n: said[n] for n in ("date", "publisher", "title")}
    shown["paragraph"] = said["number"]
    return {name: value for name, value in shown.items() if value is not None}


def _rows(groups: Iterable[Group]) -> Iterator[dict[str, str | int | float | None]]:
    for number, group in enumerate(groups, start=1):
        for copy in (group.kept, *group.others):
            yield {
                "group": number,
                "kept": "yes" if copy is group.kept else "no",
                "document": copy.key,
                "name": copy.name,
                "title": copy.title,
                "date": copy.date,
                "publisher": copy.publisher,
                "paragraph": copy.number,
                "similarity": copy.similarity,
                "text": copy.text,
            }


def _table(form: str) -> Callable[[Iterable[Group]], Iterator[str]]:
    def lines(groups: Iterable[Group]) -> Iterator[str]:
        from policytext.output.cells import dump

        header = ["group", "kept", "document", "name", "title", "date", "publisher", "paragraph"]
        yield dump([[*header, "similarity", "text"]], form)
        for row in _rows(groups):
            yield dump([list(row.values())], form)

    return lines


def _jsonl(groups: Iterable[Group]) -> Iterator[str]:
    return (json.dumps(row, ensure_ascii=False) + "\n" for row in _rows(groups))


_FORMS: dict[Format, Callable[[Iterable[Group]], Iterator[str]]] = {
    Format.yaml: _yaml,
    Format.jsonl: _jsonl,
    Format.csv: _table("csv"),
    Format.tsv: _table("tsv"),
}
