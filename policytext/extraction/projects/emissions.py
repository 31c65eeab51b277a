"""How much the features of every token speak for every label: the sums of their weights.

All places of a passage are added up together, in arrays. Weights are counted in hundredths, as
whole numbers, so that no order of additions shows in a sum. Where no sentence is, every column says
"#".

Every value of a column has a number, 0 for those that the model does not know. A template of one
column of a lexeme is looked up once a lexeme, for every distance; every other template
is a table of rows of weights, by the numbers of its values (`tables`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from policytext.extraction.projects import clues, lexemes
from policytext.extraction.projects.clues import SHOWN, Coded, Column, Columns, Shown
from policytext.extraction.projects.crf import Crf
from policytext.extraction.projects.lexemes import Lexeme
from policytext.extraction.projects.passages import Passage
from policytext.extraction.projects.tables import Tables, hundredths
from policytext.extraction.projects.templates import JOINT, OUTSIDE, REACH, TEMPLATES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.signedinteger[Any]]
    Floats = NDArray[np.float64]

Weights = Mapping[str, Sequence[float]]

_HUNDREDTHS = 100
_MOST_KEPT = 50_000
_COLUMNS = (*lexemes.COLUMNS, *SHOWN, *(name for name in clues.COLUMNS if name not in SHOWN))


class Scorer:
    """Adds up the weights of a field."""

    def __init__(self, crf: Crf) -> None:
        self.crf = crf
        alone: dict[str, list[tuple[int, Weights]]] = {name: [] for name in lexemes.COLUMNS}
        self._numbers: dict[str, dict[str, int]] = {name: {} for name in _COLUMNS}
        tabled = []
        for template, weights in zip(TEMPLATES, crf.weights, strict=True):
            (name, offset), *others = template
            if not others and name in alone:
                # What stands behind a token by some distance speaks for it at that distance.
                alone[name].append((REACH + offset, weights))
            elif weights:
                values = zip(*(value.split(JOINT) for value in weights), strict=True)
                found = [
                    [numbers.setdefault(part, len(numbers) + 1) for part in parts]
                    for numbers, parts in zip(
                        (self._numbers[name] for name, _ in template), values, strict=True
                    )
                ]
                tabled.append((template, found, hundredths(weights)))
        sizes = {name: len(numbers) + 1 for name, numbers in self._numbers.items()}
        self._tables = Tables(tabled, sizes, len(crf.labels))
        self._places, self._sums = _sums(alone, len(crf.labels))
        # For every lexeme its weights and numbers, as 32-bit integers: first its weights for the
        # token `REACH` before it, one per label, then for the next one, …; then its numbers in the
        # columns of lexemes, and what is its number in those where other lexemes show it.
        self._blobs: dict[Lexeme, bytes] = {}
        self._kept: dict[str, tuple[Sequence[str], Integers]] = {}
        self._outside = [numbers.get(OUTSIDE, 0) for numbers in self._numbers.values()]

    def scores(self, passage: Passage, columns: Columns) -> Floats:
        """A row for every place of the passage, whose `columns` are those that its lexemes do not
        hold, and in it the sum of its weights for every label."""
        import numpy as np

        words = passage.lexemes
        blobs = np.frombuffer(self._joined(words), dtype=np.int32).reshape(len(words), -1)
        labels = len(self.crf.labels)
        size = len(words) - 2 * REACH
        numbers = np.zeros((len(_COLUMNS), len(words)), dtype=np.int64)
        held = len(lexemes.COLUMNS) + len(SHOWN)
        numbers[:held] = blobs[:, (2 * REACH + 1) * labels :].T
        for number, name in enumerate(_COLUMNS):
            column = columns.get(name)
            if column is not None:
                self._enter(numbers[number], name, column)
        numbers[:, passage.stops == 0] = np.array(self._outside)[:, None]
        total = np.zeros((len(words), labels), dtype=np.int64)
        inside = total[REACH:-REACH]
        for distance in range(2 * REACH + 1):
            inside += blobs[distance : distance + size, distance * labels : (distance + 1) * labels]
        silent = frozenset(clues.COLUMNS).difference(columns)
        inside += self._tables.sums(numbers, silent)
        found: Floats = total / _HUNDREDTHS
        return found

    def _enter(self, row: Integers, name: str, column: Column) -> None:
        """Write the numbers of a column into the row that is kept for it."""

        numbers = self._numbers[name]
        if isinstance(column, Shown):
            row[:] = row.take(column.places) * (column.places > 0)
        elif isinstance(column, Coded):
            self._coded(name, column.names).take(column.codes, out=row)
        else:
            row[list(column.at)] = [numbers.get(text, 0) for text in column.at.values()]

    def _coded(self, name: str, texts: Sequence[str]) -> Integers:
        """The numbers of texts in a column; kept for those that all passages have in common."""
        import numpy as np

        kept = self._kept.get(name)
        if kept is None or kept[0] is not texts:
            numbers = self._numbers[name]
            kept = self._kept[name] = texts, np.array([numbers.get(text, 0) for text in texts])
        return kept[1]

    def _joined(self, words: Sequence[Lexeme]) -> bytes:
        """The blobs of lexemes, one behind the other."""
        try:
            return b"".join(map(self._blobs.__getitem__, words))
        except KeyError:
            if len(self._blobs) > _MOST_KEPT:
                self._blobs.clear()
            self._keep([word for word in dict.fromkeys(words) if word not in self._blobs])
            return b"".join(map(self._blobs.__getitem__, words))

    def _keep(self, words: Sequence[Lexeme]) -> None:
        """Make the blobs of lexemes."""
        import numpy as np

        alone = [(attrgetter(name), places.get) for name, places in self._places.items()]
        shown = [
            (attrgetter(SHOWN.get(name, name)), self._numbers[name].get)
            for name in (*lexemes.COLUMNS, *SHOWN)
        ]
        places = np.array([[get(field(word), 0) for field, get in alone] for word in words])
        numbers = np.array([[get(field(word), 0) for field, get in shown] for word in words])
        weights = np.add.reduce(self._sums[places], axis=1, dtype=np.int32)
        blobs = np.concatenate([weights, numbers.astype(np.int32)], axis=1)
        for word, blob in zip(words, blobs, strict=True):
            self._blobs[word] = blob.tobytes()


def _sums(
    alone: Mapping[str, Sequence[tuple[int, Weights]]], labels: int
) -> tuple[dict[str, dict[str, int]], Integers]:
    """The weights of the columns of lexemes for every distance side by side, and for every column the
    rows of its values; the first row has no weights.

    `alone` has for a column the weights of its values for each distance, counted from the farthest
    before.
    """
    import numpy as np

    places: dict[str, dict[str, int]] = {}
    count = 1
    for name, found in alone.items():
        texts = dict.fromkeys(value for _, weights in found for value in weights)
        places[name] = {value: place for place, value in enumerate(texts, start=count)}
        count += len(texts)
    sums = np.zeros((count, (2 * REACH + 1) * labels), dtype=np.int32)
    for name, found in alone.items():
        for distance, weights in found:
            if weights:
                own = slice(distance * labels, (distance + 1) * labels)
                sums[[places[name][value] for value in weights], own] += hundredths(weights)
    return places, sums
