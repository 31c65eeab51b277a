"""Which sentences may hold the name of a project at all.

A name stands in quotation marks somewhere in the document, is known, is an item of a list, or is a
run of nouns that ends in a head and is not short. A sentence without any of these holds none, so
that nothing else needs to be read of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytext.extraction.projects.signs import bits

if TYPE_CHECKING:
    from policytext.extraction.projects.passages import Series

_SHORTEST = 4  # characters of a run of nouns
_NOMINAL, _HEADED = bits("nominal"), bits("headed")


def headed(series: Series) -> set[int]:
    """The numbers of the sentences of a series in which a run of nouns ends in a head."""
    import numpy as np

    # Of a run up to a noun the characters: all up to there less all up to the last that is no noun.
    sizes = np.cumsum(series.ends - series.starts)
    before = np.maximum.accumulate(np.where(series.signs & _NOMINAL, 0, sizes))
    ends = np.flatnonzero((series.signs & _HEADED > 0) & (sizes - before >= _SHORTEST))
    return set((np.searchsorted(series.places, ends, side="right") - 1).tolist())
