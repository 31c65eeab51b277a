"""How much the features of every token speak for every label: the sums of their weights.

All tokens of many sentences are added up together, in arrays. Weights are counted in hundredths, as
whole numbers, so that no order of additions shows in a sum. Sentences stand one behind the other
with `_REACH` tokens between them that say "#" in every column.

Every value of a column has a number, 0 for those that the model does not know. A template of one
column of a lexeme is looked up once a lexeme, for every distance (`_Blobs`); every other template
is a table of rows of weights, by the numbers of its values.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

from policytext.extraction.projects import clues, lexemes
from policytext.extraction.projects.clues import Columns
from policytext.extraction.projects.crf import Crf
from policytext.extraction.projects.lexemes import NOTHING, Lexeme
from policytext.extraction.projects.templates import JOINT, OUTSIDE, TEMPLATES, Template

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int32]
    Floats = NDArray[np.float64]

Weights = Mapping[str, Sequence[float]]

_REACH = max(abs(offset) for template in TEMPLATES for _, offset in template)
_HUNDREDTHS = 100
_MOST_KEPT = 50_000


class _Blobs(dict[Lexeme, bytes]):
    """For every lexeme its weights and numbers, as 32-bit integers: first its weights for the
    token ``_REACH`` before it, one per label, then for the next one, …; then its numbers in the
    columns that take part in tables."""

    def __init__(self, make: Callable[[Lexeme], bytes]) -> None:
        self._make = make

    def __missing__(self, lexeme: Lexeme) -> bytes:
        if len(self) > _MOST_KEPT:
            self.clear()
        blob = self[lexeme] = self._make(lexeme)
        return blob


@dataclass(frozen=True, slots=True)
class _Table:
    """A template as arrays: its columns with their distances and by how much the number of each is
    to be multiplied to tell the place in `rows`, which tells the row of `weights`."""

    parts: tuple[tuple[str, int, int], ...]
    rows: NDArray[np.unsignedinteger[Any]]
    weights: Integers


class Scorer:
    """Adds up the weights of a field."""

    def __init__(self, crf: Crf) -> None:
        self.crf = crf
        alone: dict[str, list[tuple[int, Weights]]] = {name: [] for name in lexemes.COLUMNS}
        numbers: dict[str, dict[str, int]] = {
            name: {} for name in (*lexemes.COLUMNS, *clues.COLUMNS)
        }
        tabled = []
        for template, weights in zip(TEMPLATES, crf.weights, strict=True):
            (name, offset), *others = template
            if not others and name in alone:
                # What stands behind a token by some distance speaks for it at that distance.
                alone[name].append((_REACH + offset, weights))
            elif weights:
                values = zip(*(value.split(JOINT) for value in weights), strict=True)
                found = [
                    [numbers[name].setdefault(part, len(numbers[name]) + 1) for part in parts]
                    for (name, _), parts in zip(template, values, strict=True)
                ]
                tabled.append((template, found, _hundredths(weights)))
        self._numbers = numbers
        self._tables = [_table(*row, numbers) for row in tabled]
        self._sums = {name: _sums(found, len(crf.labels)) for name, found in alone.items()}
        self._blobs = _Blobs(self._blob)

    def scores(self, sentences: Sequence[tuple[Sequence[Lexeme], Columns]]) -> Floats:
        """A row for every token of the sentences, given by their lexemes and the columns that these
        do not hold, and in it the sum of its weights for every label."""
        import numpy as np

        margin = [NOTHING] * _REACH
        words = [w for row, _ in sentences for w in chain(margin, row)] + margin
        blobs = np.frombuffer(b"".join(map(self._blobs.__getitem__, words)), dtype=np.int32)
        blobs = blobs.reshape(len(words), -1)
        labels = len(self.crf.labels)
        size = len(words) - 2 * _REACH
        total = np.zeros((size, labels), dtype=np.int32)
        for distance in range(2 * _REACH + 1):
            own = slice(distance * labels, (distance + 1) * labels)
            total += blobs[distance : distance + size, own]
        first = (2 * _REACH + 1) * labels
        columns = {
            name: np.ascontiguousarray(blobs[:, first + number])
            for number, name in enumerate(lexemes.COLUMNS)
        }
        for name in clues.COLUMNS:
            columns[name] = self._column(name, sentences, len(words))
        silent = set(clues.COLUMNS).difference(*(own for _, own in sentences))
        for table in self._tables:
            if any(offset == 0 and name in silent for name, offset, _ in table.parts):
                continue
            place = np.zeros(size, dtype=np.int32)
            for name, offset, factor in table.parts:
                start = _REACH + offset
                place += columns[name][start : start + size] * factor
            total += table.weights.take(table.rows.take(place), axis=0)
        inside = np.fromiter((w is not NOTHING for w in words), dtype=bool, count=len(words))
        found: Floats = total[inside[_REACH:-_REACH]] / _HUNDREDTHS
        return found

    def _column(
        self, name: str, sentences: Sequence[tuple[Sequence[Lexeme], Columns]], size: int
    ) -> Integers:
        """The numbers of a column of all sentences."""
        import numpy as np

        numbers = self._numbers[name]
        margin = [numbers.get(OUTSIDE, 0)] * _REACH
        row = array("i")
        for words, columns in sentences:
            row.extend(margin)
            column = columns.get(name)
            if column is None:
                row.frombytes(bytes(row.itemsize * len(words)))
            elif name in clues.EVEN_COLUMNS:
                row.extend(array("i", [numbers.get(column[0], 0)]) * len(words))
            else:
                row.extend(map(numbers.get, column, repeat(0)))
        row.extend(margin)
        return np.frombuffer(row, dtype=np.int32, count=size)

    def _blob(self, lexeme: Lexeme) -> bytes:
        import numpy as np

        total = np.zeros((2 * _REACH + 1) * len(self.crf.labels), dtype=np.int32)
        for name, (places, sums) in self._sums.items():
            place = places.get(getattr(lexeme, name))
            if place is not None:
                total += sums[place]
        numbers = [self._numbers[name].get(getattr(lexeme, name), 0) for name in lexemes.COLUMNS]
        return total.tobytes() + array("i", numbers).tobytes()


def _hundredths(weights: Weights) -> Integers:
    """The weights of the values of a template, a row for each, as whole numbers."""
    import numpy as np

    rounded: Integers = np.rint(np.array(list(weights.values())) * _HUNDREDTHS).astype(np.int32)
    return rounded


def _sums(found: Sequence[tuple[int, Weights]], labels: int) -> tuple[dict[str, int], Integers]:
    """The weights of a column of lexemes for every distance side by side: the row of every value.

    `found` has the weights of the values for a distance, counted from the farthest before.
    """
    import numpy as np

    values = dict.fromkeys(value for _, weights in found for value in weights)
    places = {value: place for place, value in enumerate(values)}
    sums = np.zeros((len(places), (2 * _REACH + 1) * labels), dtype=np.int32)
    for distance, weights in found:
        if weights:
            own = slice(distance * labels, (distance + 1) * labels)
            sums[[places[value] for value in weights], own] += _hundredths(weights)
    return places, sums


def _table(
    template: Template,
    found: Sequence[Sequence[int]],
    weights: Integers,
    numbers: Mapping[str, Mapping[str, int]],
) -> _Table:
    """The arrays of a template: `found` has for each of its columns the numbers of its values in
    the rows of `weights`."""
    import numpy as np

    parts, factor = [], 1
    place = np.zeros(len(weights), dtype=np.intp)
    for (name, offset), values in reversed(list(zip(template, found, strict=True))):
        parts.append((name, offset, factor))
        place += np.array(values) * factor
        factor *= len(numbers[name]) + 1
    rows = np.zeros(factor, dtype=np.min_scalar_type(len(weights)))
    rows[place] = np.arange(1, len(weights) + 1)
    nothing = np.zeros((1, weights.shape[1]), dtype=np.int32)
    return _Table(tuple(parts), rows, np.concatenate([nothing, weights]))
