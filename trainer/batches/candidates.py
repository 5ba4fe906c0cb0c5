"""Training against some of the vocabulary: the output layer's work shrinks with the number of candidates.

Jean, Cho, Memisevic, Bengio, "On Using Very Large Target Vocabulary for Neural Machine Translation" (2015).
All targets of a batch are candidates for each of them, and others are drawn. A rare token is a candidate
less often; its logit is raised by as much as makes up for that, so that the sum over candidates estimates
that over all tokens.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from trainer.batches.cursor_batches import Batch

_SEED = 2
# Compilers make new code for each number of candidates; in steps of so many there are few.
_STEP = 1024


class Candidates:
    """Draws the candidates of each step; the same step gives the same candidates always.

    Args:
        counts: `[vocabulary]`, how often each token occurs in the training text.
        size: candidates of each tower, at most all tokens. A batch whose towers have more different targets
            gets as many steps of `_STEP` more as hold them.
        towers: see `trainer.model.gap_objective.GapObjective`.
        seed: of the draws.
        first_tower: how many towers other workers have before these.
    """

    def __init__(
        self,
        counts: NDArray[np.integer],
        size: int,
        towers: int,
        seed: int,
        first_tower: int = 0,
    ):
        self._absent = 1.0 - counts / counts.sum()
        self._size = min(size, len(counts))
        self._towers = towers
        self._seed = seed
        self._first_tower = first_tower

    def draw(self, batch: Batch, step: int) -> dict[str, NDArray[Any]]:
        """Candidates of one step.

        Returns:
            `candidates` int32 `[towers, size]`, rising; `offsets` float32 `[towers, size]`, what is added to
            their logits; `places` int32 `[streams, window]`, each target's place among its tower's
            candidates.
        """
        places = np.empty_like(batch.targets)
        chosen, offsets = [], []
        size = self._size_for(batch.targets)
        for tower in range(self._towers):
            targets = batch.targets[tower :: self._towers]
            rng = np.random.default_rng([self._seed, step, _SEED, self._first_tower + tower])
            candidates, inclusion = self._choose(targets.ravel(), rng, size)
            chosen.append(candidates.astype(np.int32))
            offsets.append(-np.log(inclusion).astype(np.float32))
            places[tower :: self._towers] = np.searchsorted(candidates, targets)
        return {"candidates": np.stack(chosen), "offsets": np.stack(offsets), "places": places}

    def _size_for(self, targets: NDArray[np.int32]) -> int:
        """Candidates of each tower, enough for all of its targets."""
        most = max(len(np.unique(targets[tower :: self._towers])) for tower in range(self._towers))
        steps = max(0, -(-(most - self._size) // _STEP))
        return min(self._size + steps * _STEP, len(self._absent))

    def _choose(
        self, targets: NDArray[np.int32], rng: np.random.Generator, size: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Candidates for these targets, and how likely each was to become one."""
        present = np.zeros(len(self._absent), bool)
        present[targets] = True
        others = np.flatnonzero(~present)
        drawn = rng.choice(others, size - int(present.sum()), replace=False)
        present[drawn] = True
        candidates = np.flatnonzero(present)
        missed = self._absent[candidates] ** len(targets) * (1.0 - len(drawn) / max(1, len(others)))
        return candidates, np.maximum(1.0 - missed, 1e-6)
