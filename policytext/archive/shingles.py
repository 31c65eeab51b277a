"""Shingles and MinHash: short signatures that texts with much in common share in part.

A text is read as the set of its stretches of `WIDTH` characters. Of `HASHES` hash functions each
notes the least value over the set, so that two texts agree in one with the probability of their
Jaccard similarity; a band is `_ROWS` of them, and texts that agree in a band are worth comparing.
The keys are the same on every machine and are kept in archives: a change is a new `METHOD`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

METHOD = 1  # of making keys; keys of another method are of no use
WIDTH = 5  # characters of a shingle
BANDS = 32
_ROWS = 2  # two, not four: a tenth of the characters changed leaves under half of the shingles
HASHES = BANDS * _ROWS
_AT_ONCE = 50_000  # characters that are hashed together: they stay in the processor's cache
_GAP = "\0" * WIDTH  # between two texts


def band_keys(texts: Sequence[str]) -> NDArray[np.uint32]:
    """The keys of every text, one row of `BANDS` each."""
    import numpy as np

    rows = [_keys(piece) for piece in _pieces(texts)]
    return np.concatenate(rows) if rows else np.empty((0, BANDS), np.uint32)


def _pieces(texts: Iterable[str]) -> Iterator[list[str]]:
    """The texts, cut into lists of about `_AT_ONCE` characters."""
    piece: list[str] = []
    size = 0
    for text in texts:
        piece.append(text)
        size += len(text)
        if size >= _AT_ONCE:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece


def _keys(texts: Sequence[str]) -> NDArray[np.uint32]:
    import numpy as np

    # Texts that are shorter than a shingle are filled up; what follows a text is in no shingle of it.
    filled = [text.ljust(WIDTH, "\0") for text in texts]
    joined = _GAP.join(filled) + _GAP
    letters = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.dtype("<u4"))
    hashes = _mixed(_rolled(letters.astype(np.uint32)))
    lengths = np.fromiter(map(len, filled), np.int64, len(filled))
    starts = np.cumsum(lengths + WIDTH) - (lengths + WIDTH)
    edges = np.stack([starts, starts + lengths - WIDTH + 1], axis=1).ravel()
    least = np.empty((len(filled), HASHES), np.uint32)
    values = np.empty_like(hashes)
    for number, (factor, mask) in enumerate(_functions()):
        np.multiply(hashes, np.uint32(factor), out=values)
        np.bitwise_xor(values, np.uint32(mask), out=values)
        least[:, number] = np.minimum.reduceat(values, edges)[::2]
    keys = np.zeros((len(filled), BANDS), np.uint32)
    for row in range(_ROWS):
        keys = _mixed(keys * np.uint32(0x01000193) + least[:, row::_ROWS])
    return keys


def _rolled(letters: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """A number for each shingle of `letters`."""
    import numpy as np

    count = len(letters) - WIDTH + 1
    hashes = np.zeros(count, np.uint32)
    for place in range(WIDTH):
        hashes *= np.uint32(0x01000193)
        hashes += letters[place : place + count] * np.uint32(0x9E3779B1)
    return hashes


def _mixed(hashes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The same numbers shuffled, so that like ones lie far apart (the last step of MurmurHash3)."""
    import numpy as np

    hashes = hashes ^ (hashes >> np.uint32(16))
    hashes *= np.uint32(0x85EBCA6B)
    hashes ^= hashes >> np.uint32(13)
    hashes *= np.uint32(0xC2B2AE35)
    hashes ^= hashes >> np.uint32(16)
    return hashes


def _functions() -> Iterator[tuple[int, int]]:
    """Factor (odd) and mask of each hash function: always the same pseudo-random numbers (SplitMix64)."""
    state = 0
    for _ in range(HASHES):
        state = (state + 0x9E3779B97F4A7C15) % 2**64
        value = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) % 2**64
        value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) % 2**64
        value ^= value >> 31
        yield (value >> 32) | 1, value & 0xFFFFFFFF
