"""Which texts are copies of which: stars around the copies that are kept.

Similarity is not transitive: a text may be near to a second one, that to a third, and the third
unlike the first. Chains of that kind put texts into one group that have nothing in common, so a
group is a star: every member is similar to the copy that is kept. Texts come in an order of their
own (the earliest first), and each in turn joins the earliest kept text that is similar to it, or is
kept itself. So the groups depend on the texts and their order alone, never on the order of work.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Kept texts of one bucket, the earliest first, that a text is compared with. Where more have a band
# in common they are one form filled in in many ways, and all pairs of them were too many.
MOST_KEPT = 32

KEPT = -1  # of a text: it is kept itself
UNKNOWN = -2  # of a text: nothing is known of it yet
GONE = -3  # of a text: it was kept and is no longer there

# The first of some texts, in their order, that a text is a copy of, and how similar it is; all by
# their positions. None where it is a copy of none.
FindFirst = Callable[[int, Sequence[int]], tuple[int, float] | None]


def settle(
    keys: NDArray[np.uint32], homes: NDArray[np.int64], find_first: FindFirst
) -> dict[int, float]:
    """Decide for every text which it is a copy of, and write that into `homes`.

    `keys` has a row of bands per text, the texts in their order. `homes` says what is known of each
    from before: the position of the text that it is a copy of, `KEPT`, `UNKNOWN` or `GONE`; when
    done, no text is UNKNOWN. Only texts that something new may change are looked at again, and the
    result is what it would be had nothing been known. Returns the similarity of the texts that
    were found to be copies now.
    """
    if not len(keys):
        return {}
    return _Settling(keys, homes, find_first).run()


class _Settling:
    """Takes the texts in their order; what is decided of one never changes one before it."""

    def __init__(
        self, keys: NDArray[np.uint32], homes: NDArray[np.int64], find_first: FindFirst
    ) -> None:
        import numpy as np

        self._buckets = _Buckets(keys)
        self._homes = homes
        self._find_first = find_first
        self._similarities: dict[int, float] = {}
        self._all_new = bool((homes == UNKNOWN).all())
        self._kept: dict[int, list[int]] = {}  # of a bucket: the first of its texts that are kept
        self._waiting: list[int] = np.flatnonzero(homes == UNKNOWN).tolist()
        self._anew = homes == UNKNOWN  # texts that are compared with all, not with new ones alone
        self._new_to: dict[int, set[int]] = {}  # texts that have become kept before a text
        all_gone = np.flatnonzero(homes == GONE).tolist()
        homes[all_gone] = KEPT
        for gone in all_gone:
            homes[gone] = GONE
            self._go_out(gone, self._buckets.of(gone))

    def run(self) -> dict[int, float]:
        """The similarity of every text that was found to be a copy."""
        homes = self._homes
        heapify(self._waiting)
        while self._waiting:
            text = heappop(self._waiting)
            was_kept = homes[text] == KEPT
            buckets = self._buckets.of(text)
            near = self._near(text, buckets)
            if self._anew[text]:
                self._settle(text, near)
            else:
                home = homes[text]
                new = self._new_to.pop(text)
                near = [t for t in near if t in new and (was_kept or t < home)]
                self._settle(text, near, otherwise=home)
            is_kept = homes[text] == KEPT
            if is_kept and not was_kept:
                self._come_in(text, buckets)
            elif was_kept and not is_kept:
                self._go_out(text, buckets)
        return self._similarities

    def _settle(self, text: int, near: Sequence[int], otherwise: int = KEPT) -> None:
        """The home of `text` is the first of `near` that it is a copy of, or else `otherwise`."""
        found = self._find_first(text, near) if near else None
        if found is None:
            self._homes[text] = otherwise
        else:
            self._homes[text], self._similarities[text] = found

    def _near(self, text: int, buckets: Sequence[int]) -> list[int]:
        """The kept texts before `text` that it is compared with."""
        near: set[int] = set()
        for bucket in buckets:
            near.update(self._kept_in(bucket))
        found = sorted(near)
        return found[: bisect_left(found, text)]

    def _kept_in(self, bucket: int) -> list[int]:
        """The first kept texts of `bucket`; the list is the one that is held."""
        kept = self._kept.get(bucket)
        if kept is None:
            kept = self._kept[bucket] = [] if self._all_new else self._first(bucket, MOST_KEPT)
        return kept

    def _first(self, bucket: int, count: int) -> list[int]:
        members = self._buckets.members(bucket)
        found: list[int] = members[self._homes[members] == KEPT][:count].tolist()
        return found

    def _come_in(self, text: int, buckets: Sequence[int]) -> None:
        """`text` is kept from now on: later texts may be copies of it."""
        if self._all_new:
            for bucket in buckets:
                kept = self._kept_in(bucket)
                if len(kept) < MOST_KEPT:
                    kept.append(text)
            return
        for bucket in buckets:
            kept = self._first(bucket, MOST_KEPT + 1)
            pushed_out = kept[MOST_KEPT:]
            self._kept[bucket] = kept[:MOST_KEPT]
            if text in self._kept[bucket]:
                later = self._later(bucket, text)
                self._compare_with(text, later)
                if pushed_out:
                    self._look_again(t for t in later if self._homes[t] in pushed_out)

    def _go_out(self, text: int, buckets: Sequence[int]) -> None:
        """`text` is not kept any longer: its copies need another home."""
        for bucket in buckets:
            before = self._kept.pop(bucket, None)
            later = self._later(bucket, text)
            self._look_again(t for t in later if self._homes[t] == text)
            if before is None or text in before:
                for other in self._kept_in(bucket)[MOST_KEPT - 1 :]:  # it may come in for `text`
                    self._compare_with(other, self._later(bucket, other))

    def _later(self, bucket: int, text: int) -> list[int]:
        """The texts in `bucket` after `text` that are there."""
        members = self._buckets.members(bucket)
        later = members[members > text]
        found: list[int] = later[self._homes[later] != GONE].tolist()
        return found

    def _compare_with(self, kept: int, texts: Iterable[int]) -> None:
        """Queue `texts` to be compared with one that is kept before them."""
        for text in texts:
            if not self._anew[text]:
                if text not in self._new_to:
                    self._new_to[text] = set()
                    heappush(self._waiting, text)
                self._new_to[text].add(kept)

    def _look_again(self, texts: Iterable[int]) -> None:
        """Queue `texts` to be compared with all that is kept before them."""
        for text in texts:
            if not self._anew[text]:
                self._anew[text] = True
                if self._new_to.pop(text, None) is None:
                    heappush(self._waiting, text)


class _Buckets:
    """The texts that have a band in common, for every band that two or more have."""

    def __init__(self, keys: NDArray[np.uint32]) -> None:
        import numpy as np

        texts, bands = keys.shape
        members, sizes, holders = [], [], []
        count = 0
        for band in range(bands):
            order = np.argsort(keys[:, band], kind="stable")
            column = keys[order, band]
            first = np.flatnonzero(np.concatenate([[True], column[1:] != column[:-1]])[:texts])
            size = np.diff(np.concatenate([first, [texts]]))
            shared = np.repeat(size > 1, size)
            members.append(order[shared].astype(np.int32))
            sizes.append(size[size > 1])
            holders.append(np.repeat(np.arange(len(sizes[-1]), dtype=np.int32) + count, sizes[-1]))
            count += len(sizes[-1])
        self._members = np.concatenate(members)
        self._ends = np.cumsum(np.concatenate(sizes))
        of = np.concatenate(holders)
        order = np.argsort(self._members, kind="stable")
        self._of = of[order]
        self._of_ends = np.searchsorted(self._members[order], np.arange(texts), side="right")

    def of(self, text: int) -> list[int]:
        """The buckets that hold `text`."""
        start = self._of_ends[text - 1] if text else 0
        found: list[int] = self._of[start : self._of_ends[text]].tolist()
        return found

    def members(self, bucket: int) -> NDArray[np.int32]:
        """The texts in `bucket`, in order."""
        start = self._ends[bucket - 1] if bucket else 0
        return self._members[start : self._ends[bucket]]
