"""One run at a time at an archive: the second is told so, and a run that was killed holds nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from policytext.errors import CallError


@contextmanager
def locked(archive: Path) -> Iterator[None]:
    """Hold the archive for writing; a file ``<archive>.lock`` stands beside it meanwhile.

    The system gives the lock back when the process ends, however it ends; processes that are forked
    from this one do not hold it. Raises CallError where another run holds it, or where no file can
    be made in the folder.
    """
    path = archive.with_name(archive.name + ".lock")
    handle = _acquired(archive, path)
    try:
        yield
    finally:
        if sys.platform == "win32":  # a file that is open cannot be removed there
            os.close(handle)
            with suppress(OSError):
                path.unlink()
        else:  # removed before the lock is let go, so that no other run holds the one removed
            with suppress(OSError):
                path.unlink()
            os.close(handle)


def _acquired(archive: Path, path: Path) -> int:
    """The open lock file, locked and certainly the one that stands at `path`."""
    while True:
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            raise CallError(
                f"{archive}: no archive can be written here: {error.strerror}"
            ) from None
        try:
            _lock(handle)
        except OSError:
            holder = _holder(handle)
            os.close(handle)
            raise CallError(
                f"{archive}: another run{holder} is writing to this archive; "
                "wait until it has ended, or name another archive"
            ) from None
        with suppress(OSError):
            if sys.platform == "win32" or os.path.samestat(os.fstat(handle), path.stat()):
                os.truncate(handle, 0)
                os.write(handle, f"{os.getpid()}\n".encode())
                return handle
        os.close(handle)  # the run before removed the file between our opening and locking it


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, 1024, os.SEEK_SET)  # beyond the number, which others may then read
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _holder(handle: int) -> str:
    """The process that holds the lock, as a message names it; "" where the file does not say."""
    with suppress(OSError, ValueError):
        return f" (process {int(os.read(handle, 20))})"
    return ""
