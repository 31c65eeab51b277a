"""A linear-chain conditional random field: what labels a row of tokens most likely bears."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
    emissions = np.exp(scores - scores.max(axis=1, keepdims=True))
    lengths = np.array(sizes)
    order = np.argsort(-lengths, kind="stable")
    firsts = (np.cumsum(lengths) - lengths)[order]  # the longest sentence first
    longest = int(lengths.max())
    running = np.searchsorted(-lengths[order], -np.arange(longest), side="left").tolist()

    forward, backward = np.empty_like(emissions), np.empty_like(emissions)
    state = np.ones((len(sizes), len(steps)))
    for step in range(longest):
        at = firsts[: running[step]] + step
        state = state[: len(at)]
        if step:
            state = state @ steps
        state = state * emissions[at]
        if step % _SCALED == 0:
            state /= state.sum(axis=1, keepdims=True)
        forward[at] = state
    back = steps.T.copy()
    state = np.ones((len(sizes), len(steps)))  # of a sentence that has not begun to end: all ones
    for step in reversed(range(longest)):
        count = running[step]
        at = firsts[:count] + step
        backward[at] = state[:count]
        state[:count] = (state[:count] * emissions[at]) @ back
        if step % _SCALED == 0:
            state[:count] /= state[:count].sum(axis=1, keepdims=True)
    chances = forward * backward
    chances /= chances.sum(axis=1, keepdims=True)
    return Marginals(chances, emissions * backward, steps)
