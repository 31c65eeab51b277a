"""Where a command writes: standard output, one file, or a file each in a folder."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TextIO

from policytext.errors import CallError

Identity = tuple[int, int]  # what tells a file from all others, whatever its name


def is_folder(output: str | None) -> bool:
    """Whether what stands after -o is a folder, which takes a file each."""
    return output is not None and (output.endswith("/") or Path(output).is_dir())


def file_of(output: str | None) -> Path | None:
    """The file that stands after -o, None where it is standard output; raises CallError."""
    if output is None or output == "-":
        return None
    if not output.strip():
        raise CallError("--output takes the name of a file or a folder")
    return Path(output)


def made_folder(output: str) -> Path:
    """The folder that stands after -o, made where there is none; raises CallError."""
    try:
        Path(output).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CallError(f"{output}: no such folder can be made: {error.strerror}") from None
    return Path(output)


def identities(paths: Collection[str | Path]) -> frozenset[Identity]:
    """What tells the files at `paths` from all others; of those that are not there nothing."""
    return frozenset(filter(None, map(_identity, paths)))


def refuse_inputs(target: Path | None, inputs: Collection[Identity]) -> None:
    """Raises CallError where `target` is the file of one of `inputs`, which would be lost."""
    if target and _identity(target) in inputs:
        raise CallError(f"{target}: this is one of the inputs; name another output")


@contextmanager
def text_to(target: Path | None, encoding: str = "utf-8") -> Iterator[TextIO]:
    """A stream of text to a file, written whole or not at all, or to standard output."""
    from policytext.output.files import standard_output, whole_file

    with standard_output() if target is None else whole_file(target, encoding) as file:
        yield file


@contextmanager
def bytes_to(target: Path | None, form: str) -> Iterator[BinaryIO]:
    """As `text_to`, for bytes; raises CallError where they would go to a terminal."""
    from policytext.output.files import standard_output, whole_binary

    if target is not None:
        with whole_binary(target) as file:
            yield file
        return
    with standard_output() as out:
        if out.isatty():
            raise CallError(f"{form} is nothing for a terminal; name a file with -o")
        yield out.buffer


def _identity(path: str | Path) -> Identity | None:
    with suppress(OSError, ValueError):
        found = Path(path).stat()
        return found.st_dev, found.st_ino
    return None
