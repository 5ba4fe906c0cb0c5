import pytest

from trainer.errors import PresetError, RunError
from trainer.fitting.resuming import resumed_preset
from trainer.settings import load_preset


@pytest.mark.parametrize(
    "assignment",
    [
        "kind=window",
        "corpus.pieces=words",
        "corpus.vocabulary_size=300",
        "corpus.lowercase=true",
        "corpus.valid_share=0.1",
        "model.embedding=8",
        "model.units=256",
        "model.forward_layers=2",
        "model.cell=gru",
        "model.tied=false",
        "model.distances=true",
        "training.streams=8",
        "training.window=16",
        "training.both_sides=0.25",
        "training.optimizer=rmsprop",
        "training.average=0.9",
        "training.seed=2",
    ],
)
def test_what_a_run_has_fixed_is_refused(assignment):
    name = assignment.partition("=")[0]
    with pytest.raises(RunError, match=rf"^{name} of this run is .* start a new run without --resume\.$"):
        resumed_preset(load_preset("small"), ["training.epochs=5.5", assignment])


@pytest.mark.parametrize(
    "assignment",
    [
        "name=Other",
        "language=de",
        "licence=mine",
        "model.dropout=0.5",
        "model.recurrent_dropout=0.2",
        "training.epochs=5.5",
        "training.tokens=100",
        "training.learning_rate=1e-4",
        "training.warmup_tokens=0",
        "training.cooldown_share=0.5",
        "training.final_rate=0.1",
        "training.clip_norm=2.0",
        "training.weight_decay=0.1",
        "training.validate_every=100",
        "training.patience=2",
        "training.candidates=3000",
        "training.precision=float32",
        "training.towers=1",
        "model.units=192",
    ],
)
def test_the_rest_may_change_and_what_stays_as_it_is_may_be_named(assignment):
    before = load_preset("small")
    after = resumed_preset(before, [assignment])
    assert (after == before) == (assignment == "model.units=192")


def test_one_average_may_follow_another():
    before = resumed_preset(load_preset("small"), [])
    assert before == load_preset("small")
    from trainer.settings import override

    averaged = override(before, ["training.average=0.9"])
    assert resumed_preset(averaged, ["training.average=0.99"]).training.average == 0.99
    with pytest.raises(RunError, match=r"training\.average"):
        resumed_preset(averaged, ["training.average=0.0"])


def test_what_cannot_work_is_refused_on_resuming_too():
    with pytest.raises(PresetError, match=r"training\.learning_rate is nan"):
        resumed_preset(load_preset("small"), ["training.learning_rate=nan"])
