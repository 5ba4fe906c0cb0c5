"""What a model learns of the way a story is written, while it reads it: a matrix beside its output layer.

Krause et al. 2018, "Dynamic Evaluation of Neural Sequence Models": gradient descent goes on with each stretch
of text that was read. Here it moves one matrix only, which makes of the model's vector what is added to its
hidden vector; all else stays as it was trained. Where `Places` know what followed in like places, this
knows what the writer tends to, at no more than a small product a step.
"""

import numpy as np

from desktop.engine.model.model import softmax
from desktop.engine.model.stream_model import StreamModel
from desktop.engine.reading.pieces import Piece
from desktop.engine.story.left_out import LeftOut

# Tokens of a step of gradient descent: fewer take as long, as all of the output weights are read each time.
ROWS = 64
# How far a step goes, and what is left after it of what was learned before. As vectors and output weights are
# of another length in each model, the step is in their units. With 1.0 the books of valid gained as much, but
# the short stories of test lost half a point of the keys saved (`tests/bench/README.md`).
RATE = 0.3
KEPT = 0.999
# What has been learned once is not learned again, however often the text around it is changed and read
# anew: runs of so many tokens, no more than this many of which are known.
RUN = 4
MOST_RUNS = 50_000


class Manner:
    """What was learned of one story.

    Attributes:
        version: Another number whenever something was learned or forgotten.
        left_out: What must not be learned.
    """

    def __init__(self, model: StreamModel | None) -> None:
        """Know nothing yet; without a model that can be shifted, for good."""
        self.version = 0
        self.left_out: LeftOut | None = None
        self._model = model if model and model.shift_size else None
        self._matrix: np.ndarray | None = None
        self._learned: set[tuple[int, ...]] = set()
        self._waiting: list[tuple[np.ndarray, np.ndarray]] = []  # vectors and tokens, too few for a step

    def shift(self, vectors: np.ndarray) -> np.ndarray | None:
        """What to add to the hidden vectors of float32 [rows, size]; None for nothing."""
        return None if self._matrix is None else vectors @ self._matrix

    def learn(self, piece: Piece) -> None:
        """Learn of a piece, once, as soon as there is enough for a step; its vectors are dropped."""
        vectors, piece.vectors = piece.vectors, None
        if self._model is None or vectors is None:
            return
        new = self._new(piece.tokens)
        self._waiting.append((vectors[new], piece.tokens[new]))
        vectors, tokens = (np.concatenate(parts) for parts in zip(*self._waiting, strict=True))
        whole = len(tokens) // ROWS * ROWS
        for start in range(0, whole, ROWS):
            end = start + ROWS
            self._step(self._model, vectors[start:end].astype(np.float32), tokens[start:end])
        self._waiting = [(vectors[whole:], tokens[whole:])]

    def forget(self) -> None:
        """Know nothing."""
        self.version += self._matrix is not None
        self._matrix = None
        self._waiting = []
        self._learned.clear()

    def _step(self, model: StreamModel, vectors: np.ndarray, tokens: np.ndarray) -> None:
        """One step of gradient descent on the likelihood of `tokens` behind `vectors`."""
        weights = model.output_weights
        if self._matrix is None:
            self._matrix = np.zeros((vectors.shape[1], weights.shape[1]), np.float32)
        slopes = softmax(model.predict_alone(vectors, vectors @ self._matrix))
        slopes[np.arange(len(tokens)), tokens] -= 1.0
        lengths = np.square(vectors).sum(axis=1).mean() * np.square(weights).sum(axis=1).mean()
        self._matrix *= KEPT
        self._matrix -= RATE / lengths * (vectors.T @ (slopes @ weights))
        self.version += 1

    def _new(self, tokens: np.ndarray) -> np.ndarray:
        """Which tokens are to be learned: bool [tokens]."""
        ids = tokens.tolist()
        new = ~self.left_out.mask(ids) if self.left_out else np.ones(len(ids), bool)
        if len(self._learned) > MOST_RUNS:
            self._learned.clear()
        runs = [tuple(ids[place - RUN : place]) for place in range(RUN, len(ids) + 1)]
        known = np.array([run in self._learned for run in runs], bool)
        self._learned.update(runs)
        # What begins with known text is known as well.
        new[:] &= not (len(known) and known.all())
        new[RUN - 1 :] &= ~known
        return new
