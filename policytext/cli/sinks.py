"""Where `extract` puts its documents, one after the other."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO

from policytext.cli.targets import (
    Identity,
    bytes_to,
    file_of,
    identities,
    is_folder,
    made_folder,
    refuse_inputs,
    text_to,
)
from policytext.output.tables import header

if TYPE_CHECKING:
    from policytext.cli.forms import Form, Sheets
    from policytext.output.workbook import Book


class Sink(Protocol):
    """Takes what a form has made of the document at `path`."""

    def document(self, rendered: str | Sheets, path: str) -> None:
        """Write it."""


@contextmanager
def sink_for(output: str | None, form: Form, paths: Collection[str]) -> Iterator[Sink]:
    """Where the documents go: standard output, one file, or a folder.

    Raises CallError where that cannot be written or is one of the inputs, `paths`.
    """
    inputs = identities([path for path in paths if path != "-"])
    target = file_of(output)
    if output is not None and is_folder(output):
        yield _Folder(made_folder(output), form, inputs)
        return
    refuse_inputs(target, inputs)
    with _file(target, form) as sink:
        yield sink


@contextmanager
def _file(target: Path | None, form: Form) -> Iterator[Sink]:
    """One file or stream for all documents."""
    if form.suffix != "xlsx":
        with text_to(target, form.encoding) as text:
            stream = _Stream(text, form)
            yield stream
            stream.close()
        return
    from policytext.output.workbook import workbook

    with bytes_to(target, form.suffix) as file, workbook(file, "en") as book:
        yield _Sheets(book)


class _Stream:
    """All documents into one stream of text."""

    def __init__(self, stream: TextIO, form: Form) -> None:
        self._stream = stream
        self._form = form
        self._written = 0

    def document(self, rendered: str | Sheets, path: str) -> None:
        assert isinstance(rendered, str)
        if not self._written:
            self._stream.write(self._form.head)
        elif rendered:
            self._stream.write(self._form.between)
        self._stream.write(rendered)
        self._stream.flush()
        self._written += 1

    def close(self) -> None:
        if self._written:
            self._stream.write(self._form.tail)
            self._stream.flush()


class _Sheets:
    """All documents into one workbook."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def document(self, rendered: str | Sheets, path: str) -> None:
        assert not isinstance(rendered, str)
        for table, rows in rendered.items():
            self._book.add(table, header(table), rows)


class _Folder:
    """A file per document, named after it; a number tells two of the same name apart."""

    def __init__(self, folder: Path, form: Form, inputs: Collection[Identity]) -> None:
        self._folder = folder
        self._form = form
        self._inputs = inputs
        self._taken: set[str] = set()

    def document(self, rendered: str | Sheets, path: str) -> None:
        stem = "stdin" if path == "-" else Path(path).stem
        name, number = stem, 1
        while _same_on_any_disk(name) in self._taken:
            number += 1
            name = f"{stem}-{number}"
        self._taken.add(_same_on_any_disk(name))
        target = self._folder / f"{name}.{self._form.suffix}"
        refuse_inputs(target, self._inputs)
        with _file(target, self._form) as sink:
            sink.document(rendered, path)


def _same_on_any_disk(name: str) -> str:
    """The name as a disk sees it that tells neither case nor Unicode normal forms apart."""
    return unicodedata.normalize("NFC", name).casefold()
