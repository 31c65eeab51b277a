"""Stars on made-up texts: buckets and similarities drawn at random, against the definition."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytext.archive import stars
from policytext.archive.stars import GONE, KEPT, UNKNOWN

BANDS = 3


@dataclass(frozen=True)
class World:
    """Texts with their bands, and which pairs of them are similar."""

    keys: np.ndarray
    similar: frozenset[tuple[int, int]]

    def homes(self, there: Collection[int], most_kept: int) -> dict[int, int]:
        """What the definition says, text by text."""
        homes: dict[int, int] = {}
        for text in sorted(there):
            near = set()
            for band in range(BANDS):
                kept = [
                    t
                    for t, home in homes.items()
                    if home == KEPT and self.keys[t, band] == self.keys[text, band]
                ]
                near.update(kept[:most_kept])
            homes[text] = next((t for t in sorted(near) if (t, text) in self.similar), KEPT)
        return homes

    def settled(
        self, texts: Sequence[int], known: dict[int, int], gone: Sequence[int]
    ) -> dict[int, int]:
        """What `settle` finds for `texts`; those in `gone` were kept and are no longer there."""
        places = [*gone, *texts]
        at = {text: place for place, text in enumerate(places)}
        homes = np.full(len(places), UNKNOWN)
        homes[: len(gone)] = GONE
        for text in set(texts) & set(known):
            homes[at[text]] = at[known[text]] if known[text] != KEPT else KEPT

        def find_first(text: int, others: Sequence[int]) -> tuple[int, float] | None:
            assert list(others) == sorted(set(others))
            assert all(other < text for other in others)
            pairs = ((o, (places[o], places[text])) for o in others)
            return next(((o, 0.9) for o, pair in pairs if pair in self.similar), None)

        stars.settle(self.keys[places], homes, find_first)
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
    return World(keys, frozenset(pairs))


@pytest.mark.parametrize("most_kept", [1, 2, 3, 32])
@settings(max_examples=150, deadline=None)
@given(world=worlds(), data=st.data())
def test_going_on_from_what_is_known_is_the_same_as_starting_over(
    most_kept: int, world: World, data: st.DataObject
) -> None:
    some = st.sets(st.integers(0, len(world.keys) - 1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stars, "MOST_KEPT", most_kept)
        old = sorted(data.draw(some))
        new = sorted(data.draw(some))
        known = world.settled(old, {}, [])
        assert known == world.homes(old, most_kept)
        gone = [text for text in old if text not in new and known[text] == KEPT]
        assert world.settled(new, known, gone) == world.homes(new, most_kept)
