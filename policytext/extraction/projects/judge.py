"""The judge: how likely a candidate is a name, by the evidence for and against it.

A sum of small decision trees, each a list of nodes: ``[feature, threshold, left, right]`` goes left
where the evidence is at most the threshold, ``[weight]`` is a leaf.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from math import exp
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Tree = Sequence[Sequence[float]]
_LEAVES = 62  # a tree has at most so many: a bit of a number for each
_AT_ONCE = 500  # candidates that are judged together


class Judge:
    """Trees, and the weight that every candidate begins with."""

    def __init__(self, trees: Sequence[Tree], start: float) -> None:
        self.trees = trees
        self.start = start

    def probabilities(self, evidence: Floats) -> list[float]:
        """For every candidate, a row of `evidence`, the probability that it is a name."""
        found: list[float] = []
        for first in range(0, len(evidence), _AT_ONCE):
            totals = self._forest.totals(evidence[first : first + _AT_ONCE])
            found += [_probability(self.start + total) for total in totals.tolist()]
        return found

    @cached_property
    def _forest(self) -> _Forest:
        return _Forest(self.trees)


def _probability(total: float) -> float:
    return 1 / (1 + exp(-max(min(total, 30.0), -30.0)))


class _Forest:
    """Trees as arrays, all nodes of all trees side by side.

    Every tree numbers its leaves from the left. A node that goes right rules out the leaves under
    its left side; the first leaf of a tree that no node rules out is the one that is reached
    (QuickScorer, Lucchese et al. 2015). Trees with fewer nodes than others are filled up with nodes
    that rule out nothing.
    """

    def __init__(self, trees: Sequence[Tree]) -> None:
        import numpy as np

        read = [_read(tree) for tree in trees]
        most_nodes = max((len(nodes) for nodes, _ in read), default=0)
        most_leaves = max((len(leaves) for _, leaves in read), default=0)
        if most_leaves > _LEAVES:
            raise ValueError(f"a tree has {most_leaves} leaves, more than {_LEAVES}")
        kind = next(
            k for k in (np.int8, np.int16, np.int32, np.int64) if most_leaves < 8 * k().itemsize
        )
        shape = (most_nodes, len(trees))
        self._features = np.zeros(shape, dtype=np.intp)
        self._thresholds = np.full((*shape, 1), np.inf)
        self._kept = np.full((*shape, 1), -1, dtype=kind)  # all bits: nothing is ruled out
        self._values = np.zeros((len(trees), most_leaves))
        for number, (nodes, leaves) in enumerate(read):
            for place, (feature, threshold, under_left) in enumerate(nodes):
                self._features[place, number] = feature
                self._thresholds[place, number] = threshold
                self._kept[place, number] = ~under_left
            self._values[number, : len(leaves)] = leaves

    def totals(self, evidence: Floats) -> Floats:
        """For every candidate the sum of the leaves that it reaches."""
        import numpy as np

        goes_left = evidence.T[self._features] <= self._thresholds
        # What is not ruled out: all bits where it goes left, those that are kept where it goes right.
        left_over = np.bitwise_and.reduce(self._kept | -goes_left.astype(self._kept.dtype), axis=0)
        first = np.log2(left_over & -left_over).astype(np.intp)
        totals: Floats = self._values[np.arange(len(self._values))[:, None], first].sum(axis=0)
        return totals


def _read(tree: Tree) -> tuple[list[tuple[int, float, int]], list[float]]:
    """The nodes of a tree, each with its feature, its threshold and a number with a bit for every
    leaf under its left side; and the weights of the leaves, from the left."""
    nodes: list[tuple[int, float, int]] = []
    leaves: list[float] = []

    def visit(number: int) -> None:
        node = tree[number]
        if len(node) == 1:
            leaves.append(node[0])
            return
        feature, threshold, left, right = node
        first = len(leaves)
        visit(int(left))
        nodes.append((int(feature), threshold, (1 << len(leaves)) - (1 << first)))
        visit(int(right))

    visit(0)
    return nodes, leaves
