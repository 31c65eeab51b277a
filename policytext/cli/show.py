"""`policytext show`: a document in the terminal, with what was found in it marked."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from policytext.cli.extract import Kind
from policytext.errors import ExitCode, ReadingError


def command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A document; - is standard input.")],
    only: Annotated[
        list[Kind] | None, typer.Option(help="Look for this kind alone (repeatable).")
    ] = None,
    dictionary: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="A dictionary of your own, read after those that ship."),
    ] = None,
) -> None:
    """Show a document with its sums, projects and goals in colours."""
    from policytext.cli.settings import chosen_settings
    from policytext.output.files import standard_output
    from policytext.output.terminal import show
    from policytext.pipeline import Analyzer
    from policytext.reading.files import read_document

    analyzer = Analyzer(chosen_settings(dictionary, only))
    analyzer.lexicon  # noqa: B018 - a dictionary that cannot be used is reported before all else
    try:
        document = read_document(file, sys.stdin.buffer if sys.stdin else None)
    except ReadingError as error:
        print(f"policytext: {error}", file=sys.stderr)
        raise typer.Exit(ExitCode.NOTHING_READ) from None
    with standard_output() as out:
        show(analyzer.analyze_document(document), out)
