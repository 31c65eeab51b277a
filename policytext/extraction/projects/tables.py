"""Tables of weights, one for every template of columns that are looked up together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from policytext.extraction.projects.templates import REACH, Template

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.signedinteger[Any]]

_HUNDREDTHS = 100


class _Part(NamedTuple):
    """Of the first of some tables, as many as it is long: a column that each looks at, how far from
    where it begins, and by how much the number there is to be multiplied."""

    columns: Integers
    offsets: Integers
    factors: Integers


class Tables:
    """The weights of templates, all in one array.

    The numbers of the values that a template sees tell a place in `_rows`, where its own places begin
    at its base; there stands which row of `_weights` has the weights of these values, 0 for none.
    """

    def __init__(
        self,
        tabled: Sequence[tuple[Template, Sequence[Sequence[int]], Integers]],
        sizes: Mapping[str, int],
        labels: int,
    ) -> None:
        """`tabled`: a template, for each of its columns the numbers of its values in the rows of its
        weights, and these; `sizes`: how many numbers the values of each column have."""
        import numpy as np

        self._columns = {name: number for number, name in enumerate(sizes)}
        self._looked: list[list[tuple[str, int, int]]] = []
        self._bases: list[int] = []
        places, base = [], 0
        for template, values, _ in tabled:
            looked, factor, place = [], 1, np.zeros(len(values[0]), dtype=np.int64)
            for (name, offset), numbers in zip(template, values, strict=True):
                looked.append((name, REACH + offset, factor))
                place += np.array(numbers) * factor
                factor *= sizes[name]
            self._looked.append(looked)
            self._bases.append(base)
            places.append(base + place)
            base += factor
        total = sum(map(len, places))
        # Hardly any place is filled: the memory of the others is never touched.
        self._rows = np.zeros(base, dtype=np.min_scalar_type(total))
        if places:
            self._rows[np.concatenate(places)] = np.arange(1, total + 1)
        nothing = np.zeros((1, labels), dtype=np.int32)
        self._weights = np.concatenate([nothing, *(weights for _, _, weights in tabled)])
        self._kept: dict[frozenset[str], tuple[Integers, list[_Part]]] = {}

    def sums(self, numbers: Integers, silent: frozenset[str]) -> Integers:
        """A row for every place but the first and the last `REACH`, with the sums of all tables.

        `numbers` has a row for every column, with the number of its value at every place; the columns
        that are `silent` say nothing there.
        """
        import numpy as np

        bases, parts = self._kept.get(silent) or self._keep(silent)
        size = numbers.shape[1] - 2 * REACH
        near = np.lib.stride_tricks.sliding_window_view(numbers, size, axis=1)
        places = np.repeat(bases, size, axis=1)
        for part in parts:
            seen = near[part.columns, part.offsets]
            seen *= part.factors
            places[: len(seen)] += seen
        weights = self._weights.take(self._rows.take(places), axis=0)
        found: Integers = np.add.reduce(weights, axis=0, dtype=np.int32)
        return found

    def _keep(self, silent: frozenset[str]) -> tuple[Integers, list[_Part]]:
        """The bases of the tables in which something stands, and what they look at."""
        import numpy as np

        speaking = [
            (base, looked)
            for base, looked in zip(self._bases, self._looked, strict=True)
            if not any(name in silent and offset == REACH for name, offset, _ in looked)
        ]
        speaking.sort(key=lambda table: -len(table[1]))
        parts = []
        for number in range(max((len(looked) for _, looked in speaking), default=0)):
            own = [looked[number] for _, looked in speaking if len(looked) > number]
            parts.append(
                _Part(
                    np.array([self._columns[name] for name, _, _ in own]),
                    np.array([offset for _, offset, _ in own]),
                    np.array([factor for _, _, factor in own])[:, None],
                )
            )
        bases = np.array([base for base, _ in speaking], dtype=np.int64)[:, None]
        kept = self._kept[silent] = bases, parts
        return kept


def hundredths(weights: Mapping[str, Sequence[float]]) -> Integers:
    """The weights of the values of a template, a row for each, as whole numbers."""
    import numpy as np

    rounded: Integers = np.rint(np.array(list(weights.values())) * _HUNDREDTHS).astype(np.int32)
    return rounded
