"""What can go wrong: one sentence (what, where, what to do) and one exit code each."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the program's exit tells the shell."""

    OK = 0
    SOME_FAILED = 1
    WRONG_CALL = 2
    NOTHING_READ = 3
    INTERRUPTED = 130


class PolicytextError(Exception):
    """An expected failure; its message is the one sentence that the user reads."""

    exit_code = ExitCode.WRONG_CALL


class CallError(PolicytextError):
    """The call itself is wrong: an unknown format, a missing option, an output that cannot be."""


class DictionaryError(PolicytextError):
    """A dictionary cannot be used; the message names file, line and entry."""


class ReadingError(PolicytextError):
    """A document cannot be read; other documents of the same call still can."""

    exit_code = ExitCode.SOME_FAILED


class CollectionError(ReadingError):
    """What is read as one document is a table that has one in every row."""
