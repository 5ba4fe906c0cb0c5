import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.cli import main
from desktop.engine.bundles.memory_settings import USUAL_MEMORY, MemorySettings
from desktop.engine.engine import Engine, SuggestSettings
from desktop.engine.errors import DocumentError
from desktop.engine.measuring import memory_tuning
from desktop.engine.measuring.memory_tuning import Trial, tune_memory
from tests.engine.tiny_story import STORY

# A story with a name that the model must read from the page.
NAMED = ("Zarquil walked on. Then Zarquil said nothing. " * 8 + "\n") * 6


def test_the_settings_that_save_the_most_keys_are_found(engine: Engine) -> None:
    grid = {"known": (0.0, 0.9), "share": (0.0,)}
    tuning = tune_memory(engine, [NAMED], 40, 1, lambda step: None, grid)
    assert len(tuning.trials) == 4
    assert tuning.trials[0].settings == USUAL_MEMORY
    usual, *known, share = tuning.trials
    best = min(usual, *known, key=lambda trial: trial.keys)
    assert share.settings == replace(best.settings, share=0.0)
    assert tuning.after.settings == min(best, share, key=lambda trial: trial.keys).settings
    assert len({trial.keys for trial in tuning.trials}) > 1
    assert tuning.before.letters == tuning.after.letters


@pytest.mark.parametrize("generalises", [True, False])
def test_moves_that_save_keys_alone_are_not_made_together_where_that_costs_some(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, generalises: bool
) -> None:
    elsewhere: list[object] = []

    def keys(settings: MemorySettings, at_other_words: bool) -> int:
        known, share = settings.known == 0.9, settings.share == 0.5
        if at_other_words and not generalises:
            return 100 + known
        return 100 - 10 * known - 5 * share + 30 * (known and share)

    def tried(_: Engine, places: object, settings: list[MemorySettings], tell: object) -> list[Trial]:
        elsewhere.append(places)
        return [Trial(one, 200, keys(one, places is not elsewhere[0]), 9, 3) for one in settings]

    monkeypatch.setattr(memory_tuning, "_try", tried)
    tuning = tune_memory(engine, [NAMED], 10, 1, lambda step: None, {"known": (0.9,), "share": (0.5,)})
    assert [trial.keys for trial in tuning.trials] == [100, 90, 115]
    assert tuning.after.settings == replace(USUAL_MEMORY, known=0.9)
    assert tuning.best == (tuning.after.settings if generalises else USUAL_MEMORY)


def test_afterwards_the_bundles_settings_count_again(engine: Engine) -> None:
    left = NAMED + "Then Za"

    def suggested() -> float:
        engine.forget()
        engine.turn_to(left)
        engine.prepare(left)
        return engine.suggest(left, "", SuggestSettings(precision=0.001))[0].probability

    before = suggested()
    engine.weigh_memory(replace(USUAL_MEMORY, known=0.1, well_known=0.1, share=0.0))
    assert suggested() < before
    tune_memory(engine, [NAMED], 10, 1, lambda step: None, {"share": (0.5,)})
    assert suggested() == before


def test_a_bundles_own_settings_count(stream_bundle: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(stream_bundle, tmp_path / "bundle"))
    config = json.loads((folder / "config.json").read_text())
    settings = {"known": 0.1, "well_known": 0.1, "share": 0.0}
    (folder / "config.json").write_text(json.dumps(config | {"calibration": {"memory": settings}}))
    assert Engine.load(folder).bundle.config.calibration.memory == MemorySettings(**settings)
    found = []
    for one in (folder, stream_bundle):
        engine = Engine.load(one)
        engine.turn_to("it")
        engine.prepare(NAMED + "Then Za")
        found.append(engine.suggest(NAMED + "Then Za", "", SuggestSettings(precision=0.001))[0].probability)
    assert found[0] < found[1]


def test_what_cannot_be_tuned_is_told(engine: Engine, word_engine: Engine) -> None:
    with pytest.raises(DocumentError, match="no words"):
        tune_memory(engine, ["..."], 10, 1, lambda step: None)
    with pytest.raises(DocumentError, match="remembers no story"):
        tune_memory(word_engine, [STORY], 10, 1, lambda step: None)


def test_it_is_a_command(
    stream_bundle: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(memory_tuning.tune_memory, "__defaults__", ({"known": (0.1, 0.9)},))
    text = tmp_path / "text.txt"
    text.write_text(NAMED)
    asked = ["measure", str(stream_bundle), str(text), "--words", "10", "--tune-memory"]
    assert main([*asked, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [trial["settings"]["known"] for trial in answer["trials"]] == [0.6, 0.1, 0.9]
    assert MemorySettings.from_dict(answer["memory"]).known in (0.6, 0.1, 0.9)
    assert main(asked) == 0
    assert "At other words:" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main([*asked, "--calibrate"])
