"""How long a training will take, before anything of it is known."""

from desktop.engine.learning.steps import EPOCHS, TYPED_WORDS, Step

# Measured with the English model on two cores of a server; other machines differ, and the trainer says better
# once it has begun.
TOKENS_A_WORD = 1.35
TOKENS_A_SECOND = 5000.0
WORDS_TYPED_A_SECOND = 20.0
START_SECONDS = 15.0  # of TensorFlow, and of reading
EVALUATE_SECONDS, EXPORT_SECONDS = 30.0, 60.0


def expected_seconds(words: int) -> dict[Step, float]:
    """How long each step takes, about, with so many words to learn from."""
    typing = TYPED_WORDS / WORDS_TYPED_A_SECOND
    return {
        Step.KEYS_BEFORE: typing,
        Step.BEFORE: EVALUATE_SECONDS,
        Step.FIT: START_SECONDS + words * TOKENS_A_WORD * EPOCHS / TOKENS_A_SECOND,
        Step.EXPORT: EXPORT_SECONDS,
        Step.CALIBRATE: START_SECONDS,
        Step.AFTER: EVALUATE_SECONDS,
        Step.KEYS_AFTER: typing,
    }
