"""What is done with one document of an archive, wherever it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from policytext.archive.rows import DocumentRows, to_rows
from policytext.errors import PolicytextError, ReadingError
from policytext.model import Document, Result
from policytext.reading.records import Record, document_of

FailureKind = Literal["reading", "program", "time", "memory", "crash"]


class DocumentAnalyzer(Protocol):
    """What finds in a document what there is to find."""

    def analyze_document(self, document: Document) -> Result:
        """All that is found in `document`."""
        ...


@dataclass(frozen=True, slots=True)
class Task:
    """A document that is to be done, and what it is made with; `key` is the one that it goes by in
    the archive."""

    key: str
    record: Record
    sha256: str
    made_with: str

    @property
    def size(self) -> int:
        """The characters of its text, or the bytes of its file."""
        return len(self.record.text or self.record.data or "")


@dataclass(frozen=True, slots=True)
class Done:
    """A document that has been done: its number of characters and its rows."""

    characters: int
    rows: DocumentRows


@dataclass(frozen=True, slots=True)
class Failed:
    """A document that could not be done, and why, in one sentence.

    `sha256` and `made_with` are None where the source did not even give its content.
    """

    key: str
    collection: str
    kind: FailureKind
    reason: str
    sha256: str | None = None
    made_with: str | None = None


Outcome = Done | Failed


def do(task: Task, analyzer: DocumentAnalyzer) -> Outcome:
    """The rows of one document, or why it has none.

    Raises PolicytextError only where the settings are wrong, which concerns all documents.
    """
    try:
        document = document_of(task.record)
        result = analyzer.analyze_document(document)
        rows = to_rows(task.key, task.record, result, task.sha256, task.made_with)
    except ReadingError as error:
        reason = str(error).removeprefix(f"{task.record.where}: ")
        return failed(task, "reading", reason)
    except PolicytextError:
        raise
    except MemoryError:
        return failed(task, "memory", "it takes more memory than there is")
    except Exception as error:  # an error of the program: it costs this document only
        said = " ".join(f"{type(error).__name__}: {error}".split())
        reason = f"the program failed on this document; please report it ({said})"
        return failed(task, "program", reason)
    return Done(len(document.text), rows)


def over_time(task: Task, timeout: float) -> Failed:
    """That `task` took more than `timeout` seconds."""
    return failed(task, "time", f"not done within {timeout:g} seconds")


def died(task: Task, how: str) -> Failed:
    """That the processes which were to do `task` died, and how."""
    return failed(task, "crash", f"the process that did it died ({how})")


def failed(task: Task, kind: FailureKind, reason: str) -> Failed:
    """That `task` could not be done; `reason` does not say which."""
    record = task.record
    said = f"{record.where}: {reason}"
    return Failed(task.key, record.collection, kind, said, task.sha256, task.made_with)
