"""`policytext dictionary`: what the dictionaries hold, whether they can be used, and new names."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policytext.cli import dictionary_add, dictionary_trials
from policytext.cli.inputs import check_read_once, standard_input
from policytext.cli.options import Dictionary, Field, Output
from policytext.cli.targets import file_of, text_to
from policytext.errors import CallError, ExitCode, ReadingError

if TYPE_CHECKING:
    from policytext.lexicon import Lexicon

app = typer.Typer(
    help="Look into the dictionaries, check and test them, add to them, and mine an archive for names."
)
app.command("test")(dictionary_trials.try_examples)
app.command("why")(dictionary_trials.why)
app.command("add")(dictionary_add.command)


@app.command()
def mine(
    archives: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE…",
            help="Folders, zips, JSON lines, CSV, workbooks, text files; - is standard input.",
        ),
    ],
    minimum: Annotated[
        int, typer.Option(min=1, help="In how many documents a name must stand.")
    ] = 3,
    limit: Annotated[
        int | None, typer.Option(min=1, help="How many names to propose at most.")
    ] = None,
    output: Output = "-",
    dictionary: Dictionary = None,
    field: Field = None,
) -> None:
    """Propose names of programmes that an archive holds and the dictionaries do not.

    The proposals are a dictionary that a person has to read before it is used.
    """
    from policytext.extraction.mining import Miner
    from policytext.extraction.sightings import NameSpotter
    from policytext.output.proposals import dump
    from policytext.reading.columns import Fields
    from policytext.reading.records import Unreadable, document_of
    from policytext.reading.sources import read_sources

    check_read_once(archives)
    fields = Fields.parse(field or ())
    lexicon = _lexicon(dictionary)
    miner = Miner(NameSpotter(lexicon))
    failed = 0
    for item in read_sources(archives, fields, standard_input()):
        if isinstance(item, Unreadable):
            failed += item.kind == "unreadable"
            print(f"policytext: {item.reason}", file=sys.stderr)
            continue
        try:
            document = document_of(item)
        except ReadingError as error:
            failed += 1
            print(f"policytext: {error}", file=sys.stderr)
        else:
            said = document.metadata
            miner.read(document.text, said.organization or "", said.date or "")
    if not miner.documents:
        raise typer.Exit(ExitCode.NOTHING_READ)
    entries = lexicon.entries("programmes")
    known = [name for entry in entries for name in (entry.text("name"), *entry.texts("aliases"))]
    lines = dump(miner.proposals(minimum, known)[:limit], miner.documents)
    with text_to(file_of(output)) as file:
        file.writelines(lines)
    if failed:
        raise typer.Exit(ExitCode.SOME_FAILED)


@app.command()
def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE…]", help="Dictionaries of your own to check."),
    ] = None,
) -> None:
    """Say what is wrong with the dictionaries, or how many entries they hold."""
    from policytext.output.files import standard_output

    lexicon = _lexicon(files)
    own = {file.name for file in files or ()}
    with standard_output() as out:
        for name, entries in sorted(lexicon.sections.items()):
            count = sum(1 for entry in entries if not own or entry.file in own)
            if count:
                print(f"{name}: {count:,} {'entry' if count == 1 else 'entries'}", file=out)


@app.command("list")
def list_(
    section: Annotated[
        str | None, typer.Argument(metavar="[SECTION]", help="The section to print.")
    ] = None,
    dictionary: Dictionary = None,
) -> None:
    """Print the sections of the dictionaries, or the entries of one of them."""
    from policytext.lexicon.editing import flow
    from policytext.output.files import standard_output

    lexicon = _lexicon(dictionary)
    if section is not None and section not in lexicon.sections:
        known = ", ".join(sorted(lexicon.sections))
        raise CallError(f"there is no section {section!r}; the sections are {known}")
    with standard_output() as out:
        if section is not None:
            for entry in lexicon.entries(section):
                print(f"- {flow(entry.values)}  # {entry.origin}", file=out)
            return
        for name, entries in sorted(lexicon.sections.items()):
            files = ", ".join(dict.fromkeys(entry.file for entry in entries))
            print(f"{name}: {len(entries):,} ({files})", file=out)


def _lexicon(extra: list[Path] | None) -> Lexicon:
    """The dictionaries that ship, those that the user has set down, and then `extra`; raises
    DictionaryError."""
    from policytext.cli.settings import chosen_dictionaries
    from policytext.lexicon import load_lexicon

    return load_lexicon(chosen_dictionaries(extra))
