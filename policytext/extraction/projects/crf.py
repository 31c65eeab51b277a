"""A linear-chain conditional random field: what labels a row of tokens most likely bears."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_SCALED = 16  # steps after which sums of exponentials are brought back to 1


@dataclass(frozen=True, slots=True)
class Crf:
    """Labels, the weight of every step from label to label, and of every feature for every label.

    `weights` holds for each template the weights of its values, one per label; `transitions` a row
    per label, to every label. Weights of features have two decimals.
    """

    labels: tuple[str, ...]
    transitions: Sequence[Sequence[float]]
    weights: Sequence[Mapping[str, Sequence[float]]]


@dataclass(frozen=True, slots=True)
class Marginals:
    """How likely labels are at every token of many sentences, whatever stands around.

    `chances` has a row per token and a column per label: the probability of the label there.
    `ahead` has, in the same form, what speaks for every label at a token from there on, up to a
    factor; `steps` a row per label with the factor of every step.
    """

    chances: Floats
    ahead: Floats
    steps: Floats

    def of_next(self, label: int, following: int) -> Floats:
        """For every token the probability of `following`, given `label` at the token before."""
        weights = self.ahead * self.steps[label]
        chance: Floats = weights[:, following] / weights.sum(axis=1)
        return chance


def marginals(
    scores: Floats, sizes: Sequence[int], transitions: Sequence[Sequence[float]]
) -> Marginals:
    """The marginals of sentences with `sizes` tokens each, none empty.

    `scores` has a row per token, one sentence after the other, and a column per label. All the
    sentences are gone through at once, token by token.
    """
    import numpy as np

    steps = np.exp(np.array(transitions))
    lengths = np.array(sizes)
    # Step by step: of the first tokens of all sentences one row each, then of the second ones, …;
    # the longest sentence first, so that those that go on stand first in the next step.
    rank = np.argsort(np.argsort(-lengths, kind="stable"), kind="stable")
    step_of = np.arange(len(scores)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    order = np.lexsort((np.repeat(rank, lengths), step_of))
    counts = np.bincount(step_of).tolist()
    emissions = np.exp(scores - scores.max(axis=1, keepdims=True))[order]

    forward, backward = np.empty_like(emissions), np.ones_like(emissions)
    rows = [slice(end - count, end) for end, count in zip(accumulate(counts), counts, strict=True)]
    forward[rows[0]] = emissions[rows[0]]
    for step, (before, here) in enumerate(pairwise(rows), start=1):
        state = forward[before][: counts[step]] @ steps
        state *= emissions[here]
        forward[here] = _scaled(state) if step % _SCALED == 0 else state
    back = steps.T.copy()
    for step, (here, before) in enumerate(pairwise(reversed(rows)), start=1):
        state = (backward[here] * emissions[here]) @ back
        # Sentences that end before keep their ones.
        backward[before][: len(state)] = _scaled(state) if step % _SCALED == 0 else state
    chances = forward * backward
    chances /= chances.sum(axis=1, keepdims=True)
    ahead = emissions * backward
    restored = np.empty_like(chances), np.empty_like(ahead)
    restored[0][order], restored[1][order] = chances, ahead
    return Marginals(*restored, steps)


def _scaled(state: Floats) -> Floats:
    scaled: Floats = state / state.sum(axis=1, keepdims=True)
    return scaled
