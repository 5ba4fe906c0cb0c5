"""Writes text with a model, one token at a time."""

import numpy as np
from tokenizers import Tokenizer

from trainer.predicting.predictor import Floats, Predictor
from trainer.texts.words import count_words


def draw(logits: Floats, rng: np.random.Generator, temperature: float, top_p: float) -> int:
    """Draw a token from the smallest set of likely tokens that holds `top_p` of the probability.

    Nucleus sampling: Holtzman et al. 2019, "The Curious Case of Neural Text Degeneration". A temperature of 0
    takes the likeliest token.

    Args:
        logits: `[vocabulary]`.
        rng: source of chance.
        temperature: divides the logits; below 1 sharpens.
        top_p: share of the probability kept, above 0 and up to 1.
    """
    if temperature <= 0.0:
        return int(np.argmax(logits))
    scaled = (logits - logits.max()) / temperature
    probabilities = np.exp(scaled)
    probabilities /= probabilities.sum()
    order = np.argsort(probabilities)[::-1]
    kept = order[: int(np.searchsorted(np.cumsum(probabilities[order]), top_p)) + 1]
    share = probabilities[kept] / probabilities[kept].sum()
    return int(rng.choice(kept, p=share))


def write_text(
    predictor: Predictor,
    tokenizer: Tokenizer,
    prompt: str,
    end_token: int,
    tokens: int,
    temperature: float = 0.8,
    top_p: float = 0.92,
    seed: int = 1,
    words: int = 0,
) -> str:
    """Continue a prompt.

    Args:
        predictor: the model.
        tokenizer: its tokenizer.
        prompt: text to go on from; may be empty.
        end_token: id a text begins with; drawing it ends the text.
        tokens: how many tokens to write at most.
        temperature: as in `draw`.
        top_p: as in `draw`.
        seed: same seed, same text.
        words: where to end the text, before the next word begins; 0 does not count them.

    Returns:
        The new text without the prompt.
    """
    rng = np.random.default_rng(seed)
    states = predictor.initial_states(1)
    given = tokenizer.encode(prompt, add_special_tokens=False).ids
    unread = [end_token, *given]
    written: list[int] = []
    enough = False
    while len(written) < tokens:
        left, states = predictor.read_left(np.array([unread], np.int32), states)
        token = draw(predictor.logits(left[:, -1], None)[0], rng, temperature, top_p)
        enough = words > 0 and count_words(tokenizer.decode([*written, token])) > words
        if enough or token == end_token:
            break
        written.append(token)
        unread = [token]
    # Decoded with the prompt, so that models of whole words set a space between them.
    text = tokenizer.decode(given + written)[len(tokenizer.decode(given)) :]
    return text.rstrip() if enough else text
