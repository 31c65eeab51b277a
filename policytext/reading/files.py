"""Documents from files and from standard input."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import BinaryIO

from policytext.errors import ReadingError
from policytext.model import Document, Source
from policytext.reading.text import decode

STDIN = "-"


def read_document(path: str, stdin: BinaryIO) -> Document:
    """Read the document at `path`, or from `stdin` where `path` is ``-``.

    Raises ReadingError, in one sentence, where there is no such file, it cannot be read, or it is
    no text.
    """
    if path == STDIN:
        return to_document(stdin.read(), "standard input", STDIN)
    file = Path(path)
    try:
        if file.is_dir():
            raise ReadingError(
                f"{path}: this is a folder; name the files in it, as in {path.rstrip('/')}/*.txt"
            )
        data = file.read_bytes()
    except FileNotFoundError:
        raise ReadingError(f"{path}: there is no such file") from None
    except PermissionError:
        raise ReadingError(f"{path}: you are not allowed to read this file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadingError(f"{path}: the file cannot be read: {reason}") from None
    return to_document(data, path, file.name)


def to_document(data: bytes, where: str, name: str) -> Document:
    """The document that `data` holds; `where` names it in errors, `name` in the output."""
    text, encoding = decode(data, where)
    return Document(text, Source(name, hashlib.sha256(data).hexdigest(), encoding, len(text)))
