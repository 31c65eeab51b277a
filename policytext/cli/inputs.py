"""What commands read: documents, and standard input, which may be closed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO

import typer

from policytext.errors import CallError, ExitCode, ReadingError

if TYPE_CHECKING:
    from policytext.model import Document


def standard_input() -> BinaryIO | None:
    """Standard input; None where it is closed."""
    return sys.stdin.buffer if sys.stdin else None


def check_read_once(sources: Sequence[str]) -> None:
    """Raises CallError where standard input is named twice."""
    if sources.count("-") > 1:
        raise CallError("standard input (-) can be read only once")


def only_document(file: str) -> Document:
    """The document that the whole call is about; where it cannot be read the program ends."""
    from policytext.reading.files import read_document

    try:
        return read_document(file, standard_input())
    except ReadingError as error:
        print(f"policytext: {error}", file=sys.stderr)
        raise typer.Exit(ExitCode.NOTHING_READ) from None
