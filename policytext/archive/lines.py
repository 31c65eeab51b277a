"""Documents read for their lines alone: enough to look for copies, and a thousand times faster."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator

from policytext.archive.work import Outcome, Task, do
from policytext.model import Document, MadeWith, Paragraph, Result
from policytext.version import __version__

MADE_WITH = "lines"  # stands for the settings of documents that were read so
_LINE = re.compile(r"\S[^\n]*")


class LineEngine:
    """Does documents in this process: their paragraphs are their lines, and nothing is extracted."""

    def run(self, tasks: Iterator[Task]) -> Generator[Outcome, None, None]:
        """The outcomes, one after the other."""
        for task in tasks:
            yield do(task, self)

    def analyze_document(self, document: Document) -> Result:
        """The lines of `document` that are not empty."""
        paragraphs = tuple(
            Paragraph(line.start(), line.start() + len(line.group().rstrip()))
            for line in _LINE.finditer(document.text)
        )
        return Result(
            document.text,
            document.source,
            MadeWith(__version__, MADE_WITH),
            frozenset(),
            paragraphs=paragraphs,
        )
