"""What a model runs on, chosen by the clock, and what becomes of it when it is lost.

There is no graphics card here: all accelerators are fakes that compute on the CPU and whose time is made up
(see `fake_runtime`).
"""

import itertools
import json
import shutil
from pathlib import Path

import pytest

from desktop.engine.devices.device import Device
from desktop.engine.engine import ContinueSettings, Engine
from desktop.engine.errors import BundleDamagedError
from desktop.engine.folders import cache_folder
from desktop.engine.placement.verdict import FILE, MOST_REMEMBERED, Circumstances, Figures, Verdict, remember
from tests.engine.fake_runtime import FakeRuntime

LEFT = "Once upon a time there was"
CARD = Device("CUDA", "Fake Card 9000")
FAST, SLOW = {"cpu": 0.004, "cuda": 0.001}, {"cpu": 0.001, "cuda": 0.004}


def load(folder: Path, fake: FakeRuntime, provider: str = "auto") -> Engine:
    return Engine.load(folder, provider, runtime=fake.runtime)


def never() -> bool:
    return False


# --- the choice --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("seconds", "provider"), [(FAST, "CUDA"), (SLOW, "CPU")])
def test_the_faster_of_cpu_and_fake_gpu_is_taken(
    seconds: dict[str, float], provider: str, stream_bundle: Path
) -> None:
    engine = load(stream_bundle, FakeRuntime(seconds=seconds))
    assert engine.provider == "CPU"  # until it is known
    assert engine.placement.is_undecided
    assert engine.placement.measure(never)
    assert not engine.placement.is_undecided
    assert engine.provider == provider


def test_a_fake_gpu_that_is_hardly_faster_is_not_worth_it(stream_bundle: Path) -> None:
    engine = load(stream_bundle, FakeRuntime(seconds={"cpu": 0.00100, "cuda": 0.00095}))
    engine.placement.measure(never)
    assert engine.provider == "CPU"


def test_the_fastest_of_several_fake_accelerators_is_taken(stream_bundle: Path) -> None:
    seconds = {"cpu": 0.004, "cuda": 0.002, "directml": 0.001}
    engine = load(stream_bundle, FakeRuntime(("cuda", "directml"), seconds))
    engine.placement.measure(never)
    assert engine.provider == "DirectML"


def test_medians_of_all_fake_providers_are_told(stream_bundle: Path) -> None:
    engine = load(stream_bundle, FakeRuntime(seconds=FAST))
    engine.placement.measure(never)
    verdict = engine.placement.verdict
    assert verdict is not None
    cpu, cuda = verdict.figures["cpu"], verdict.figures["cuda"]
    assert (cpu.device, cuda.device) == (Device("CPU"), CARD)
    # One step with one row and six with four, each of two graphs, and two predictions.
    assert cpu.suggestion_ms == pytest.approx(16 * 4)
    assert cuda.suggestion_ms == pytest.approx(16 * 1)
    assert cuda.words_per_second == pytest.approx(4 * cpu.words_per_second, rel=0.01)


def test_models_of_the_other_kind_are_measured_with_fakes_too(word_bundle: Path) -> None:
    engine = load(word_bundle, FakeRuntime(seconds=FAST))
    assert engine.placement.measure(never)
    assert engine.provider == "CUDA"
    assert engine.suggest(LEFT)


def test_measuring_fakes_makes_way_and_goes_on(stream_bundle: Path) -> None:
    engine = load(stream_bundle, FakeRuntime(seconds=FAST))
    calls = 0
    answers = itertools.cycle([False, False, False, True])
    while not engine.placement.measure(lambda: next(answers)):
        calls += 1
        assert engine.provider == "CPU"
        assert engine.placement.is_undecided
    assert calls > 5
    assert engine.provider == "CUDA"


def test_a_choice_of_the_writer_is_kept_whatever_is_measured_of_fakes(stream_bundle: Path) -> None:
    engine = load(stream_bundle, FakeRuntime(seconds=SLOW), "cuda")
    assert not engine.placement.is_undecided
    engine.placement.measure(never)
    assert engine.provider == "CUDA"


@pytest.mark.parametrize(
    ("fake", "reason"),
    [
        (FakeRuntime(seconds=FAST, broken={"cuda": "left"}), "no device here"),
        (FakeRuntime(seconds=FAST, lost={"cuda"}), "the card has gone"),
        (FakeRuntime(seconds=FAST, runs_left=60), "the card has gone"),
        (FakeRuntime(seconds=FAST, wrong={"cuda"}), "its predictions for a sample text have changed"),
    ],
    ids=["fails to start", "fails at once", "fails while measured", "computes nonsense"],
)
def test_a_fake_gpu_that_does_not_work_is_not_chosen(
    fake: FakeRuntime, reason: str, stream_bundle: Path
) -> None:
    engine = load(stream_bundle, fake)
    assert engine.placement.measure(never)
    assert engine.provider == "CPU"
    assert engine.placement.verdict is not None
    assert reason in engine.placement.verdict.failures["cuda"]
    assert list(engine.placement.verdict.figures) == ["cpu"]
    assert engine.placement.take_failure() is None  # nobody had been promised a GPU


