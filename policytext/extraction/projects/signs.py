"""What is asked of morphemes one by one, yes or no: a bit of a number for each sign.

The bits above tell what a morpheme ends in.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.signedinteger[Any]]

# By tag; one of a single letter stands for all tags that begin with it.
_BY_TAG: dict[str, tuple[str, ...]] = {
    "latin": ("SL",),
    "number": ("SN",),
    "proper": ("NNP",),
    "noun": ("N",),
    "particle": ("J",),
    "verb": ("V",),
    "verbal": ("V", "X"),
    "genitive": ("JKG",),
    "object": ("JKO",),
    "opening": ("SSO",),
    "closing": ("SSC",),
    "mark": ("SSO", "SSC", "SS"),
    "pause": ("SP", "MAJ"),
    "stop": ("SF",),
    "inflected": ("V", "E", "J"),
}
# `headed`: a noun that ends in a head of names; `known` and `seen`: a name of the dictionary of
# programmes, or one that was seen in the archive, may begin with it; `closing_word`: a word may begin
# straight behind it.
SIGNS = ("nominal", "headed", "generic", "agency", "known", "seen", "closing_word", *_BY_TAG)
HEAD = len(SIGNS)  # bits of signs, above which stands the number of the head
_BITS = {sign: 1 << number for number, sign in enumerate(SIGNS)}


def bits(*signs: str) -> int:
    """The number that has the bits of `signs`."""
    return sum(_BITS[sign] for sign in signs)


@lru_cache(maxsize=256)
def bits_of(tag: str) -> int:
    """The bits of the signs that a tag shows."""
    return bits(*(sign for sign, tags in _BY_TAG.items() if tag in tags or tag[:1] in tags))


def unpacked(numbers: Integers) -> Integers:
    """A row for every number, and in it a 1 for every sign of `SIGNS` that it has."""
    import numpy as np

    return numbers[:, None] >> np.arange(len(SIGNS)) & 1
