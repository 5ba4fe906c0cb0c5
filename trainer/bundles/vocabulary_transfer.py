"""Goes on from a bundle with another vocabulary: new tokens begin as the old ones that spell them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

# The weights of a model around the cursor that have an entry for each token, and along which axis.
_TOKEN_AXES = {"embedding/embeddings": 0, "scores/kernel": 1, "scores/bias": 0}


class VocabularyTransfer:
    """Weights for a new vocabulary's tokens out of those for an old one's.

    A token that both hold keeps its own; another one starts with the mean of those of the old tokens that the
    old vocabulary spells it with. All else that a model has learned, how words follow one another, can then
    be taken over as it is.

    Args:
        old: the tokenizer that the weights were learned with.
        new: the tokenizer they are to serve, of the same kind of pieces.

    Attributes:
        kept: how many tokens both vocabularies hold.
    """

    def __init__(self, old: Tokenizer, new: Tokenizer):
        known = old.get_vocab()
        # As the vocabulary writes it: a piece of bytes need not be a whole letter.
        pieces = [new.id_to_token(number) for number in range(new.get_vocab_size())]
        self.kept = sum(piece in known for piece in pieces)
        spelled = [
            [known[piece]] if piece in known else [token.id for token in old.model.tokenize(piece)]
            for piece in pieces
        ]
        self._lengths = np.array([[len(ids)] for ids in spelled], np.float32)
        self._begins = np.cumsum([0, *(len(ids) for ids in spelled[:-1])])
        self._ids = np.concatenate(spelled)

    def respelled(self, path: str, weights: NDArray[Any]) -> NDArray[np.float32]:
        """A variable's weights for the new vocabulary; as they are where they are not of single tokens.

        Args:
            path: the variable's, as Keras names it.
            weights: for the old vocabulary.
        """
        values = np.asarray(weights, np.float32)
        axis = _TOKEN_AXES.get(path)
        if axis is None:
            return values
        by_token = np.moveaxis(values, axis, 0)
        flat = by_token.reshape(len(by_token), -1)
        means = (np.add.reduceat(flat[self._ids], self._begins, axis=0) / self._lengths).astype(np.float32)
        return np.moveaxis(means.reshape(-1, *by_token.shape[1:]), 0, axis)
