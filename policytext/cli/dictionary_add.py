"""`policytext dictionary add`: a new entry in a dictionary of one's own."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policytext.errors import CallError, DictionaryError

if TYPE_CHECKING:
    from policytext.lexicon import Lexicon
    from policytext.lexicon.formats import Format
    from policytext.lexicon.lexicon import Value


def command(
    section: Annotated[
        str, typer.Argument(metavar="SECTION", help="programmes, sector_terms, goal_patterns, …")
    ],
    fields: Annotated[
        list[str],
        typer.Argument(
            metavar="FIELD=VALUE…",
            help="The fields of the entry; a list takes its field once for every value. "
            "A section of words takes words.",
        ),
    ],
    to: Annotated[
        Path | None,
        typer.Option(
            "--to",
            metavar="FILE",
            help="The dictionary; own.yaml in your configuration folder unless named.",
        ),
    ] = None,
) -> None:
    """Add an entry to a dictionary of your own, once it has been checked and its examples hold.

    All else in the file, comments too, stays as it is.
    """
    from policytext.cli.settings import chosen_dictionaries
    from policytext.lexicon import load_lexicon
    from policytext.lexicon.editing import with_entry
    from policytext.lexicon.loading import shipped_formats
    from policytext.output.files import standard_output, whole_file

    formats = shipped_formats()
    if section not in formats:
        raise CallError(
            f"there is no section {section!r}; the sections are {', '.join(sorted(formats))}"
        )
    file = to or _own_file()
    entries = list(_entries(fields, formats[section], section))
    text, line = _text(file), 0
    for entry in entries:
        text, line = with_entry(text, file, section, entry)
    chosen = [path for path in chosen_dictionaries() if not _same(path, file)]
    before = load_lexicon(chosen)
    after = load_lexicon([*chosen, file], contents={file: text.encode()})
    _refuse_wrong_examples(after, file)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CallError(f"{file.parent}: no such folder can be made: {error.strerror}") from None
    with whole_file(file) as out:
        out.write(text)
    _say_what_it_replaces(before, after, section, file)
    with standard_output() as out:
        print(f"{file}: line {line}: {section}", file=out)


def _own_file() -> Path:
    from policytext.lexicon.configuration import own_dictionary_folder

    folder = own_dictionary_folder()
    if folder is None:
        raise CallError("you have no configuration folder; name a file with --to")
    return folder / "own.yaml"


def _text(file: Path) -> str:
    """The dictionary as it is, "" where there is none yet."""
    try:
        return file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise DictionaryError(f"{file}: the dictionary cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise DictionaryError(f"{file}: not UTF-8; save it as UTF-8") from None


def _same(one: Path, other: Path) -> bool:
    return one.absolute() == other.absolute()


def _entries(
    fields: Sequence[str], format_: Format, section: str
) -> Sequence[Mapping[str, Value] | str]:
    """The entry that the fields of the call make; in a section of words, one for every word."""
    from policytext.lexicon.formats import LISTS, WORDS

    if format_ == WORDS:
        return fields
    entry: dict[str, Value] = {}
    for field in fields:
        name, sign, value = field.partition("=")
        if not sign or name not in format_:
            known = ", ".join(format_)
            raise CallError(f"{field!r} is no FIELD=VALUE; the fields of {section!r} are {known}")
        if format_[name].type in LISTS:
            entry[name] = (*entry.get(name, ()), value)
        elif name in entry:
            raise CallError(f"{name!r} takes one value")
        else:
            entry[name] = value
    return [entry]


def _refuse_wrong_examples(lexicon: Lexicon, file: Path) -> None:
    """Raises DictionaryError where an example in `file` does not hold."""
    if not any(
        entry.file == file.name and {"example", "counter"} & entry.values.keys()
        for entries in lexicon.sections.values()
        for entry in entries
    ):
        return
    from policytext.evaluation.examples import ExampleReader
    from policytext.pipeline import Analyzer

    for trial in ExampleReader(lexicon, Analyzer().read_plain).trials(file.name):
        if not trial.holds:
            raise DictionaryError(f"nothing is written: {trial.said()}")


def _say_what_it_replaces(before: Lexicon, after: Lexicon, section: str, file: Path) -> None:
    """Tell on standard error which entry of another dictionary gives way to the new one."""
    kept = {entry.origin for entry in after.entries(section)}
    for entry in before.entries(section):
        if entry.origin not in kept and entry.file != file.name:
            print(f"policytext: it takes the place of {entry.origin}", file=sys.stderr)
