"""`policytext text`: the text of a document as it was read, to which all offsets refer."""

from __future__ import annotations

from policytext.cli.inputs import only_document
from policytext.cli.options import File


def command(file: File) -> None:
    """Print the text of a document as it is read; offsets count its characters."""
    from policytext.output.files import standard_output

    document = only_document(file)
    with standard_output() as out:
        out.write(document.text)
