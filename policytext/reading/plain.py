"""Plain text: what any file is taken for that shows no sign of another format."""

from __future__ import annotations

from policytext.reading.content import Content
from policytext.reading.text import decode


def read(data: bytes, where: str) -> Content:
    """The text of a file that is nothing but text; offsets count its characters as they stand.

    Raises ReadingError, with `where` as the name of the file, where it is no text.
    """
    return Content(*decode(data, where))
