"""How light or dark a passage reads, and how a text is cut into passages."""

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from onnx import numpy_helper

from desktop import cli
from desktop.engine.bundles.finding import default_model, default_mood_model, find_models, find_mood_models
from desktop.engine.engine import Engine
from desktop.engine.errors import BundleDamagedError, BundleKindError, BundleMissingError
from desktop.engine.mood.mood_model import BATCH, MoodModel
from desktop.engine.mood.passages import FEWEST_WORDS, LONGEST_PIECE, MOST_WORDS, SHORTEST_REST, cut_passages
from desktop.engine.words import count_words
from tests.engine.mood_bundle import LENGTH, make_mood_bundle
from tests.engine.tiny_bundle import make_window_bundle, rehash, rewrite_config

PARAGRAPH = (
    "The old road went down to the harbour, and nobody had walked there since the morning."  # 16 words
)


@pytest.fixture(scope="module")
def mood_bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_mood_bundle(tmp_path_factory.mktemp("models") / "moods")


@pytest.fixture
def bundle(mood_bundle: Path, tmp_path: Path) -> Path:
    """A bundle of its own, to damage."""
    return Path(shutil.copytree(mood_bundle, tmp_path / "bundle"))


@pytest.fixture
def model(mood_bundle: Path) -> MoodModel:
    return MoodModel.load(mood_bundle)


# --- reading ---------------------------------------------------------------------------------------------


def test_light_words_are_light_and_dark_ones_dark(model: MoodModel) -> None:
    moods = model.read(["The sun! She laughed.", "Grief, night. He WEPT.", "A house.", ""])
    assert moods == pytest.approx([3 / 4, 1 / 5, 1 / 2, 1 / 2])


def test_many_passages_are_read_in_order(model: MoodModel) -> None:
    passages = ["sun " * number for number in range(BATCH * 2 + 3)]
    assert model.read(passages) == pytest.approx([(n + 1) / (n + 2) for n in range(len(passages))])
    assert model.read([]) == []


def test_of_a_long_passage_the_end_counts(model: MoodModel) -> None:
    assert model.read(["night " + "house " * (LENGTH - 1)]) == pytest.approx([1 / 3])
    assert model.read(["night " + "house " * LENGTH]) == [0.5]


def test_half_a_character_is_no_error(model: MoodModel) -> None:
    assert model.read(["sun \ud83d sun"]) == [0.75]


# --- bundles ---------------------------------------------------------------------------------------------


def change(bundle: Path, path: str, value: Any) -> None:
    config = json.loads((bundle / "config.json").read_text())
    *parents, last = path.split("/")
    place: Any = config
    for parent in parents:
        place = place[int(parent) if isinstance(place, list) else parent]
    place[last] = value
    (bundle / "config.json").write_text(json.dumps(config))


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        ("window", None, "`window` is not of type dict"),
        ("window/length", 0, "`length` is not a positive number"),
        ("window/padding", 9, "outside the vocabulary"),
        ("graphs", {}, "no `mood` graph"),
        ("graphs/mood/inputs/0/shape", ["batch", 499], "`tokens` of the `mood` graph"),
        ("graphs/mood/outputs/0/shape", ["batch", 2], "`mood` of the `mood` graph"),
        ("golden/0/ids", [], "is empty"),
        ("golden/0/ids", [9], "outside the vocabulary"),
        ("golden/0/mood", 1.5, "`mood` is no probability"),
        ("golden/0/mood", True, "`mood` is no probability"),
        ("golden/0/mood", "light", "`mood` is no probability"),
        ("golden/0/text", None, "`text` is not of type str"),
        ("files/mood.onnx", "abc", "is no SHA-256"),
    ],
)
def test_a_malformed_header_is_told_with_the_reason(bundle: Path, path: str, value: Any, reason: str) -> None:
    change(bundle, path, value)
    with pytest.raises(BundleDamagedError, match=reason):
        MoodModel.load(bundle)


