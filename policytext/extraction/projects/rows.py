"""One sentence with all that was read of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from policytext.extraction.projects.candidates import Candidate
from policytext.extraction.projects.clues import Columns
from policytext.extraction.projects.lexemes import Lexeme
from policytext.extraction.projects.listed import Listed
from policytext.extraction.projects.spans import SpanReader
from policytext.model import Block, Sentence


class Row(NamedTuple):
    """One sentence with all that was read of it."""

    sentence: Sentence
    block: Block
    lexemes: Sequence[Lexeme]
    columns: Columns
    reader: SpanReader
    candidates: Sequence[Candidate]
    listed: Sequence[Listed]
