"""One model of several that began alike: the mean of their weights.

Runs that went on from the same weights lie in one valley, and the middle of it is often lower than where any
of them stopped, at no cost when the model is used (Wortsman et al. 2022, "Model soups", arXiv:2203.05482).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from trainer.errors import BundleError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from trainer.bundles.bundle import Bundle


def average_with(model: Any, bundles: Sequence["Bundle"], tokenizer: "Tokenizer") -> None:
    """Replace a Keras model's weights by the mean of them and those of bundles.

    A bundle whose model could not be told distances counts as one that heeds none: zeros.

    Args:
        model: the model.
        bundles: others of its architecture; one that is named twice counts twice.
        tokenizer: the model's, which has to be that of the bundles.

    Raises:
        BundleError: a bundle has other tokens or another architecture, or no weights.
    """
    ours = [np.asarray(variable) for variable in model.weights]
    sums = [weights.astype(np.float64) for weights in ours]
    for bundle in bundles:
        if bundle.tokenizer.to_str() != tokenizer.to_str():
            raise BundleError(
                f"{bundle.folder} has another vocabulary than the run; only models of one vocabulary, which "
                "went on from the same weights, can be averaged."
            )
        for variable in model.weights:
            variable.assign(np.zeros(variable.shape))
        bundle.load_weights(model)
        for total, variable in zip(sums, model.weights, strict=True):
            total += np.asarray(variable)
    for variable, before, total in zip(model.weights, ours, sums, strict=True):
        variable.assign((total / (1 + len(bundles))).astype(before.dtype))
