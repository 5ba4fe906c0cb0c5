"""What a model learns of the way a story is written, while it reads it.

Krause et al. 2018, "Dynamic Evaluation of Neural Sequence Models": gradient descent goes on with each stretch
of text that was read. Here it moves the output layer's weights and a matrix that makes of the model's vector
what is added to its hidden vector; the LSTMs stay as they were trained, so that what was read stays true.
Where `Places` know what followed in like places, this knows what the writer tends to: which words, and which
in what company. A step of the model takes no longer with it: its head is opened anew with other weights.
"""

import numpy as np

from desktop.engine.model.model import softmax
from desktop.engine.model.output_layer import OutputLayer
from desktop.engine.model.stream_model import Head, StreamModel
from desktop.engine.reading.pieces import Piece
from desktop.engine.story.left_out import LeftOut

# Tokens of a step of gradient descent, about 5 ms.
ROWS = 32
# After so many steps the head is opened anew, which takes as long as two of them.
STEPS = 8
# How far a step moves the matrix. As vectors and output weights are of another length in each model, the step
# is in their units.
RATE = 0.15
# How far a step moves the output weights, in what is usual for a token (RMSprop; Hinton 2012): a common token
# is moved as far as a rare one, though its gradient is larger. `STEADY` is what is added to that, as a part
# of its mean over all tokens, lest the rarest ones run away.
OUTPUT_RATE, STEADY = 4e-4, 0.6
# What is left after a step of what was learned before: half of it after 22,000 tokens. Novels gain a little
# less with it, but one short story does not get in the way of the next.
KEPT = 0.999
# Tokens whose probability is off by less than this at all rows have no part in a step.
LEAST = 1e-3
# What has been learned once is not learned again, however often the text around it is changed and read
# anew: what ends a run of so many tokens, no more than this many of which are known.
RUN = 8
MOST_RUNS = 200_000
# Odd, so that no token of a run is lost in its number.
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


class Manner:
    """What was learned of one story.

    Attributes:
        version: Another number whenever something was learned or forgotten.
        left_out: What must not be learned.
        head: The model's head with what was learned in its output layer; None if nothing is there.
    """

    def __init__(self, model: StreamModel | None, pace: float = 1.0) -> None:
        """Know nothing yet; without a model that can be shifted, for good.

        Args:
            model: Learns.
            pace: How far each step goes, in what is usual.
        """
        self.version = 0
        self.left_out: LeftOut | None = None
        self.head: Head | None = None
        self._model = model if model and model.shift_size and pace else None
        self._pace = pace
        self._matrix: np.ndarray | None = None
        self._output: _Output | None = None
        self._weights: np.ndarray | None = None  # of the output layer, as they were trained
        self._length = 0.0  # the mean of their squares, a token
        self._learned: set[int] = set()
        self._learned_since: set[int] = set()  # since the last `keep`
        self._waiting: list[tuple[np.ndarray, np.ndarray]] = []  # vectors and tokens, too few for a step
        self._kept: tuple[np.ndarray, _Output | None, Head | None] | None = None

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

    def keep(self) -> None:
        """Let what was learned so far be what `leave` leaves."""
        if self._learned_since:
            self._learned |= self._learned_since
            self._learned_since = set()
            if self._matrix is not None:
                self._kept = self._matrix.copy(), self._output and self._output.copy(), self.head

    def leave(self) -> None:
        """Forget what was learned since the last `keep`."""
        self.version += self._matrix is not None
        self._matrix = self._output = self.head = None
        if self._kept:
            matrix, output, self.head = self._kept
            self._matrix, self._output = matrix.copy(), output and output.copy()
        self._waiting, self._learned_since = [], set()

    def forget(self) -> None:
        """Know nothing."""
        self._kept, self._learned = None, set()
        self.leave()

    def _step(self, model: StreamModel, vectors: np.ndarray, tokens: np.ndarray) -> None:
        """One step of gradient descent on the likelihood of `tokens` behind `vectors`."""
        layer = model.output_layer
        if self._matrix is None:
            self._matrix = np.zeros((vectors.shape[1], model.shift_size), np.float32)
            self._output = _Output(layer) if layer else None
        if self._weights is None:
            self._weights = layer.weights if layer else model.output_weights()
            self._length = float(np.square(self._weights).sum(axis=1).mean())
        logits, hidden = model.hidden_alone(vectors, vectors @ self._matrix, self.head)
        given = softmax(logits)
        slopes = given.copy()
        slopes[np.arange(len(tokens)), tokens] -= 1.0
        rows = np.flatnonzero(np.abs(slopes).max(axis=0) > LEAST)
        slopes, near = slopes[:, rows], self._weights[rows]
        if self._output:
            near += self._output.change[rows]
        lengths = np.square(vectors).sum(axis=1).mean() * self._length
        self._matrix *= KEPT
        self._matrix -= self._pace * RATE / lengths * (vectors.T @ (slopes @ near))
        if self._output:
            self._output.step(self._pace, given, rows, slopes, hidden)
            if self.head is None or self._output.steps == STEPS:
                self.head = self._output.opened(model)
                # Where no other head can be opened, only the matrix learns.
                self._output = self._output if self.head else None
        self.version += 1

    def _new(self, tokens: np.ndarray) -> np.ndarray:
        """Which tokens are to be learned: bool [tokens]."""
        new = ~self.left_out.mask(tokens.tolist()) if self.left_out else np.ones(len(tokens), bool)
        if len(self._learned) + len(self._learned_since) > MOST_RUNS:
            self._learned, self._learned_since = set(), set()
        runs = _runs(tokens)
        known = np.array([run in self._learned or run in self._learned_since for run in runs], bool)
        self._learned_since.update(runs)
        # What begins with known text is known as well.
        new[:] &= not (len(known) and known.all())
        new[RUN - 1 :] &= ~known
        return new


