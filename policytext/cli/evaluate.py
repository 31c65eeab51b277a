"""`policytext evaluate`: how well the program reads documents that a person has annotated."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policytext.cli.options import Dictionary, Output, form_for
from policytext.cli.targets import file_of, text_to
from policytext.errors import CallError, ExitCode, ReadingError

if TYPE_CHECKING:
    from policytext.evaluation.run import Comparison, Run
    from policytext.evaluation.scoring import Score
    from policytext.pipeline import Analyzer


class Format(StrEnum):
    """The forms of the output."""

    text = "text"
    yaml = "yaml"
    json = "json"


def command(
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD",
            help="A folder of texts, NAME.txt, with what a reader found in them, NAME.gold.json or "
            "NAME.json.",
        ),
    ],
    errors: Annotated[
        bool, typer.Option("--errors", help="List every miss and every false alarm.")
    ] = False,
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="RUN", help="Compare with an earlier run, written by -o RUN.yaml."),
    ] = None,
    format: Annotated[
        Format | None,
        typer.Option(help="The form of the output: what the name after -o ends in, or text."),
    ] = None,
    output: Output = "-",
    dictionary: Dictionary = None,
) -> None:
    """Compare what the program finds with what a person found: precision, recall, F1 of every kind."""
    from policytext.cli.settings import chosen_settings
    from policytext.evaluation.gold import annotated
    from policytext.evaluation.run import compare, read_run, run_of
    from policytext.model import ALL_KINDS, MadeWith
    from policytext.pipeline import Analyzer
    from policytext.version import __version__

    before = read_run(baseline) if baseline else None
    if not gold.is_dir():
        raise CallError(f"{gold}: there is no such folder")
    documents = list(annotated(gold))
    if not documents:
        raise CallError(
            f"{gold}: no annotated documents there: NAME.txt with NAME.gold.json or NAME.json"
        )
    analyzer = Analyzer(replace(chosen_settings(dictionary), kinds=ALL_KINDS))
    made_with = MadeWith(__version__, analyzer.lexicon.version)
    scores = {}
    for text, reading in _shown(documents):
        try:
            scores[text.stem] = _score(analyzer, text, reading)
        except ReadingError as error:
            print(f"policytext: {error}", file=sys.stderr)
    if not scores:
        raise typer.Exit(ExitCode.NOTHING_READ)
    run = run_of(made_with, scores)
    comparison = compare(run, before) if before else None
    chosen = form_for(format, output, Format.text)
    with text_to(file_of(output)) as file:
        file.writelines(_rendered(chosen, run, comparison, errors))
    if len(scores) < len(documents):
        raise typer.Exit(ExitCode.SOME_FAILED)


def _score(analyzer: Analyzer, text: Path, reading: Path) -> Score:
    from policytext.evaluation.gold import read_gold
    from policytext.evaluation.scoring import score
    from policytext.reading.files import read_document

    document = read_document(str(text), None)
    gold = read_gold(reading, document.text)
    return score(gold, analyzer.analyze_document(document))


def _shown(documents: list[tuple[Path, Path]]) -> Iterable[tuple[Path, Path]]:
    """The documents, and on a terminal how many of them are done."""
    if sys.stderr is None or not sys.stderr.isatty():
        return documents
    from rich.console import Console
    from rich.progress import track

    return track(documents, "evaluating", console=Console(stderr=True), transient=True)


def _rendered(form: Format, run: Run, comparison: Comparison | None, errors: bool) -> Iterator[str]:
    from policytext.output import evaluation, yaml

    if form == Format.text:
        yield from evaluation.text(run, comparison, errors)
    elif form == Format.yaml:
        yield yaml.dump(evaluation.to_structure(run, comparison))
    else:
        structure = evaluation.to_structure(run, comparison)
        yield json.dumps(structure, ensure_ascii=False, indent=2) + "\n"
