"""`policytext dictionary test` and `why`: whether the entries hold, and what they do in a text."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from policytext.cli.inputs import standard_input
from policytext.cli.options import Dictionary
from policytext.errors import CallError, ExitCode


def try_examples(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE…]", help="Dictionaries of your own to test as well."),
    ] = None,
) -> None:
    """Try every example and counter-example that the dictionaries give for their entries."""
    from policytext.cli.settings import chosen_settings
    from policytext.evaluation.examples import ExampleReader
    from policytext.output.files import standard_output
    from policytext.pipeline import Analyzer

    analyzer = Analyzer(chosen_settings(files))
    trials = list(ExampleReader(analyzer.lexicon, analyzer.read_plain).trials())
    wrong = [trial for trial in trials if not trial.holds]
    with standard_output() as out:
        out.writelines(f"{trial.said()}\n" for trial in wrong)
        print(f"{len(trials):,} examples tried, {len(wrong) or 'none'} wrong", file=out)
    if wrong:
        raise typer.Exit(ExitCode.WRONG_CALL)


def why(
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="A sentence; - reads standard input.")
    ],
    dictionary: Dictionary = None,
) -> None:
    """Say which entries fit what in a sentence, what is found by them, and why something is not."""
    from policytext.cli.settings import chosen_settings
    from policytext.evaluation.why import findings
    from policytext.output import findings as report
    from policytext.output.files import standard_output
    from policytext.pipeline import Analyzer
    from policytext.reading.text import decode

    if text == "-":
        stdin = standard_input()
        if stdin is None:
            raise CallError("standard input is closed")
        text, _ = decode(stdin.read(), "standard input")
    if not text.strip():
        raise CallError("there is no text in it; write a sentence in quotation marks")
    analyzer = Analyzer(chosen_settings(dictionary))
    with standard_output() as out:
        out.writelines(report.text(findings(analyzer, text)))