def test_a_graph_unlike_its_header_is_told(bundle: Path) -> None:
    change(bundle, "window/length", 40)
    change(bundle, "graphs/mood/inputs/0/shape", ["batch", 40])
    with pytest.raises(BundleDamagedError, match=r"mood\.onnx is not as its config\.json says"):
        MoodModel.load(bundle)


def damage_weights(bundle: Path, name: str, value: float) -> None:
    graph = onnx.load(bundle / "mood.onnx")
    for weights in graph.graph.initializer:
        if weights.name == name:
            changed = np.full_like(numpy_helper.to_array(weights), value)
            weights.CopyFrom(numpy_helper.from_array(changed, name))
    onnx.save(graph, bundle / "mood.onnx")
    rehash(bundle)


def test_a_model_that_answers_differently_is_told(bundle: Path) -> None:
    damage_weights(bundle, "light", 0.0)
    with pytest.raises(BundleDamagedError, match="predictions for a sample text have changed"):
        MoodModel.load(bundle)


@pytest.mark.parametrize("value", [np.nan, -7.0, 7.0])
def test_a_model_whose_moods_are_no_probabilities_is_told(bundle: Path, value: float) -> None:
    damage_weights(bundle, "one", value)
    with pytest.raises(BundleDamagedError, match="no probabilities"):
        MoodModel.load(bundle)


def test_a_tokenizer_that_splits_differently_is_told(bundle: Path) -> None:
    change(bundle, "golden/0/ids", [1, 1])
    with pytest.raises(BundleDamagedError, match="splits a sample text differently"):
        MoodModel.load(bundle)


def test_a_small_difference_of_rounding_passes(bundle: Path) -> None:
    golden = json.loads((bundle / "config.json").read_text())["golden"]
    for sample in golden:
        sample["mood"] -= 0.04
    rewrite_config(bundle, golden=golden)
    MoodModel.load(bundle)


def test_each_kind_of_model_is_refused_where_the_other_is_needed(
    mood_bundle: Path, word_bundle: Path
) -> None:
    with pytest.raises(BundleKindError, match="tells moods and suggests no words"):
        Engine.load(mood_bundle)
    with pytest.raises(BundleKindError, match="suggests words and tells no moods"):
        MoodModel.load(word_bundle)


# --- choosing --------------------------------------------------------------------------------------------


def test_models_that_suggest_and_mood_models_are_kept_apart(tmp_path: Path) -> None:
    moods, words = make_mood_bundle(tmp_path / "moods"), make_window_bundle(tmp_path / "words")
    assert [info.folder for info in find_models([tmp_path])] == [words]
    assert [info.folder for info in find_mood_models([tmp_path])] == [moods]
    assert default_model(folders=[tmp_path]) == words
    assert default_mood_model([tmp_path]) == moods


def test_no_mood_model_is_told(tmp_path: Path) -> None:
    make_window_bundle(tmp_path / "words")
    with pytest.raises(BundleMissingError, match="inkling-train fit --preset mood"):
        default_mood_model([tmp_path])


# --- passages --------------------------------------------------------------------------------------------


def cut(text: str) -> list[str]:
    return [text[passage.start : passage.end] for passage in cut_passages(text)]


def test_a_short_text_is_one_passage() -> None:
    assert cut("Once upon a time.\n\nThe end.\n") == ["Once upon a time.\n\nThe end."]


@pytest.mark.parametrize("text", ["", "\n\n", "* * *\n\n---"])
def test_a_text_without_words_has_no_passage(text: str) -> None:
    assert cut(text) == []


def test_whole_paragraphs_are_gathered() -> None:
    text = "\n".join(f"Number {number}. {PARAGRAPH}" for number in range(60))
    passages = cut_passages(text)
    assert len(passages) > 6
    for passage in passages[:-1]:
        assert FEWEST_WORDS <= passage.words <= MOST_WORDS
    for passage in passages:
        assert text[passage.start :].startswith("Number")
        assert text[: passage.end].endswith("since the morning.")
        assert passage.words == count_words(text[passage.start : passage.end])