class _Output:
    """What the output layer has learned.

    Attributes:
        layer: The layer.
        change: float32 [vocabulary, hidden size], what is added to its weights.
        steps: How many were made since a head was opened with them.
    """

    def __init__(self, layer: OutputLayer) -> None:
        self.layer = layer
        self.change = np.zeros_like(layer.weights)
        self.steps = 0
        # How often each token was expected, of how many: before anything is read, all of them alike.
        self._rows = 2 * ROWS
        self._expected = np.full(len(self.change), self._rows / len(self.change), np.float32)

    def step(
        self, pace: float, given: np.ndarray, rows: np.ndarray, slopes: np.ndarray, hidden: np.ndarray
    ) -> None:
        """Move some rows.

        Args:
            pace: How far, in what is usual.
            given: float32 [tokens, vocabulary], the probabilities of all tokens.
            rows: int64 [moved], which rows.
            slopes: float32 [tokens, moved], by how much their probabilities are too high.
            hidden: float32 [tokens, hidden size].
        """
        self._expected += given.sum(axis=0)
        self._rows += len(given)
        usual = np.sqrt(self._expected / self._rows)
        usual += STEADY * usual.mean()
        length = np.sqrt(np.square(hidden).mean() * len(given))
        self.change[rows] -= pace * OUTPUT_RATE / length * (slopes.T @ hidden) / usual[rows, None]
        self.steps += 1

    def copy(self) -> "_Output":
        """Another one that knows as much."""
        other = _Output(self.layer)
        other.change, other.steps = self.change.copy(), self.steps
        other._rows, other._expected = self._rows, self._expected.copy()
        return other

    def opened(self, model: StreamModel) -> Head | None:
        """The model's head with what was learned."""
        self.change *= KEPT**self.steps
        self.steps = 0
        return model.head_with(self.layer.contents(self.change))


def _runs(tokens: np.ndarray) -> list[int]:
    """A number for each run of `RUN` tokens, which no other run is likely to have."""
    count = max(0, len(tokens) - RUN + 1)
    runs = np.zeros(count, np.uint64)
    for place in range(RUN):
        runs = runs * _FACTOR + tokens[place : place + count].astype(np.uint64)
    found: list[int] = runs.tolist()
    return found
