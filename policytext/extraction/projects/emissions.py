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
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
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

_REACH = max(abs(offset) for template in TEMPLATES for _, offset in template)
_HUNDREDTHS = 100
_MOST_KEPT = 50_000


class _Numbers(dict[str, int]):
    """The numbers of the values of a column; 0 for a value that is none of them."""

    def __missing__(self, value: str) -> int:
        return 0


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
        import numpy as np

        self.crf = crf
        numbers: dict[str, _Numbers] = defaultdict(_Numbers)
        labels = len(crf.labels)
        self._alone: dict[str, dict[str, Integers]] = {name: {} for name in lexemes.COLUMNS}
        tabled = []
        for template, weights in zip(TEMPLATES, crf.weights, strict=True):
            (name, offset), *others = template
            if not others and name in lexemes.COLUMNS:
                # What stands behind a token by some distance speaks for it at that distance.
                place = slice((_REACH + offset) * labels, (_REACH + offset + 1) * labels)
                for value, row in weights.items():
                    rows = self._alone[name].setdefault(
                        value, np.zeros((2 * _REACH + 1) * labels, dtype=np.int32)
                    )
                    rows[place] += _hundredths(row)
                continue
            tabled.append((template, weights))
            for value in weights:
                for (name, _), part in zip(template, value.split(JOINT), strict=True):
                    numbers[name].setdefault(part, len(numbers[name]) + 1)
        self._numbers = {name: numbers[name] for name in (*lexemes.COLUMNS, *clues.COLUMNS)}
        self._tables = [_table(t, weights, self._numbers) for t, weights in tabled]
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
        inside = np.fromiter((w is not NOTHING for w in words), dtype=bool, count=len(words))
        for name in clues.COLUMNS:
            columns[name] = self._column(name, sentences, len(words))
        for table in self._tables:
            place = np.zeros(size, dtype=np.int32)
            for name, offset, factor in table.parts:
                start = _REACH + offset
                place += columns[name][start : start + size] * factor
            rows = table.rows[place]
            total += table.weights[rows]
        found: Floats = total[inside[_REACH:-_REACH]] / _HUNDREDTHS
        return found

    def _column(
        self, name: str, sentences: Sequence[tuple[Sequence[Lexeme], Columns]], size: int
    ) -> Integers:
        """The numbers of a column of all sentences."""
        import numpy as np

        numbers = self._numbers[name]
        margin = [numbers[OUTSIDE]] * _REACH
        row = array("i")
        for words, columns in sentences:
            row.extend(margin)
            column = columns.get(name)
            if column is None:
                row.frombytes(bytes(row.itemsize * len(words)))
            else:
                row.extend(map(numbers.__getitem__, column))
        row.extend(margin)
        return np.frombuffer(row, dtype=np.int32, count=size)

    def _blob(self, lexeme: Lexeme) -> bytes:
        import numpy as np

        total = np.zeros((2 * _REACH + 1) * len(self.crf.labels), dtype=np.int32)
        for name, rows in self._alone.items():
            row = rows.get(getattr(lexeme, name))
            if row is not None:
                total += row
        numbers = [self._numbers[name][getattr(lexeme, name)] for name in lexemes.COLUMNS]
        return total.tobytes() + array("i", numbers).tobytes()


def _hundredths(weights: Sequence[float]) -> list[int]:
    return [round(weight * _HUNDREDTHS) for weight in weights]


def _table(
    template: Template, weights: Mapping[str, Sequence[float]], numbers: Mapping[str, _Numbers]
) -> _Table:
    """The arrays of a template with weights for its values."""
    import numpy as np

    labels = len(next(iter(weights.values()), ()))
    parts, factor = [], 1
    for name, offset in reversed(template):
        parts.append((name, offset, factor))
        factor *= len(numbers[name]) + 1
    parts.reverse()
    rows = np.zeros(factor, dtype=np.min_scalar_type(len(weights)))
    listed = [[0] * labels]
    for value, row in weights.items():
        place = sum(
            numbers[name][part] * step
            for (name, _, step), part in zip(parts, value.split(JOINT), strict=True)
        )
        rows[place] = len(listed)
        listed.append(_hundredths(row))
    return _Table(tuple(parts), rows, np.array(listed, dtype=np.int32))
