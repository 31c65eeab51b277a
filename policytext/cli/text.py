"""`policytext text`: the text of a document as it was read, to which all offsets refer."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from policytext.errors import ExitCode, ReadingError


def command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A document; - is standard input.")],
) -> None:
    """Print the text of a document as it is read; offsets count its characters."""
    from policytext.output.files import standard_output
    from policytext.reading.files import read_document

    try:
        document = read_document(file, sys.stdin.buffer if sys.stdin else None)
    except ReadingError as error:
        print(f"policytext: {error}", file=sys.stderr)
        raise typer.Exit(ExitCode.NOTHING_READ) from None
    with standard_output() as out:
        out.write(document.text)
