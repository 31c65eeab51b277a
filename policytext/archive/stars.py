"""Which texts are copies of which: stars around the copies that are kept.

Similarity is not transitive: a text may be near to a second one, that to a third, and the third
unlike the first. Chains of that kind put texts into one group that have nothing in common, so a
group is a star around the copy that is kept. Texts come in an order of their own (the earliest
first), and each in turn has its home at the earliest anchor that is similar to it, or is kept itself.
Anchors are the texts that are kept, and the texts at home there that are not very similar to them:
without those, copies of a text at the fringe of a star fell out of it. A text that has its home at
the fringe must be closer to it than one in the middle; it is of the same group and no anchor, so
that no chain is longer than two.
So the groups depend on the texts and their order alone, never on the order of work.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Anchors of one bucket, the earliest first, that a text is compared with. Where more have a band in
# common they are one form filled in in many ways, and all pairs of them were too many.
MOST_ANCHORS = 32

# A text that is less similar than this to the kept one is at its fringe: another that is as much
# like it again may be like the kept one no longer.
FRINGE = 0.94
# Least similarity to a home at the fringe: less drew in more that is unlike the kept one.
CLOSE = 0.92

KEPT = -1  # of a text: it is kept itself
UNKNOWN = -2  # of a text: nothing is known of it yet
GONE = -3  # of a text: it was an anchor and is no longer there

# The first of some texts, in their order, that a text is a copy of, and how similar it is; all by
# their positions. None where it is a copy of none.
FindFirst = Callable[[int, Sequence[int]], tuple[int, float] | None]


def settle(
    keys: NDArray[np.uint32],
    homes: NDArray[np.int64],
    anchors: NDArray[np.bool_],
    find_first: FindFirst,
) -> dict[int, float]:
    """Decide for every text which it is a copy of, and write that into `homes`.

    `keys` has a row of bands per text, the texts in their order. `homes` says what is known of each
    from before: the position of the anchor that it is a copy of, `KEPT`, `UNKNOWN` or `GONE`; when
    done, no text is UNKNOWN. `anchors` says which of those that are known and there are anchors.
    Only texts that something new may change are looked at again, and the result is what it would
    be had nothing been known. Returns the similarity to their homes of the texts that were found
    to be copies now; among them are all whose home has another home than before.
    """
    if not len(keys):
        return {}
    return _Settling(keys, homes, anchors, find_first).run()


class _Settling:
    """Takes the texts in their order; what is decided of one never changes one before it."""

    def __init__(
        self,
        keys: NDArray[np.uint32],
        homes: NDArray[np.int64],
        anchors: NDArray[np.bool_],
        find_first: FindFirst,
    ) -> None:
        import numpy as np

        self._buckets = _Buckets(keys)
        self._homes = homes
        self._is_anchor = anchors
        self._find_first = find_first
        self._similarities: dict[int, float] = {}
        self._all_new = bool((homes == UNKNOWN).all())
        self._anchors: dict[int, list[int]] = {}  # of a bucket: the first of its anchors
        self._waiting: list[int] = np.flatnonzero(homes == UNKNOWN).tolist()
        self._anew = homes == UNKNOWN  # texts that are compared with all, not with new ones alone
        self._new_to: dict[int, set[int]] = {}  # anchors before a text that are new
        all_gone = np.flatnonzero(homes == GONE).tolist()
        self._is_anchor[all_gone] = True
        for gone in all_gone:
            self._is_anchor[gone] = False
            self._go_out(gone, self._buckets.of(gone))

    def run(self) -> dict[int, float]:
        """The similarity of every text that was found to be a copy."""
        homes = self._homes
        heapify(self._waiting)
        while self._waiting:
            text = heappop(self._waiting)
            home, was_anchor = int(homes[text]), self._is_anchor[text]
            buckets = self._buckets.of(text)
            near = self._near(text, buckets)
            if self._anew[text]:
                homes[text], self._is_anchor[text] = KEPT, True
            else:
                new = self._new_to.pop(text)
                near = [t for t in near if t in new and (home == KEPT or t < home)]
            self._settle(text, near)
            if not was_anchor and self._is_anchor[text]:
                self._come_in(text, buckets)
            elif was_anchor and not self._is_anchor[text]:
                self._go_out(text, buckets)
            elif was_anchor and homes[text] != home:
                self._look_again_at_copies(text, buckets)
                if homes[text] == KEPT:  # it takes in what was not close enough to a fringe
                    self._come_in(text, buckets)
        return self._similarities

    def _settle(self, text: int, near: Sequence[int]) -> None:
        """The home of `text` is the first of `near` that it is a copy of; if none, it stays as it is."""
        while near and (found := self._find_first(text, near)) is not None:
            home, similarity = found
            in_the_middle = bool(self._homes[home] == KEPT)
            if in_the_middle or similarity >= CLOSE:
                self._homes[text], self._similarities[text] = found
                self._is_anchor[text] = in_the_middle and similarity < FRINGE
                return
            near = near[bisect_right(near, home) :]

    def _near(self, text: int, buckets: Sequence[int]) -> list[int]:
        """The anchors before `text` that it is compared with."""
        near: set[int] = set()
        for bucket in buckets:
            near.update(self._anchors_in(bucket))
        found = sorted(near)
        return found[: bisect_left(found, text)]

    def _anchors_in(self, bucket: int) -> list[int]:
        """The first anchors of `bucket`; the list is the one that is held."""
        anchors = self._anchors.get(bucket)
        if anchors is None:
            anchors = [] if self._all_new else self._first(bucket, MOST_ANCHORS)
            self._anchors[bucket] = anchors
        return anchors

    def _first(self, bucket: int, count: int) -> list[int]:
        members = self._buckets.members(bucket)
        found: list[int] = members[self._is_anchor[members]][:count].tolist()
        return found

    def _come_in(self, text: int, buckets: Sequence[int]) -> None:
        """`text` is an anchor from now on: later texts may be copies of it."""
        if self._all_new:
            for bucket in buckets:
                anchors = self._anchors_in(bucket)
                if len(anchors) < MOST_ANCHORS:
                    anchors.append(text)
            return
        for bucket in buckets:
            anchors = self._first(bucket, MOST_ANCHORS + 1)
            pushed_out = anchors[MOST_ANCHORS:]
            self._anchors[bucket] = anchors[:MOST_ANCHORS]
            if text in self._anchors[bucket]:
                later = self._later(bucket, text)
                self._compare_with(text, later)
                if pushed_out:
                    self._look_again(t for t in later if self._homes[t] in pushed_out)

    def _go_out(self, text: int, buckets: Sequence[int]) -> None:
        """`text` is no anchor any longer: its copies need another home."""
        self._look_again_at_copies(text, buckets)
        for bucket in buckets:
            before = self._anchors.pop(bucket, None)
            if before is None or text in before:
                for other in self._anchors_in(bucket)[MOST_ANCHORS - 1 :]:
                    # It may come in for `text`.
                    self._compare_with(other, self._later(bucket, other))

    def _look_again_at_copies(self, text: int, buckets: Sequence[int]) -> None:
        """Queue the texts that have their home at `text`."""
        for bucket in buckets:
            self._look_again(t for t in self._later(bucket, text) if self._homes[t] == text)

    def _later(self, bucket: int, text: int) -> list[int]:
        """The texts in `bucket` after `text` that are there."""
        members = self._buckets.members(bucket)
        later = members[members > text]
        found: list[int] = later[self._homes[later] != GONE].tolist()
        return found

    def _compare_with(self, anchor: int, texts: Iterable[int]) -> None:
        """Queue `texts` to be compared with an anchor before them."""
        for text in texts:
            if not self._anew[text]:
                if text not in self._new_to:
                    self._new_to[text] = set()
                    heappush(self._waiting, text)
                self._new_to[text].add(anchor)

    def _look_again(self, texts: Iterable[int]) -> None:
        """Queue `texts` to be compared with all anchors before them."""
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
