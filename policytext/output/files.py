"""Writing files whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from policytext.errors import CallError


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """A file that appears at `path` only when the block has ended well: written beside and renamed.

    Raises CallError where it cannot be written.
    """
    try:
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    except OSError as error:
        raise CallError(f"{path}: cannot be written: {error.strerror}") from None
    try:
        with open(handle, "w", encoding="utf-8", newline="") as file:
            yield file
        Path(beside).chmod(0o666 & ~_umask())
        os.replace(beside, path)
    except OSError as error:
        raise CallError(f"{path}: cannot be written: {error.strerror}") from None
    finally:
        with suppress(FileNotFoundError):
            os.unlink(beside)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
