"""What `inkling-train calibrate` writes, and that the desk counts in the same way."""

import json
import math
from pathlib import Path

import pytest

from desktop.engine.bundles.bundle import Bundle as DeskBundle
from desktop.engine.decoding.welcome import Familiarity
from desktop.engine.model.vocabulary import Vocabulary
from tests.trainer.test_cli import run
from tests.trainer.tiny_corpus import story
from trainer.bundles.bundle import Bundle
from trainer.evaluating.calibration import ODD_STRETCHES, WORDS, bits_per_letter, telling_words

TEXT = "\n".join(story(seed) for seed in range(200, 500))


@pytest.fixture
def bundle(bundle_folder: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "bundle"
    folder.mkdir()
    for file in bundle_folder.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


def calibration(folder: Path) -> dict:
    return json.loads((folder / "config.json").read_text(encoding="utf-8"))["calibration"]


def test_the_language_is_written_into_the_bundle_and_the_desk_reads_it(bundle, tmp_path, capsys):
    text = tmp_path / "text.txt"
    text.write_text(TEXT, encoding="utf-8")
    code, _, _ = run("calibrate", str(bundle), str(text), capsys=capsys)
    assert code == 0
    config = DeskBundle.open(bundle).config
    assert config.calibration.bits_per_letter == calibration(bundle)["bits_per_letter"] > 1.0


def test_a_bundle_takes_over_what_was_measured_of_the_one_it_went_on_from(
    bundle, bundle_folder, tmp_path, capsys
):
    curve = tmp_path / "curve.json"
    curve.write_text(json.dumps({"precision": [[0.1, 0.2], [0.5, 0.6]]}), encoding="utf-8")
    assert run("calibrate", str(bundle), "--curve", str(curve), capsys=capsys)[0] == 0
    later = tmp_path / "later"
    later.mkdir()
    for file in bundle_folder.iterdir():
        (later / file.name).write_bytes(file.read_bytes())
    assert run("calibrate", str(later), "--like", str(bundle), capsys=capsys)[0] == 0
    assert calibration(later) == calibration(bundle)
    assert DeskBundle.open(later).config.calibration.precision


def stretch_of(text: str, count: int) -> int:
    """How many words of a text hold so many that are no names."""
    words = text.split()
    return next(n for n in range(len(words)) if len(telling_words(" ".join(words[:n]))) == count)


def test_names_tell_nothing_of_a_language_and_capitals_are_small_letters():
    told = telling_words('Then Mira went. "Tobias," said HE, and ran.')
    assert told == ["Then", "went", "Tobias", "said", "he", "and", "ran"]


def test_desk_and_trainer_count_alike(bundle):
    tokenizer, config = Bundle.open(bundle).tokenizer, DeskBundle.open(bundle).config
    words = TEXT.replace("\n", " ").replace(".", "").replace('"', "").replace(",", "").split()
    # A name in mid-sentence, a sentence that begins with one, and capitals.
    stretch = " ".join([*words[:30], "and Mira said. Tobias saw THE SEA", *words[30:60]])
    stretch = " ".join(stretch.split()[: stretch_of(stretch, WORDS)])
    bits = bits_per_letter(tokenizer, [stretch] * ODD_STRETCHES)
    assert bits is not None
    assert math.isfinite(bits)
    vocabulary = Vocabulary.load(bundle / config.tokenizer.file, config)
    assert not Familiarity(vocabulary, bits + 0.01).is_foreign(stretch + " ")
    assert Familiarity(vocabulary, bits - 0.01).is_foreign(stretch + " ")


def test_the_curve_comes_from_the_desk(bundle, tmp_path, capsys):
    curve = tmp_path / "curve.json"
    curve.write_text(json.dumps({"precision": [[0.1, 0.2], [0.5, 0.7]], "points": []}), encoding="utf-8")
    code, _, _ = run("calibrate", str(bundle), "--curve", str(curve), capsys=capsys)
    assert (code, calibration(bundle)) == (0, {"precision": [[0.1, 0.2], [0.5, 0.7]]})
    assert DeskBundle.open(bundle).config.calibration.probability(0.7) == 0.5


@pytest.mark.parametrize(
    "written", ["", "[]", '{"precision": []}', '{"precision": [[0.5, 0.4], [0.2, 0.6]]}']
)
def test_a_file_that_is_no_curve_changes_nothing(written, bundle, tmp_path, capsys):
    before = (bundle / "config.json").read_bytes()
    curve = tmp_path / "curve.json"
    curve.write_text(written, encoding="utf-8")
    code, _, said = run("calibrate", str(bundle), "--curve", str(curve), capsys=capsys)
    assert code == 1
    assert said.count("\n") == 1
    assert (bundle / "config.json").read_bytes() == before


def test_too_short_a_text_and_none_at_all_are_said(bundle, tmp_path, capsys):
    text = tmp_path / "text.txt"
    text.write_text(story(1), encoding="utf-8")
    assert "too short" in run("calibrate", str(bundle), str(text), capsys=capsys)[2]
    assert "--curve" in run("calibrate", str(bundle), capsys=capsys)[2]


def test_what_was_found_of_the_memory_is_written_and_read_by_the_desk(bundle, tmp_path, capsys):
    found = tmp_path / "memory.json"
    found.write_text(json.dumps({"memory": {"bias": -4.5, "known": 0.8}, "trials": []}), encoding="utf-8")
    code, _, _ = run("calibrate", str(bundle), "--memory", str(found), capsys=capsys)
    memory = DeskBundle.open(bundle).config.calibration.memory
    assert (code, memory.bias, memory.known, memory.sharpness) == (0, -4.5, 0.8, 12.0)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"memory": []}', '{"memory": {}}', '{"memory": {"bias": "x"}}']
)
def test_settings_of_a_memory_that_are_none_are_told(bundle, tmp_path, capsys, text):
    found = tmp_path / "memory.json"
    found.write_text(text, encoding="utf-8")
    code, _, said = run("calibrate", str(bundle), "--memory", str(found), capsys=capsys)
    assert code == 1
    assert "memory" in said
