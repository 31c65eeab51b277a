"""`policytext extract`: from documents to YAML, JSON or a table."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from policytext.errors import CallError, ExitCode, PolicytextError, ReadingError

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
    format: Annotated[
        Format | None,
        typer.Option(help="The form of the output: what the name after -o ends in, or yaml."),
    ] = None,
    table: Annotated[
        Kind | None, typer.Option(help="Which table csv or tsv shows (amounts unless named).")
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
    from policytext.pipeline import Analyzer
    from policytext.reading.files import STDIN, read_document, shown

    if files.count(STDIN) > 1:
        raise CallError("standard input (-) can be read only once")
    chosen = format or next((f for f in Format if (output or "").endswith(f".{f}")), Format.yaml)
    form = form_of(
        chosen.value,
        table.value if table else None,
        several=len(files) > 1 and not _is_folder(output),
        explain=explain,
    )
    settings = chosen_settings(dictionary, only)
    if form.table and form.table not in settings.kinds:
        left_out_by = "--only" if only else "kinds in policytext.yaml"
        raise CallError(
            f"--table {form.table} shows nothing: {left_out_by} leaves {form.table} out"
        )
    analyzer = Analyzer(settings)
    analyzer.lexicon  # noqa: B018 - a dictionary that cannot be used is reported before all else
    stdin = sys.stdin.buffer if sys.stdin else None
    failed = 0
    with _writer(output, form, files) as write:
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
                write.document(rendered, path)
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
    """A file per document, named after it; a number tells two of the same name apart."""

    def __init__(
        self, folder: Path, form: Form, inputs: Collection[tuple[int, int] | None]
    ) -> None:
        self._folder = folder
        self._form = form
        self._inputs = inputs
        self._taken: set[str] = set()

    def document(self, text: str, path: str) -> None:
        from policytext.output.files import whole_file

        stem = "stdin" if path == "-" else Path(path).stem
        name, number = stem, 1
        while _same_on_any_disk(name) in self._taken:
            number += 1
            name = f"{stem}-{number}"
        self._taken.add(_same_on_any_disk(name))
        target = self._folder / f"{name}.{self._form.suffix}"
        _refuse_inputs(target, self._inputs)
        with whole_file(target, self._form.encoding) as file:
            file.write(self._form.head + text + self._form.tail)


@contextmanager
def _writer(output: str | None, form: Form, paths: Collection[str]) -> Iterator[_Stream | _Folder]:
    """Where the documents go: standard output, one file, or a folder."""
    from policytext.output.files import standard_output, whole_file

    inputs = {_identity(path) for path in paths if path != "-"}
    if output is None or output == "-":
        with standard_output() as file:
            stream = _Stream(file, form)
            yield stream
            stream.close()
    elif not output.strip():
        raise CallError("--output takes the name of a file or a folder")
    elif _is_folder(output):
        try:
            Path(output).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CallError(f"{output}: no such folder can be made: {error.strerror}") from None
        yield _Folder(Path(output), form, inputs)
    else:
        _refuse_inputs(Path(output), inputs)
        with whole_file(Path(output), form.encoding) as file:
            stream = _Stream(file, form)
            yield stream
            stream.close()


def _is_folder(output: str | None) -> bool:
    """Whether the documents go into a folder, each into a file of its own."""
    return output is not None and (output.endswith("/") or Path(output).is_dir())


def _identity(path: str | Path) -> tuple[int, int] | None:
    """What tells a file from all others, whatever its name; None where there is none."""
    with suppress(OSError, ValueError):
        found = Path(path).stat()
        return found.st_dev, found.st_ino
    return None


def _refuse_inputs(target: Path, inputs: Collection[tuple[int, int] | None]) -> None:
    """Raises CallError where `target` is the file of one of `inputs`, which would be lost."""
    identity = _identity(target)
    if identity and identity in inputs:
        raise CallError(f"{target}: this is one of the inputs; name another output")


def _same_on_any_disk(name: str) -> str:
    """The name as a disk sees it that tells neither case nor Unicode normal forms apart."""
    return unicodedata.normalize("NFC", name).casefold()
