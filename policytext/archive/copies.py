"""Copies of texts over many documents: which one of each is kept, and how near the others are to it.

Two texts are copies if the longest sequence of characters common to both, in order, holds at least
`SIMILARITY` of the longer one (a run of spaces counts as one). Shingles propose what is compared.
A copy of a copy at the fringe of a group belongs to it, too (`stars`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from policytext.archive.shingles import BANDS, METHOD, band_keys
from policytext.archive.stars import FRINGE, GONE, KEPT, UNKNOWN, settle

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SIMILARITY = 0.88  # a tenth of the characters may be others, and a few more where texts are short
LEAST = 40  # characters of a paragraph, below which nothing counts as a copy
LEAST_WHOLE = 200  # and of a document: shorter ones are forms that point at an attachment

WHOLE = 0  # stands for the number of a paragraph where the copy is a whole document

# What is known of one copy: its document, which of its paragraphs it is, the text (a digest) and its
# length, the text that is kept for it, the similarity to that, the text by which it was found to be a
# copy (the kept one, or one at its fringe), and the keys of its bands.
FIELDS = [
    ("document", "<i8"),
    ("number", "<u4"),
    ("characters", "<u4"),
    ("text", "<u8"),
    ("home", "<u8"),
    ("similarity", "<f4"),
    ("anchor", "<u8"),
    ("keys", "<u4", (BANDS,)),
]
VERSION = 100 * METHOD + 3  # of the fields and of how they are made
_DIGITS = 4  # of a similarity: the same number when it is kept in fewer bits
_LONGEST = 50_000  # characters of a text, above which only the same text is a copy
_AT_HAND = 100_000  # texts that are held in memory for comparing,
_CHARACTERS = 12_000_000  # and how long they may be together

Copies = Any  # numpy array with `FIELDS`, one element per copy
Letters = Callable[[int, int], str]  # the text of a copy, `squeezed`, by document and number


def squeezed(text: str) -> str:
    """`text` as it is compared: every run of spaces as one."""
    return " ".join(text.split())


def to_copies(texts: Iterable[tuple[int, int, str]]) -> Copies:
    """What is known of new copies, given as document, number and `squeezed` text; those too short are
    left out."""
    import numpy as np

    found = [copy for copy in texts if len(copy[2]) >= (LEAST_WHOLE if copy[1] == WHOLE else LEAST)]
    copies = np.zeros(len(found), FIELDS)
    copies["document"] = [document for document, _, _ in found]
    copies["number"] = [number for _, number, _ in found]
    copies["characters"] = [len(text) for _, _, text in found]
    copies["text"] = [_digest(text) for _, _, text in found]
    copies["keys"] = band_keys([text for _, _, text in found])
    return copies


def find_homes(
    copies: Copies, settled: NDArray[np.bool_], dropped: Copies, letters: Letters
) -> None:
    """Decide which text is kept for each of `copies`, and write that into them.

    `copies` are all there are, in the order of what is kept: the earliest first. Of those that are
    `settled` it is known from before; `dropped` were known before and are no longer there. The
    result is the same as if nothing had been known.
    """
    import numpy as np

    if not len(copies):
        return
    names, first, text_of = np.unique(copies["text"], return_index=True, return_inverse=True)
    order = np.argsort(first)
    first, names = first[order], names[order]  # every text once, in the order of what is kept
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    text_of = place[text_of]
    steady = settled[first] & ~np.isin(names, dropped["text"])
    # Texts that are gone, or stand elsewhere in the order, take the places before all others.
    gone = _gone(copies, settled, dropped, names[steady])
    known = _known_homes(gone["text"], names, copies["anchor"][first], steady)
    homes = np.concatenate([np.full(len(gone), GONE), known])
    serve = np.concatenate([np.zeros(len(gone), np.bool_), _are_anchors(copies)[first]])
    serve &= homes != UNKNOWN
    finder = _Finder(copies, first, len(gone), letters)
    keys = np.concatenate([gone["keys"], copies["keys"][first]])
    found = settle(keys, homes, serve, finder.find_first)
    anchors = np.where(homes < 0, np.arange(len(homes)), homes)
    kept = anchors[anchors]
    similarity = copies["similarity"][first]
    for text, value in found.items():
        at_kept = kept[text] == anchors[text]
        similarity[text - len(gone)] = value if at_kept else finder.similarity(text, kept[text])
    anchors, kept = anchors[len(gone) :] - len(gone), kept[len(gone) :] - len(gone)
    similarity[kept == np.arange(len(kept))] = 1
    copies["anchor"] = names[anchors][text_of]
    copies["home"] = names[kept][text_of]
    copies["similarity"] = similarity[text_of]


def _gone(
    copies: Copies, settled: NDArray[np.bool_], dropped: Copies, steady: NDArray[np.uint64]
) -> Copies:
    """One copy of every text that was an anchor and is none of the `steady` ones."""
    import numpy as np

    def of(some: Copies) -> NDArray[np.bool_]:
        return _are_anchors(some) & ~np.isin(some["text"], steady)

    gone = np.concatenate([copies[settled & of(copies)], dropped[of(dropped)]])
    return gone[np.unique(gone["text"], return_index=True)[1]]


def _are_anchors(copies: Copies) -> NDArray[np.bool_]:
    """Which of the texts are anchors, as is known from before."""
    of_kept = copies["anchor"] == copies["home"]
    found: NDArray[np.bool_] = of_kept & (
        (copies["home"] == copies["text"]) | (copies["similarity"] < FRINGE)
    )
    return found


def _known_homes(
    gone: NDArray[np.uint64],
    names: NDArray[np.uint64],
    home_names: NDArray[np.uint64],
    steady: NDArray[np.bool_],
) -> NDArray[np.int64]:
    """What is known of the homes of texts (`names`), as places in `gone` and `names` together."""
    import numpy as np

    homes = np.full(len(names), UNKNOWN, np.int64)
    steady_at = np.flatnonzero(steady)
    anchors = np.concatenate([gone, names[steady_at]])
    if not len(anchors):
        return homes
    places = np.concatenate([np.arange(len(gone)), steady_at + len(gone)])
    order = np.argsort(anchors)
    wanted = home_names[steady_at]
    at = order[np.minimum(np.searchsorted(anchors[order], wanted), len(anchors) - 1)]
    known = np.where(wanted == names[steady_at], KEPT, places[at])
    homes[steady_at] = np.where(anchors[at] == wanted, known, UNKNOWN)
    return homes


class _Finder:
    """Compares texts; those that were looked at last are at hand."""

    def __init__(
        self, copies: Copies, first: NDArray[np.int64], offset: int, letters: Letters
    ) -> None:
        from rapidfuzz.distance import LCSseq

        self._offset = offset
        self._lengths: list[int] = [0] * offset + copies["characters"][first].tolist()
        self._documents = copies["document"][first]
        self._numbers = copies["number"][first]
        self._compare = LCSseq.normalized_similarity
        self._read = letters
        at_hand = min(_AT_HAND, _CHARACTERS // (1 + sum(self._lengths) // len(self._lengths)))
        self._letters = lru_cache(at_hand)(self._letters_of)

    def find_first(self, text: int, others: Sequence[int]) -> tuple[int, float] | None:
        """The first of `others` that `text` is a copy of, and the similarity."""
        length = self._lengths[text]
        if length > _LONGEST:
            return None
        least, most = SIMILARITY * length, length / SIMILARITY
        own = ""
        for other in others:
            if least <= self._lengths[other] <= most:
                own = own or self._letters(text)
                value = self._compare(own, self._letters(other), score_cutoff=SIMILARITY)
                if value >= SIMILARITY:
                    return other, round(value, _DIGITS)
        return None

    def similarity(self, text: int, other: int) -> float:
        """That of any two texts."""
        return round(self._compare(self._letters(text), self._letters(other)), _DIGITS)

    def _letters_of(self, text: int) -> str:
        place = text - self._offset
        return self._read(int(self._documents[place]), int(self._numbers[place]))


def _digest(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")
