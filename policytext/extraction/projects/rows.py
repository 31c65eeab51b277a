"""The sentences of a passage with all that was read of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from policytext.extraction.projects.candidates import Candidate
from policytext.extraction.projects.clues import Columns
from policytext.extraction.projects.passages import Passage
from policytext.extraction.projects.spans import Chances


class Row(NamedTuple):
    """A passage, its columns, what the field says of its lexemes, and the candidates of each of its
    sentences."""

    passage: Passage
    columns: Columns
    chances: Chances
    candidates: Sequence[Sequence[Candidate]]
