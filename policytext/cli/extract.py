"""`policytext extract`: from documents to YAML, JSON or a table."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from policytext.errors import CallError, ExitCode, PolicytextError, ReadingError


class Format(StrEnum):
    """The forms of the output."""

    yaml = "yaml"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    tsv = "tsv"
    xlsx = "xlsx"


class Kind(StrEnum):
    """The kinds of things that are extracted; each is a table in CSV, TSV and XLSX."""

    amounts = "amounts"
    projects = "projects"
    sectors = "sectors"
    goals = "goals"


def command(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE…", help="Text files; - is standard input.")
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
    dictionary: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="A dictionary of your own, read after those that ship."),
    ] = None,
) -> None:
    """Extract projects, sums, sectors and goals from documents."""
    from policytext.cli.forms import form_of
    from policytext.cli.settings import chosen_settings
    from policytext.cli.sinks import sink_for
    from policytext.cli.targets import is_folder
    from policytext.pipeline import Analyzer
    from policytext.reading.files import STDIN, read_document, shown

    if files.count(STDIN) > 1:
        raise CallError("standard input (-) can be read only once")
    chosen = format or next((f for f in Format if (output or "").endswith(f".{f}")), Format.yaml)
    settings = chosen_settings(dictionary, only)
    form = form_of(
        chosen.value,
        table.value if table else None,
        several=len(files) > 1 and not is_folder(output),
        explain=explain,
        kinds=settings.kinds,
    )
    if unknown := set(form.tables) - settings.kinds:
        left_out_by = "--only" if only else "kinds in policytext.yaml"
        name = min(unknown)
        raise CallError(f"--table {name} shows nothing: {left_out_by} leaves {name} out")
    analyzer = Analyzer(settings)
    analyzer.lexicon  # noqa: B018 - a dictionary that cannot be used is reported before all else
    stdin = sys.stdin.buffer if sys.stdin else None
    failed = 0
    with sink_for(output, form, files) as sink:
        for path in files:
            try:
                document = read_document(path, stdin)
                rendered = form.render(analyzer.analyze_document(document))
            except ReadingError as error:
                failed += 1
                print(f"policytext: {error}", file=sys.stderr)
            except PolicytextError:
                raise
            except Exception as error:  # an error of the program: it costs this document only
                failed += 1
                said = " ".join(f"{type(error).__name__}: {error}".split())
                print(
                    f"policytext: {shown(path)}: the program failed on this document; "
                    f"please report it ({said})",
                    file=sys.stderr,
                )
            else:
                sink.document(rendered, path)
    if failed:
        raise typer.Exit(ExitCode.NOTHING_READ if failed == len(files) else ExitCode.SOME_FAILED)
