"""The program `policytext`: its commands, and what every one of them does about failures."""

from __future__ import annotations

import os
import sys
from typing import Annotated, NoReturn

import typer

from policytext.cli import dictionary, extract
from policytext.errors import ExitCode, PolicytextError
from policytext.version import __version__

app = typer.Typer(
    name="policytext",
    help="Named projects, sums of money, sectors and stated goals out of Korean policy documents.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("extract")(extract.command)
app.add_typer(dictionary.app, name="dictionary", no_args_is_help=True)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"policytext {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def main() -> NoReturn:
    """Run the program; an expected failure becomes one sentence and an exit code."""
    try:
        app()
    except PolicytextError as error:
        print(f"policytext: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # Whoever read the output has seen enough; Python must not flush what nobody takes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(ExitCode.OK)
    except KeyboardInterrupt:
        print("policytext: interrupted", file=sys.stderr)
        sys.exit(ExitCode.INTERRUPTED)
    sys.exit(ExitCode.OK)
