"""`policytext extract`: from documents to YAML, JSON or a table."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Annotated

import typer

from policytext.cli.inputs import check_read_once, standard_input
from policytext.cli.options import Dictionary, Kind, form_for
from policytext.errors import CallError, ExitCode, PolicytextError, ReadingError
from policytext.model import Document


class Format(StrEnum):
    """The forms of the output."""

    yaml = "yaml"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    tsv = "tsv"
    xlsx = "xlsx"


def command(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE…", help="Documents; - is standard input.")
    ],
    format: Annotated[
        Format | None,
        typer.Option(help="The form of the output: what the name after -o ends in, or yaml."),
    ] = None,
    table: Annotated[
        Kind | None,
        typer.Option(help="Which table csv, tsv or xlsx shows (amounts unless named; xlsx: all)."),
    ] = None,
    only: Annotated[
        list[Kind] | None,
        typer.Option(
            help="Look for this kind alone (repeatable); sums alone are found far faster."
        ),
    ] = None,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Say of every item which rule, model and entry found it."),
    ] = False,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE|FOLDER/",
            help="Write there; a folder takes a file per document.",
        ),
    ] = None,
    dictionary: Dictionary = None,
) -> None:
    """Extract projects, sums, sectors and goals from documents."""
    from policytext.cli.forms import form_of
    from policytext.cli.settings import chosen_settings
    from policytext.cli.sinks import sink_for
    from policytext.cli.targets import is_folder
    from policytext.pipeline import Analyzer
    from policytext.reading.collections import is_collection
    from policytext.reading.files import shown

    check_read_once(files)
    chosen = form_for(format, output, Format.yaml)
    settings = chosen_settings(dictionary, only)
    form = form_of(
        chosen.value,
        table.value if table else None,
        several=not is_folder(output) and (len(files) > 1 or is_collection(files[0])),
        explain=explain,
        kinds=settings.kinds,
    )
    if unknown := set(form.tables) - settings.kinds:
        left_out_by = "--only" if only else "kinds in policytext.yaml"
        name = min(unknown)
        raise CallError(f"--table {name} shows nothing: {left_out_by} leaves {name} out")
    analyzer = Analyzer(settings)
    analyzer.lexicon  # noqa: B018 - a dictionary that cannot be used is reported before all else
    failures = _Failures()
    written = 0
    with sink_for(output, form, files) as sink:
        for path, document in _documents(files, failures):
            try:
                rendered = form.render(analyzer.analyze_document(document))
            except PolicytextError:
                raise
            except Exception as error:  # an error of the program: it costs this document only
                said = " ".join(f"{type(error).__name__}: {error}".split())
                failures.add(
                    f"{shown(path)}: the program failed on this document; please report it ({said})"
                )
            else:
                sink.document(rendered, path)
                written += 1
    if failures.number:
        raise typer.Exit(ExitCode.SOME_FAILED if written else ExitCode.NOTHING_READ)


class _Failures:
    """Documents that fail: each is told at once, and counted."""

    def __init__(self) -> None:
        self.number = 0

    def add(self, message: str) -> None:
        self.number += 1
        print(f"policytext: {message}", file=sys.stderr)


def _documents(files: Sequence[str], failures: _Failures) -> Iterator[tuple[str, Document]]:
    """The documents in `files`, each with the name of its file; the rows of a table may be several."""
    from policytext.reading.collections import read_documents

    for path in files:
        try:
            for item in read_documents(path, standard_input()):
                if isinstance(item, Document):
                    yield path, item
                elif item.kind == "unreadable":
                    failures.add(item.reason)
        except ReadingError as error:
            failures.add(str(error))
