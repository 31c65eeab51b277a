"""The program `policytext`: its commands, and what every one of them does about failures."""

from __future__ import annotations

import sys
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from policytext.cli import (
    batch,
    dictionary,
    duplicates,
    evaluate,
    export,
    extract,
    schema,
    show,
    text,
)
from policytext.errors import ExitCode, PolicytextError
from policytext.version import __version__


class _Program(TyperGroup):
    """All commands: an expected failure of any of them becomes one sentence and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except PolicytextError as error:
            print(f"policytext: {error}", file=sys.stderr)
            raise typer.Exit(error.exit_code) from None
        except BrokenPipeError:  # whoever read the output has seen enough
            raise typer.Exit(ExitCode.OK) from None
        except KeyboardInterrupt:
            print("policytext: interrupted", file=sys.stderr)
            raise typer.Exit(ExitCode.INTERRUPTED) from None


app = typer.Typer(
    name="policytext",
    cls=_Program,
    help="Named projects, sums of money, sectors and stated goals out of Korean policy documents.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help starts twice as fast as rich panels
)
app.command("extract")(extract.command)
app.command("batch")(batch.command)
app.command("duplicates")(duplicates.command)
app.command("text")(text.command)
app.command("show")(show.command)
app.command("evaluate")(evaluate.command)
app.command("export")(export.command)
app.command("schema")(schema.command)
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
    """Run the program and exit."""
    app(prog_name="policytext")
    sys.exit(ExitCode.OK)
