"""Where things stand: sentences, blocks, the items and headings above them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from policytext.model import Analysis, Block

_RANKS = {"title": 0, "heading": 1, "body": 9, "item": 2, "footnote": 20}


class Scene:
    """The layout of one document, asked by position in its plain text."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self._starts = [s.start for s in analysis.sentences]
        self._parents = _parents(analysis.blocks)

    def sentence_at(self, position: int) -> int | None:
        """The index of the sentence that `position` stands in; None where no sentence does."""
        index = bisect_right(self._starts, position) - 1
        if index < 0 or position >= self.analysis.sentences[index].end:
            return None
        return index

    def block_of(self, sentence: int) -> int:
        """The index of the block of a sentence."""
        return self.analysis.sentences[sentence].block

    def above(self, block: int) -> tuple[int, ...]:
        """The blocks over `block`, nearest first: items of a higher level, then headings."""
        chain = []
        parent = self._parents[block]
        while parent is not None:
            chain.append(parent)
            parent = self._parents[parent]
        return tuple(chain)


def _parents(blocks: Sequence[Block]) -> list[int | None]:
    """For every block, the index of the block it stands under, or None."""
    parents: list[int | None] = []
    open_blocks: list[int] = []
    for number, block in enumerate(blocks):
        rank = _rank(block)
        while open_blocks and _rank(blocks[open_blocks[-1]]) >= rank:
            open_blocks.pop()
        parents.append(open_blocks[-1] if open_blocks else None)
        if block.kind != "title":
            open_blocks.append(number)
    return parents


def _rank(block: Block) -> int:
    """How deep a block stands: text without a marker under the item or heading before it."""
    rank = _RANKS[block.kind]
    if block.kind in {"heading", "item"}:
        return rank + block.level
    return rank
