"""What workers must have in common is compared before they train."""

import json
import shutil
from dataclasses import replace

import pytest

from trainer.errors import WorkersError
from trainer.fitting.agreement import agree
from trainer.fitting.run import Run
from trainer.workers.meeting import Meeting


class MeetingWith(Meeting):
    """A meeting of two, of whom the first has told its facts before; without any, it says what one says."""

    def __init__(self, *first):
        self.addresses = ["one:1", "two:2"]
        self.first, self.told = first, {}

    def exchange(self, facts):
        self.told = json.loads(json.dumps(facts))
        return [*(self.first or [self.told]), self.told]


@pytest.fixture
def facts(trained_run):
    run = Run(trained_run)
    return {"preset": run.preset(), "data": run.data, "resume": False, "bundle": None}


def difference(facts, **other):
    first = MeetingWith()
    agree(first, **facts)
    with pytest.raises(WorkersError) as error:
        agree(MeetingWith(first.told), **{**facts, **other})
    return str(error.value)


def test_those_who_have_all_in_common_agree(facts, tmp_path):
    # The other's files are as old as may be.
    shutil.copytree(facts["data"], tmp_path / "data", copy_function=shutil.copyfile)
    data = json.loads((tmp_path / "data" / "data.json").read_text())
    (tmp_path / "data" / "data.json").write_text(json.dumps({**data, "fingerprint": "of other times"}))
    first = MeetingWith()
    agree(first, **facts)
    agree(MeetingWith(first.told), **{**facts, "data": tmp_path / "data"})


def test_a_setting_that_differs_is_named(facts):
    preset = facts["preset"]
    other = replace(preset, training=replace(preset.training, learning_rate=0.5))
    assert difference(facts, preset=other) == (
        "training.learning_rate is 0.01 at worker one:1 but 0.5 at two:2; give all workers the same --preset "
        "and --set."
    )


def test_other_texts_are_told(facts, tmp_path):
    shutil.copytree(facts["data"], tmp_path / "data")
    tokens = bytearray((tmp_path / "data" / "train.bin").read_bytes())
    tokens[len(tokens) // 2] ^= 1
    (tmp_path / "data" / "train.bin").write_bytes(tokens)
    sentence = difference(facts, data=tmp_path / "data")
    assert sentence.startswith("The texts of worker two:2 came out different from those of one:1; give both")


def test_all_resume_or_none(facts):
    assert difference(facts, resume=True) == (
        "Worker two:2 goes on with a run but one:1 starts a new one; give all workers --resume or none."
    )


def test_all_go_on_from_the_same_bundle(facts, tmp_path):
    (tmp_path / "config.json").write_text("{}")
    assert "from different bundles; give all workers the same --from." in difference(facts, bundle=tmp_path)


def test_the_presets_of_different_kinds_differ(facts):
    assert "kind is cursor" in difference(facts, preset=replace(facts["preset"], kind="window"))


def test_a_worker_of_many_cores_fits_one_of_few(facts, monkeypatch):
    preset = facts["preset"]
    automatic = replace(preset, training=replace(preset.training, towers=0))
    monkeypatch.setattr("trainer.backend._cores", lambda: preset.training.towers)
    first = MeetingWith()
    agree(first, **facts)
    agree(MeetingWith(first.told), **{**facts, "preset": automatic})
    monkeypatch.setattr("trainer.backend._cores", lambda: 64)
    assert "training.towers is 2 at worker one:1 but 64 at two:2" in difference(facts, preset=automatic)