def test_blank_lines_belong_to_no_beginning_and_no_end() -> None:
    text = "\n\n".join([PARAGRAPH] * 40) + "\n\n"
    assert all(passage.startswith("The old") and passage.endswith(".") for passage in cut(text))


def test_an_endless_paragraph_is_cut_at_sentence_ends() -> None:
    text = " ".join([PARAGRAPH.replace("harbour,", "harbour.")] * 40)
    passages = cut_passages(text)
    assert len(passages) > 3
    for passage in passages[:-1]:
        assert FEWEST_WORDS <= passage.words <= MOST_WORDS
        assert text[passage.end - 1] == "."


def test_an_endless_sentence_is_cut_between_words() -> None:
    passages = cut("word " * 1000)
    assert len(passages) > 5
    assert all(passage.startswith("word") and passage.endswith("word") for passage in passages)


def test_a_long_paragraph_stays_whole() -> None:
    long = "word " * LONGEST_PIECE
    assert cut(f"{PARAGRAPH}\n{long}\n{long}") == [f"{PARAGRAPH}\n{long.strip()}", long.strip()]


def test_a_few_words_at_the_end_belong_to_the_passage_before() -> None:
    full = "word " * LONGEST_PIECE
    assert len(cut(f"{full}\nThe end.")) == 1
    assert len(cut(f"{full}\n" + "word " * SHORTEST_REST)) == 2


def test_an_edit_soon_leaves_the_passages_behind_it_alone() -> None:
    text = "\n".join(f"{'So ' * (number * 7 % 11)}number {number}." for number in range(2000))
    before = set(cut(text))
    edited = text.replace("number 300.", "number 300, with many more words than there had been before.")
    changed = [passage for passage in cut(edited) if passage not in before]
    assert any("number 300," in passage for passage in changed)
    assert len(changed) < 20 < len(before)


def test_counting_may_give_up() -> None:
    class GivenUpError(Exception):
        pass

    def count(piece: str) -> int:
        raise GivenUpError

    with pytest.raises(GivenUpError):
        cut_passages(PARAGRAPH, count)


@given(st.text(st.sampled_from('ab. !\n"\u2019\U0001f600。'), max_size=3000))
def test_passages_are_in_order_and_hold_every_word(text: str) -> None:
    passages = cut_passages(text)
    places = [place for passage in passages for place in (passage.start, passage.end)]
    assert places == sorted(places)
    kept = "".join(text[passage.start : passage.end] for passage in passages)
    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]


# --- the command -----------------------------------------------------------------------------------------


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    light, dark = ("word " * 150 + end for end in ("sun sun sun", "night night"))
    path.write_text(f"A bright day. {light}\nB {dark}\n", encoding="utf-8")
    return path


def test_moods_in_json(story: Path, mood_bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["mood", str(story), "--model", str(mood_bundle), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    first, second = answer["passages"]
    text = story.read_text(encoding="utf-8")
    assert answer["model"] == "Tiny moods"
    assert text[first["start"] : first["end"]].endswith("sun sun sun")
    assert text[second["start"] :].startswith("B word")
    assert (first["mood"], second["mood"]) == pytest.approx((4 / 5, 1 / 4))
    assert first["words"] == 156
    assert first["begins"] == "A bright day. word word word word word"


def test_moods_for_people(story: Path, mood_bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["mood", str(story), "--model", str(mood_bundle)])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["position", "words", "mood", "begins"]
    assert lines[1].split()[:4] == ["0", "156", "0.80", "A"]
    assert len(lines) == 3


def test_the_command_names_a_model_of_the_wrong_kind(
    story: Path, mood_bundle: Path, word_bundle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["mood", str(story), "--model", str(word_bundle)]) == 1
    assert cli.main(["suggest", "Once", "--model", str(mood_bundle)]) == 1
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 2
    assert "tells no moods; choose" in told[0]
    assert "suggests no words; choose" in told[1]
