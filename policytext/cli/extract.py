"""`policytext extract`: from documents to YAML, JSON or a table."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from policytext.errors import CallError, ExitCode, ReadingError

if TYPE_CHECKING:
    from policytext.cli.forms import Form


class Format(StrEnum):
    """The forms of the output."""

    yaml = "yaml"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    tsv = "tsv"


class Kind(StrEnum):
    """The kinds of things that are extracted; each is a table in CSV and TSV."""

    amounts = "amounts"
    projects = "projects"
    sectors = "sectors"
    goals = "goals"


def command(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE…", help="Text files; - is standard input.")
    ],
    format: Annotated[Format, typer.Option(help="The form of the output.")] = Format.yaml,
    table: Annotated[
        Kind | None, typer.Option(help="Which table csv or tsv shows (amounts unless named).")
    ] = None,
    only: Annotated[
        list[Kind] | None,
        typer.Option(
            help="Look for this kind alone (repeatable); sums alone are found far faster."
        ),
    ] = None,
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
    from policytext.model import ALL_KINDS
    from policytext.pipeline import Analyzer, Settings
    from policytext.reading.files import read_document

    form = form_of(format.value, table.value if table else None, several=len(files) > 1)
    kinds = frozenset(k for k in ALL_KINDS if k in only) if only else ALL_KINDS
    if form.table and form.table not in kinds:
        raise CallError(f"--table {form.table} shows nothing: --only leaves {form.table} out")
    analyzer = Analyzer(Settings(tuple(dictionary or ()), kinds))
    analyzer.lexicon  # noqa: B018 - a dictionary that cannot be used is reported before all else
    failed = 0
    with _writer(output, form) as write:
        for path in files:
            try:
                document = read_document(path, sys.stdin.buffer)
            except ReadingError as error:
                failed += 1
                print(f"policytext: {error}", file=sys.stderr)
                continue
            write.document(form.render(analyzer.analyze_document(document)), path)
    if failed:
        raise typer.Exit(ExitCode.NOTHING_READ if failed == len(files) else ExitCode.SOME_FAILED)


class _Stream:
    """All documents into one stream."""

    def __init__(self, stream: TextIO, form: Form) -> None:
        self._stream = stream
        self._form = form
        self._written = 0

    def document(self, text: str, path: str) -> None:
        if not self._written:
            self._stream.write(self._form.head)
        elif text:
            self._stream.write(self._form.between)
        self._stream.write(text)
        self._stream.flush()
        self._written += 1

    def close(self) -> None:
        if self._written:
            self._stream.write(self._form.tail)
            self._stream.flush()


class _Folder:
    """A file per document, named after it."""

    def __init__(self, folder: Path, form: Form) -> None:
        self._folder = folder
        self._form = form
        self._taken: set[str] = set()

    def document(self, text: str, path: str) -> None:
        from policytext.output.files import whole_file

        stem = "stdin" if path == "-" else Path(path).stem
        name, number = stem, 1
        while name in self._taken:
            number += 1
            name = f"{stem}-{number}"
        self._taken.add(name)
        with whole_file(self._folder / f"{name}.{self._form.suffix}") as file:
            file.write(self._form.head + text + self._form.tail)


@contextmanager
def _writer(output: str | None, form: Form) -> Iterator[_Stream | _Folder]:
    """Where the documents go: standard output, one file, or a folder."""
    from policytext.output.files import whole_file

    if output is None or output == "-":
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        stream = _Stream(sys.stdout, form)
        yield stream
        stream.close()
    elif output.endswith("/") or Path(output).is_dir():
        try:
            Path(output).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CallError(f"{output}: no such folder can be made: {error.strerror}") from None
        yield _Folder(Path(output), form)
    else:
        with whole_file(Path(output)) as file:
            stream = _Stream(file, form)
            yield stream
            stream.close()
