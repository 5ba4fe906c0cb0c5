import numpy as np
import pytest

from trainer.errors import RunError
from trainer.fitting.checkpoints import load_checkpoint, save_checkpoint


class Variable:
    """What a checkpoint needs of a Keras variable."""

    def __init__(self, value):
        self.value = np.asarray(value)

    @property
    def shape(self):
        return self.value.shape

    def assign(self, value):
        self.value = value


def test_values_and_progress_come_back(tmp_path):
    path = tmp_path / "last.npz"
    saved = [np.array([1.0, 2.0]), np.array([[3]])]
    save_checkpoint(path, [("a", value) for value in saved], {"step": 7})
    empty = [Variable([0.0, 0.0]), Variable([[0]])]
    assert load_checkpoint(path, empty) == {"step": 7}
    for before, after in zip(saved, empty, strict=True):
        np.testing.assert_array_equal(after.value, before)


def test_a_checkpoint_cut_short_is_named(tmp_path):
    path = tmp_path / "last.npz"
    save_checkpoint(path, [("a", np.ones(1))], {})
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(RunError, match=r"cannot be read .* start the run anew"):
        load_checkpoint(path, [Variable([1.0])])


def test_a_checkpoint_of_another_model_is_refused(tmp_path):
    path = tmp_path / "last.npz"
    save_checkpoint(path, [("a", np.ones(1))], {})
    with pytest.raises(RunError, match="another model"):
        load_checkpoint(path, [Variable([1.0, 2.0])])


def test_a_full_disk_leaves_the_checkpoint_before(tmp_path, monkeypatch):
    path = tmp_path / "last.npz"
    save_checkpoint(path, [("a", np.ones(1))], {"step": 1})

    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(RunError, match="No space left"):
        save_checkpoint(path, [("a", np.full(1, 2.0))], {"step": 2})
    assert load_checkpoint(path, [Variable([0.0])]) == {"step": 1}
