import pytest

from trainer.errors import PresetError
from trainer.settings import PRESETS, load_preset, override, to_toml


@pytest.mark.parametrize("name", sorted(path.stem for path in PRESETS.glob("*.toml")))
def test_a_shipped_preset_comes_back_from_its_own_toml(name, tmp_path):
    preset = load_preset(name)
    copy = tmp_path / "copy.toml"
    copy.write_text(to_toml(preset), encoding="utf-8")
    assert load_preset(str(copy)) == preset


def test_a_name_with_quotes_survives(tmp_path):
    preset = override(load_preset("small"), ['name = "A \\"quoted\\" name"'])
    copy = tmp_path / "copy.toml"
    copy.write_text(to_toml(preset), encoding="utf-8")
    assert load_preset(str(copy)).name == 'A "quoted" name'


def test_single_settings_change():
    preset = override(
        load_preset("small"), ["training.tokens=5_000", "name=Mine", "training.learning_rate=1"]
    )
    assert (preset.training.tokens, preset.name, preset.training.learning_rate) == (5000, "Mine", 1.0)


@pytest.mark.parametrize(
    ("assignment", "words"),
    [
        ("training.tokenz=5", "a key of the preset"),
        ("nowhere.at.all=5", "a key of the preset"),
        ("training.tokens", "section.key=value"),
        ("training.tokens=many", "must be of type int"),
        ("training.streams=-1", "greater than zero"),
        ("training.clip_norm=0", "greater than zero"),
        ("model.dropout=1.5", "at least 0 and less than 1"),
        ("training.cooldown_share=1.5", "between 0 and 1"),
        ("model.backward=false", "set it to 0.0"),
        ("training.precision=float64", "'bfloat16' or 'float32'"),
        ("model.cell=elman", "use one of lstm, gru, coupled, peephole"),
        ("model.cell=3", "must be of type str"),
        ("training.learning_rate=2.0", "can be at most 1.0"),
        ("training.learning_rate=nan", "no number to work with"),
        ("training.clip_norm=inf", "no number to work with"),
        ("training.window=100000", "can be at most 1,024"),
        ("training.streams=1000000", "can be at most 16,384"),
        ("model.units=1000000", "can be at most 8,192"),
        ("training.seed=-1", "must not be negative"),
        ("corpus.seed=-1", "must not be negative"),
        ("training.seed=4294967296", "at most 4294967295"),
        ("training.tokens=-5", "must not be negative"),
        ("training.final_rate=2.0", "between 0 and 1"),
        ("training.optimizer=sgd", "use one of adam"),
        ("corpus.pieces=runes", "has to be one of bytes, words, characters"),
        ("corpus.pieces=3", "has to be one of bytes, words, characters"),
        ("corpus.vocabulary_size=200", "at least 257"),
        ("corpus.vocabulary_size=100000000", "at most 1,000,000"),
        ("corpus.valid_share=nan", "has to lie between"),
        ("model.units=true", "model.units is True, but it must be of type int"),
        ("training.learning_rate=true", "must be of type float"),
        ("training.epochs=1e300", "at most"),
        ("training.tokens=99999999999999999999", "at most"),
        ("training.towers=5000", "at most 1,024"),
    ],
)
def test_a_setting_that_cannot_work_is_named(assignment, words):
    with pytest.raises(PresetError, match=words):
        override(load_preset("small"), [assignment])


def test_a_cell_is_for_models_around_the_cursor():
    with pytest.raises(PresetError, match="for models of the kind 'cursor'"):
        override(load_preset("small"), ["kind=window", "model.cell=gru"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name = ", "cannot be read"),
        ("colour = 3", "unknown setting colour"),
        ("[model]\nlayers = 3", "unknown setting model.layers"),
    ],
)
def test_a_broken_preset_file_is_named(tmp_path, text, words):
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PresetError, match=words):
        load_preset(str(path))


def test_an_unknown_preset_lists_the_known_ones():
    with pytest.raises(PresetError, match="flagship"):
        load_preset("flagshop")


def test_a_mood_model_reads_words():
    with pytest.raises(PresetError, match=r"set corpus\.pieces to 'words'"):
        override(load_preset("mood"), ["corpus.pieces=bytes"])


def test_an_unknown_optimizer_is_named():
    with pytest.raises(PresetError, match="use one of adam, muon, rmsprop"):
        override(load_preset("mood"), ["training.optimizer=sgd"])