def test_where_only_the_cpu_is_offered_nothing_is_measured_or_kept(stream_bundle: Path) -> None:
    fake = FakeRuntime(())
    engine = load(stream_bundle, fake)
    assert not engine.placement.is_undecided
    assert engine.placement.offered == ("cpu",)
    assert not cache_folder().exists()
    assert len(fake.opened) == 3


# --- the memory of it --------------------------------------------------------------------------------


def test_the_choice_among_fakes_is_remembered(stream_bundle: Path) -> None:
    first = load(stream_bundle, FakeRuntime(seconds=FAST))
    first.placement.measure(never)
    fake = FakeRuntime(seconds=SLOW)
    second = load(stream_bundle, fake)
    assert second.provider == "CUDA"
    assert not second.placement.is_undecided
    assert second.placement.verdict == first.placement.verdict
    assert len(fake.opened) == 3  # the CPU's sessions are not opened for nothing


@pytest.mark.parametrize(
    "changed",
    [
        FakeRuntime(version="2.0.0"),
        FakeRuntime(("cuda", "directml")),
        FakeRuntime(graphics=["Another Card"]),
    ],
    ids=["ONNX Runtime", "providers", "graphics card"],
)
def test_what_has_changed_is_measured_anew_with_fakes(changed: FakeRuntime, stream_bundle: Path) -> None:
    load(stream_bundle, FakeRuntime(seconds=FAST)).placement.measure(never)
    engine = load(stream_bundle, changed)
    assert engine.placement.is_undecided
    assert engine.provider == "CPU"


def test_another_model_is_measured_by_itself(stream_bundle: Path, letter_bundle: Path) -> None:
    load(stream_bundle, FakeRuntime(seconds=FAST)).placement.measure(never)
    assert load(letter_bundle, FakeRuntime()).placement.is_undecided


@pytest.mark.parametrize("damage", ["", "[]", "{", '{"KEY": {"fastest": "cuda"}}', '{"KEY": 5}'])
def test_a_damaged_memory_is_measured_anew(damage: str, stream_bundle: Path) -> None:
    load(stream_bundle, FakeRuntime(seconds=FAST)).placement.measure(never)
    path = cache_folder() / FILE
    (key,) = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(damage.replace("KEY", key), encoding="utf-8")
    engine = load(stream_bundle, FakeRuntime(seconds=FAST))
    assert engine.placement.is_undecided
    engine.placement.measure(never)
    assert load(stream_bundle, FakeRuntime()).provider == "CUDA"


def test_a_cache_that_cannot_be_written_keeps_nobody_from_choosing(stream_bundle: Path) -> None:
    cache_folder().parent.mkdir(parents=True, exist_ok=True)
    cache_folder().write_text("a file where the folder should be")
    engine = load(stream_bundle, FakeRuntime(seconds=FAST))
    engine.placement.measure(never)
    assert engine.provider == "CUDA"


def test_the_memory_does_not_grow_for_ever() -> None:
    verdict = Verdict("cpu", {"cpu": Figures(Device(), 1.0, 2.0)})
    for number in range(MOST_REMEMBERED + 5):
        remember(Circumstances(str(number), "1.0", ("cpu",), (), 1), verdict)
    entries = json.loads((cache_folder() / FILE).read_text(encoding="utf-8")).values()
    assert [entry["circumstances"]["bundle"] for entry in entries] == [str(n) for n in range(5, 25)]


# --- the loss ----------------------------------------------------------------------------------------


