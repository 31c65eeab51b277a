"""Documents from files and from standard input."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import BinaryIO

from policytext.errors import ReadingError
from policytext.model import Document, Source
from policytext.reading import formats
from policytext.reading.text import writable

STDIN = "-"


def read_document(path: str, stdin: BinaryIO | None) -> Document:
    """Read the document at `path`, or from `stdin` (None if it is closed) where `path` is ``-``.

    Raises ReadingError, in one sentence, where there is no such file or it cannot be read.
    """
    where = "standard input" if path == STDIN else shown(path)
    try:
        if path != STDIN:
            data = _read_file(Path(path), where)
        elif stdin is None:
            raise ReadingError(f"{where}: it is closed")
        else:
            data = stdin.read()
    except FileNotFoundError:
        raise ReadingError(f"{where}: there is no such file") from None
    except PermissionError:
        raise ReadingError(f"{where}: you are not allowed to read this file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadingError(f"{where}: the file cannot be read: {reason}") from None
    except MemoryError:
        raise ReadingError(f"{where}: the file is too large for the memory; split it") from None
    return to_document(data, where, writable(Path(path).name))


def _read_file(file: Path, where: str) -> bytes:
    if file.is_dir():
        raise ReadingError(
            f"{where}: this is a folder; name the files in it, as in {where.rstrip('/')}/*.txt"
        )
    return file.read_bytes()


def to_document(data: bytes, where: str, name: str) -> Document:
    """The document that `data` holds, in whatever format; `where` names it in errors, `name` in the
    output.

    Raises ReadingError, in one sentence, where it cannot be read.
    """
    format, content = formats.read(data, where)
    digest = hashlib.sha256(data).hexdigest()
    source = Source(name, digest, content.encoding, len(content.text), format)
    return Document(content.text, source, content.metadata, content.sections)


def shown(path: str) -> str:
    """`path` as a message shows it: on one line, whatever characters it holds."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in writable(path))
