"""The formats that are read: one file each, which holds one function `read`."""

from __future__ import annotations

from importlib import import_module

from policytext.errors import ReadingError
from policytext.reading.content import Content
from policytext.reading.sniffing import sniff

# The name that `sniff` gives to a format, and the module that reads it; each is loaded when it is
# needed. Its function `read(data: bytes, where: str) -> Content` raises ReadingError, with `where`
# as the name of the file, where `data` cannot be read.
_READERS = {
    "docx": "policytext.reading.docx",
    "html": "policytext.reading.html",
    "hwp": "policytext.reading.hwp",
    "hwpx": "policytext.reading.hwpx",
    "markdown": "policytext.reading.markdown",
    "pdf": "policytext.reading.pdf",
    "table": "policytext.reading.table",
    "text": "policytext.reading.plain",
}


def read(data: bytes, where: str) -> tuple[str, Content]:
    """The format of `data` and what it holds; `where` names the file in errors.

    Raises ReadingError, in one sentence, where it cannot be read.
    """
    format = sniff(data, where)
    if format not in _READERS:
        raise ReadingError(f"{where}: this is {format.upper()}, which is not read")
    try:
        content: Content = import_module(_READERS[format]).read(data, where)
    except RecursionError:
        raise ReadingError(f"{where}: its parts are nested too deeply for a document") from None
    return format, content
