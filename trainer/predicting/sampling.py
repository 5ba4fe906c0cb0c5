"""Writes text with a model, one token at a time."""

import math
import re

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from trainer.errors import PresetError
from trainer.predicting.predictor import Floats, Predictor
from trainer.texts.words import count_words

# Below this, dividing by the temperature leaves the likeliest token alone.
_COLDEST = 1e-3
# How a byte-level vocabulary writes the space that a word begins with.
_SPACE = "Ġ"
_NEVER = 1e4
_CLOSING, _OPENING = re.compile(r" +([,.;:!?%)\]}…]+)(?=\s|$|[\"')\]])"), re.compile(r"([(\[{]) +")
_SHORTENED = re.compile(r" '(s|t|re|ve|m|ll|d)\b", re.IGNORECASE)
_QUOTED = re.compile(r'" ?([^"\n]*?) ?("|$)', re.MULTILINE)


def check_sampling(words: int, temperature: float, top_p: float, seed: int) -> None:
    """Refuse what no text can be drawn with.

    Raises:
        PresetError: a number is out of its range, or none at all.
    """
    if not (math.isfinite(temperature) and temperature >= 0.0):
        raise PresetError(f"The temperature is {temperature}, but it must be 0 or more; 0.8 is usual.")
    if not 0.0 < top_p <= 1.0:
        raise PresetError(f"top-p is {top_p}, but it must be above 0 and at most 1; 0.92 is usual.")
    if words < 1:
        raise PresetError(f"{words} words cannot be written; ask for one or more.")
    if seed < 0:
        raise PresetError(f"The seed is {seed}, but it must not be negative.")


def joined(prompt: str, text: str) -> str:
    """A prompt and what `write_text` has made of it, with one space between them, not two."""
    return prompt + (text.lstrip(" ") if prompt.endswith((" ", "\n")) else text)


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
    if temperature < _COLDEST:
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
        The new text without the prompt; where the prompt ends in a space, it begins with the next word.
    """
    rng = np.random.default_rng(seed)
    states = predictor.initial_states(1)
    begins_word = _begins_word(tokenizer)
    is_spaced = begins_word.any() and prompt.endswith(" ")
    # A space at the end is the next word's own, in the texts that the model has learned.
    given = tokenizer.encode(prompt.rstrip(" ") if is_spaced else prompt, add_special_tokens=False).ids
    unread = [end_token, *given]
    written: list[int] = []
    enough = False
    while len(written) < tokens:
        left, states = predictor.read_left(np.array([unread], np.int32), states)
        logits = predictor.logits(left[:, -1], None)[0]
        if is_spaced and not written:
            logits = np.where(begins_word, logits, logits.min() - _NEVER)
        token = draw(logits, rng, temperature, top_p)
        enough = words > 0 and count_words(tokenizer.decode([*written, token])) > words
        if enough or token == end_token:
            break
        written.append(token)
        unread = [token]
    # Decoded with the prompt, so that models of whole words set a space between them.
    before, whole = tokenizer.decode(given), tokenizer.decode(given + written)
    if _has_whole_words(tokenizer):
        before, whole = _as_written(before), _as_written(whole)
    text = whole[len(before) :]
    return text.rstrip() if enough else text


def _begins_word(tokenizer: Tokenizer) -> NDArray[np.bool_]:
    """Which tokens of a byte-level vocabulary begin with a space, `[vocabulary]`."""
    tokens = [tokenizer.id_to_token(number) or "" for number in range(tokenizer.get_vocab_size())]
    return np.array([token.startswith(_SPACE) and len(token) > 1 for token in tokens])


def _has_whole_words(tokenizer: Tokenizer) -> bool:
    """Whether the decoder puts a space between any two tokens, as that of whole words does."""
    comma = tokenizer.token_to_id(",")
    return comma is not None and " " in tokenizer.decode([comma, comma])


def _as_written(text: str) -> str:
    """Whole words and marks, each with a space before it, as people write them."""
    text = _QUOTED.sub(r'"\1\2', _SHORTENED.sub(r"'\1", text))
    return _OPENING.sub(r"\1", _CLOSING.sub(r"\1", text))
