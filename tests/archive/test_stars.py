"""Stars on made-up texts: buckets and similarities drawn at random, against the definition."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytext.archive import stars
from policytext.archive.stars import CLOSE, FRINGE, GONE, KEPT, UNKNOWN

BANDS = 3

Homes = dict[int, int]  # of every text the anchor that it is a copy of, or KEPT


@dataclass(frozen=True)
class World:
    """Texts with their bands, and how similar the pairs of them are that are so at all."""

    keys: np.ndarray
    similar: Mapping[tuple[int, int], float]

    def homes(self, there: Collection[int], most_anchors: int) -> Homes:
        """What the definition says, text by text."""
        homes: Homes = {}
        for text in sorted(there):
            near = set()
            for band in range(BANDS):
                anchors = [
                    t
                    for t in homes
                    if self.is_anchor(t, homes) and self.keys[t, band] == self.keys[text, band]
                ]
                near.update(anchors[:most_anchors])
            homes[text] = next((t for t in sorted(near) if self.is_home(t, text, homes)), KEPT)
        return homes

    def is_home(self, anchor: int, text: int, homes: Homes) -> bool:
        """Whether `text` is a copy of `anchor`: at the fringe, only if it is close."""
        least = 0 if homes[anchor] == KEPT else CLOSE
        return self.similar.get((anchor, text), -1) >= least

    def is_anchor(self, text: int, homes: Homes) -> bool:
        """A text that is kept, or at the fringe of one that is."""
        home = homes[text]
        return home == KEPT or (homes[home] == KEPT and self.similar[home, text] < FRINGE)

    def settled(self, texts: Sequence[int], known: Homes, gone: Sequence[int]) -> Homes:
        """What `settle` finds for `texts`; those in `gone` were anchors and are no longer there."""
        places = [*gone, *texts]
        at = {text: place for place, text in enumerate(places)}
        homes = np.full(len(places), UNKNOWN)
        homes[: len(gone)] = GONE
        anchors = np.zeros(len(places), np.bool_)
        for text in set(texts) & set(known):
            homes[at[text]] = at[known[text]] if known[text] != KEPT else KEPT
            anchors[at[text]] = self.is_anchor(text, known)
        before = homes.copy()

        def find_first(text: int, others: Sequence[int]) -> tuple[int, float] | None:
            assert list(others) == sorted(set(others))
            assert all(other < text for other in others)
            pairs = ((o, (places[o], places[text])) for o in others)
            return next(
                ((o, self.similar[pair]) for o, pair in pairs if pair in self.similar), None
            )

        found = stars.settle(self.keys[places], homes, anchors, find_first)
        for place in range(len(gone), len(places)):
            home = homes[place]
            if home != KEPT and (home != before[place] or homes[home] != before[home]):
                assert found[place] == self.similar[places[home], places[place]]
        return {
            text: KEPT if homes[at[text]] == KEPT else places[homes[at[text]]] for text in texts
        }


@st.composite
def worlds(draw: st.DrawFn) -> World:
    chance = np.random.default_rng(draw(st.integers(0, 2**32)))
    texts = draw(st.integers(1, 24))
    keys = chance.integers(0, draw(st.integers(1, 4)), (texts, BANDS), dtype=np.uint32)
    share = draw(st.sampled_from([0.05, 0.2, 0.5]))
    pairs = ((a, b) for a in range(texts) for b in range(a + 1, texts) if chance.random() < share)
    return World(keys, {pair: chance.choice([CLOSE - 0.01, CLOSE, FRINGE]) for pair in pairs})


@pytest.mark.parametrize("most_anchors", [1, 2, 3, 32])
@settings(max_examples=150, deadline=None)
@given(world=worlds(), data=st.data())
def test_going_on_from_what_is_known_is_the_same_as_starting_over(
    most_anchors: int, world: World, data: st.DataObject
) -> None:
    some = st.sets(st.integers(0, len(world.keys) - 1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stars, "MOST_ANCHORS", most_anchors)
        old = sorted(data.draw(some))
        new = sorted(data.draw(some))
        known = world.settled(old, {}, [])
        assert known == world.homes(old, most_anchors)
        gone = [text for text in old if text not in new and world.is_anchor(text, known)]
        assert world.settled(new, known, gone) == world.homes(new, most_anchors)
