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
    """How likely labels are at every place of a row of sentences, whatever stands around.

    `chances` has a row per place and a column per label: the probability of the label there, 0 where
    no sentence is. `ahead` has, in the same form, what speaks for every label at a place from there
    on, up to a factor; `steps` a row per label with the factor of every step.
    """

    chances: Floats
    ahead: Floats
    steps: Floats

    def of_next(self, steps: Sequence[tuple[int, int]]) -> list[Floats]:
        """For each of `steps`, a label and the one that follows, at every place the probability of the
        latter, given the former at the place before."""
        weights = self.ahead @ self.steps.T
        return [
            self.ahead[:, following] * self.steps[label, following] / weights[:, label]
            for label, following in steps
        ]


def marginals(
    scores: Floats,
    firsts: Sequence[int],
    sizes: Sequence[int],
    transitions: Sequence[Sequence[float]],
) -> Marginals:
    """The marginals of sentences that begin at the places `firsts`, in order, and have `sizes` tokens
    each, none empty.

    `scores` has a row per place and a column per label. All the sentences are gone through at once,
    token by token, from both ends: the sum over what stands before a token and the one over what
    stands behind it are of one form, and lie side by side.
    """
    import numpy as np

    steps = np.exp(np.array(transitions))
    labels = len(steps)
    both_steps = np.zeros((2 * labels, 2 * labels))
    both_steps[:labels, :labels] = steps
    both_steps[labels:, labels:] = steps.T
    lengths = np.array(sizes)
    # Step by step: of the first tokens of all sentences one row each, then of the second ones, …;
    # the longest sentence first, so that those that go on stand first in the next step.
    longest_first = np.argsort(-lengths, kind="stable")
    lengths, begins = lengths[longest_first], np.array(firsts)[longest_first]
    step = np.arange(lengths[0])
    goes_on = step[:, None] < lengths
    counts = goes_on.sum(axis=1).tolist()
    forward = (begins + step[:, None])[goes_on]
    backward = (begins + lengths - 1 - step[:, None])[goes_on]

    emissions = np.exp(scores - scores.max(axis=1, keepdims=True))
    sums = np.concatenate([emissions[forward], emissions[backward]], axis=1)
    before = sums[: counts[0]]
    end = counts[0]
    for number, count in enumerate(counts[1:], start=1):
        here = sums[end : end + count]
        end += count
        here *= before[:count] @ both_steps
        if number % _SCALED == 0:
            for side in (here[:, :labels], here[:, labels:]):
                side /= side.sum(axis=1, keepdims=True)
        before = here
    ahead = np.ones_like(emissions)
    ahead[backward] = sums[:, labels:]
    chances = np.zeros_like(emissions)
    chances[forward] = sums[:, :labels]
    chances *= ahead
    chances /= emissions
    total = chances.sum(axis=1, keepdims=True)
    total[total == 0] = 1
    chances /= total
    return Marginals(chances, ahead, steps)
