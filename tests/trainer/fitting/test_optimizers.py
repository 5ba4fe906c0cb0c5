import keras
import pytest

from trainer.fitting.optimizers import make_optimizer
from trainer.model.cursor_model import CursorModel, CursorShape
from trainer.settings import OPTIMIZERS, TrainingSettings
from trainer.workers.workers import ALONE


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_each_optimizer_is_made_as_the_settings_say(name):
    training = TrainingSettings(
        optimizer=name, learning_rate=0.02, clip_norm=0.7, weight_decay=0.1, average=0.9
    )
    optimizer = make_optimizer(training, ALONE)
    assert float(optimizer.learning_rate) == pytest.approx(0.02)
    assert (optimizer.global_clipnorm, optimizer.weight_decay, optimizer.ema_momentum) == (0.7, 0.1, 0.9)
    # To be set before each step.
    optimizer.learning_rate = 0.01
    assert float(optimizer.learning_rate) == pytest.approx(0.01)


def test_muon_learns_the_matrices_between_layers_and_adam_the_rest():
    model = CursorModel(CursorShape(50, 12, 16, 2, cell="peephole", tied=False, distances=True))
    optimizer = make_optimizer(TrainingSettings(optimizer="muon"), ALONE)
    assert isinstance(optimizer, keras.optimizers.Muon)
    assert optimizer.weight_decay is optimizer.adam_weight_decay is None
    optimizer.build(model.trainable_variables)
    # Adam alone needs a second moment.
    by_muon = {
        variable.path
        for variable, velocity in zip(model.trainable_variables, optimizer.adam_velocities, strict=True)
        if velocity is None
    }
    kernels = {v.path for v in model.trainable_variables if v.name in ("kernel", "recurrent_kernel")}
    assert by_muon == {path for path in kernels if not path.startswith("scores")}
    assert len(by_muon) == 8
