"""Where the output goes: files that are written whole or not at all, and standard output."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TextIO

from policytext.errors import CallError


@contextmanager
def whole_file(path: Path, encoding: str = "utf-8") -> Iterator[TextIO]:
    """A text file that appears at `path` only when the block has ended well and has written something.

    It is written beside and renamed. A link stays and the file behind it is replaced; a device or
    a pipe takes what is written as it comes. Raises CallError where it cannot be written.
    """
    with whole_binary(path) as binary:
        file = io.TextIOWrapper(binary, encoding, newline="", write_through=True)
        yield file
        file.detach()


@contextmanager
def whole_binary(path: Path) -> Iterator[BinaryIO]:
    """As `whole_file`, for bytes."""
    try:
        if path.exists() and not path.is_file():
            with open(path, "wb") as file:
                yield file
        else:
            with _replaced(path.resolve()) as file:
                yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CallError(f"{path}: cannot be written: {error.strerror}") from None


@contextmanager
def _replaced(path: Path) -> Iterator[BinaryIO]:
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".policytext-", suffix=".tmp")
    try:
        with open(handle, "wb") as file:
            yield file
            written = file.tell()
        if written:
            Path(beside).chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
            os.replace(beside, path)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(beside)


@contextmanager
def standard_output() -> Iterator[TextIO]:
    """Standard output, in UTF-8; what it carries in bytes goes to its `buffer`.

    Raises CallError where it is closed or cannot be written, BrokenPipeError where its reader has
    seen enough.
    """
    if sys.stdout is None:
        raise CallError("standard output is closed")
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        yield sys.stdout
        sys.stdout.flush()
    except OSError as error:
        # Python would try once more when it exits, to write what nobody takes.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise
        raise CallError(f"standard output cannot be written: {error.strerror}") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
