"""The judge: how likely a candidate is a name, by the evidence for and against it.

A sum of small decision trees, each a list of nodes: ``[feature, threshold, left, right]`` goes left
where the evidence is at most the threshold, ``[weight]`` is a leaf.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

Tree = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Judge:
    """Trees, and the weight that every candidate begins with."""

    trees: Sequence[Tree]
    start: float

    def probability(self, evidence: Sequence[float]) -> float:
        """The probability that what has this evidence is a name."""
        total = self.start
        for tree in self.trees:
            node = tree[0]
            while len(node) > 1:
                node = tree[int(node[2] if evidence[int(node[0])] <= node[1] else node[3])]
            total += node[0]
        return 1 / (1 + exp(-max(min(total, 30.0), -30.0)))
