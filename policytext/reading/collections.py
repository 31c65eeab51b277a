"""Files that hold one document or, in the rows of a table, many."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from policytext.errors import CollectionError, ReadingError
from policytext.model import Document
from policytext.reading.files import STDIN, read_document
from policytext.reading.sniffing import sniff

if TYPE_CHECKING:
    from policytext.reading.records import Unreadable


def read_documents(path: str, stdin: BinaryIO | None) -> Iterator[Document | Unreadable]:
    """The document at `path`, or those that the rows of the table at `path` are; ``-`` is `stdin`.

    Raises ReadingError, in one sentence, where it cannot be read.
    """
    try:
        yield read_document(path, stdin)
    except CollectionError:
        if not _can_be_read_again(path):
            raise
        yield from _rows(path)


def is_collection(path: str) -> bool:
    """Whether `path` is a table of which every row is a document; a pipe is left unread."""
    try:
        if not _can_be_read_again(path):
            return False
        data = Path(path).read_bytes()
        if sniff(data, path) == "table":
            from policytext.reading import table

            table.read(data, path)
    except CollectionError:
        return True
    except (OSError, ValueError, ReadingError):  # which is told when the file is read
        return False
    return False


def _can_be_read_again(path: str) -> bool:
    """Whether `path` is a file, unlike standard input and other pipes, which give what they hold once."""
    return path != STDIN and Path(path).is_file()


def _rows(path: str) -> Iterator[Document | Unreadable]:
    from policytext.reading.records import Unreadable, document_of
    from policytext.reading.sources import read_sources

    for item in read_sources([path]):
        yield item if isinstance(item, Unreadable) else document_of(item)