def test_a_fake_gpu_lost_in_the_middle_of_a_suggestion_costs_nothing(stream_bundle: Path) -> None:
    expected = load(stream_bundle, FakeRuntime(), "cpu").suggest(LEFT)
    # More runs than loading takes, fewer than loading and suggesting take.
    counting = FakeRuntime()
    engine = load(stream_bundle, counting, "cuda")
    loading = 1_000_000 - counting.runs_left
    engine.suggest(LEFT)
    both = 1_000_000 - counting.runs_left
    assert both - loading > 4
    for runs in {loading + 1, (loading + both) // 2, both - 1}:
        engine = load(stream_bundle, FakeRuntime(runs_left=runs), "cuda")
        assert engine.provider == "CUDA"
        assert engine.suggest(LEFT) == expected
        assert engine.placement.device == Device("CPU")


def test_a_fake_gpu_lost_in_the_middle_of_a_continuation_costs_nothing(stream_bundle: Path) -> None:
    settings = ContinueSettings(words=20, seed=3)
    expected = list(load(stream_bundle, FakeRuntime(), "cpu").continue_story(LEFT, "", settings))
    fake = FakeRuntime()
    engine = load(stream_bundle, fake, "cuda")
    pieces = []
    for piece in engine.continue_story(LEFT, "", settings):
        pieces.append(piece)
        if len(pieces) == 3:
            assert engine.provider == "CUDA"
            fake.lost.add("cuda")
    assert pieces == expected
    assert engine.provider == "CPU"


def test_the_memory_of_the_story_outlives_a_fake_gpu(stream_bundle: Path) -> None:
    fake = FakeRuntime()
    engine = load(stream_bundle, fake, "cuda")
    engine.turn_to("story")
    engine.prepare(LEFT, "", "Captain Zorblatt sailed. Captain Zorblatt slept. ", "")
    remembered = engine.remembered_words
    assert remembered > 0
    fake.lost.add("cuda")
    assert engine.suggest(LEFT) is not None
    assert engine.provider == "CPU"
    assert engine.remembered_words == remembered


def test_the_loss_of_a_fake_gpu_is_told_once(stream_bundle: Path, caplog: pytest.LogCaptureFixture) -> None:
    fake = FakeRuntime()
    engine = load(stream_bundle, fake, "cuda")
    fake.lost.add("cuda")
    for word in ("", " a", " a house"):
        engine.suggest(LEFT + word)
    told = (
        "CUDA failed while the model ran (the card has gone), so the model goes on on the CPU, with nothing "
        "lost; restart Inkling to try CUDA again."
    )
    assert [record.message for record in caplog.records] == [told]
    assert str(engine.placement.take_failure()) == told
    assert engine.placement.take_failure() is None


def test_a_chosen_fake_gpu_that_is_lost_is_measured_anew_at_the_next_start(stream_bundle: Path) -> None:
    load(stream_bundle, FakeRuntime(seconds=FAST)).placement.measure(never)
    fake = FakeRuntime(seconds=FAST)
    engine = load(stream_bundle, fake)
    fake.lost.add("cuda")
    engine.suggest(LEFT)
    assert engine.placement.take_failure() is not None
    assert load(stream_bundle, FakeRuntime(seconds=FAST)).placement.is_undecided


def test_a_remembered_fake_gpu_that_is_gone_at_the_next_start_is_told(stream_bundle: Path) -> None:
    load(stream_bundle, FakeRuntime(seconds=FAST)).placement.measure(never)
    engine = load(stream_bundle, FakeRuntime(seconds=FAST, broken={"cuda": ""}))
    assert engine.provider == "CPU"
    assert "CUDA failed to start" in str(engine.placement.take_failure())
    assert engine.suggest(LEFT)


def test_a_model_that_was_replaced_meanwhile_does_not_mix_with_the_old_one(
    stream_bundle: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(stream_bundle, tmp_path / "model"))
    fake = FakeRuntime()
    engine = load(folder, fake, "cuda")
    (folder / "left.onnx").write_bytes(b"another model's")
    fake.lost.add("cuda")
    with pytest.raises(BundleDamagedError, match="was altered"):
        engine.suggest(LEFT)


def test_the_graphs_in_use_are_measured_not_opened_again(stream_bundle: Path) -> None:
    fake = FakeRuntime()
    engine = load(stream_bundle, fake)
    engine.placement.measure(never)
    assert [providers[0] for providers in fake.opened].count("CPUExecutionProvider") == 3


def test_an_error_of_the_cpu_is_an_error(stream_bundle: Path) -> None:
    fake = FakeRuntime()
    engine = load(stream_bundle, fake, "cpu")
    fake.lost.add("cpu")
    with pytest.raises(BundleDamagedError, match=r"failed while it ran \(the card has gone\)"):
        engine.suggest(LEFT)


# --- a head with other weights -----------------------------------------------------------------------


def test_a_changed_head_is_opened_on_the_cpu_alone(stream_bundle: Path) -> None:
    contents = (stream_bundle / "head.onnx").read_bytes()
    engine = load(stream_bundle, FakeRuntime(seconds=FAST))
    assert engine.placement.open_head(contents)
    assert engine.placement.open_head(b"no graph") is None
    engine.placement.measure(never)
    assert engine.provider == "CUDA"
    assert engine.placement.open_head(contents) is None
