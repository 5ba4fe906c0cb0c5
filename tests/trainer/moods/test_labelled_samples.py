import numpy as np

from trainer.moods.labelled_samples import LabelledSamples

# Texts of 3, 5, 1 and 2 tokens, each begun by the end token.
TOKENS = np.array([0, 11, 12, 13, 0, 21, 22, 23, 24, 25, 0, 31, 0, 41, 42], np.uint16)
LABELS = np.array([1, 0, 1, 0], np.uint8)
SAMPLES = LabelledSamples(TOKENS, LABELS, length=4, seed=3)


def test_a_text_is_padded_in_front_and_keeps_its_last_tokens():
    rows = SAMPLES.rows(np.arange(4))
    np.testing.assert_array_equal(rows, [[2, 11, 12, 13], [22, 23, 24, 25], [2, 2, 2, 31], [2, 2, 41, 42]])
    assert rows.dtype == np.int32


def test_an_epoch_holds_every_text_with_its_label():
    batches = [SAMPLES.batch(step, 2) for step in range(SAMPLES.steps_in_epoch(2))]
    found = {
        (int(row[-1]), int(label)) for b in batches for row, label in zip(b.tokens, b.labels, strict=True)
    }
    assert found == {(13, 1), (25, 0), (31, 1), (42, 0)}


def test_the_last_batch_of_an_epoch_is_as_large_as_the_others():
    assert SAMPLES.steps_in_epoch(3) == 2
    last = SAMPLES.batch(1, 3)
    assert last.tokens.shape == (3, 4)
    first = SAMPLES.batch(0, 3)
    np.testing.assert_array_equal(last.tokens[1:], first.tokens[:2])


def test_a_step_gives_the_same_batch_always_and_epochs_differ():
    many = LabelledSamples(np.tile([0, 5, 6], 50), np.arange(50, dtype=np.uint8), 2, seed=3)
    epochs = [many.batch(step, 50).labels for step in (0, 1, 0)]
    np.testing.assert_array_equal(epochs[0], epochs[2])
    assert (epochs[0] != epochs[1]).any()
