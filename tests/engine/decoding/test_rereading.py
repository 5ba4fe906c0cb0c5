"""Reading a text both ways: each token from what stands before it and behind it."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from desktop.engine.decoding.rereading import BEHIND, log_probabilities
from desktop.engine.engine import Engine
from desktop.engine.model.model import Model, softmax
from desktop.engine.reading.reader import Reader
from desktop.engine.story.remembering_model import RememberingModel
from desktop.engine.story.story import Story
from tests.engine.tiny_bundle import tell_distances
from tests.engine.tiny_story import STORY

LEFT, TEXT, RIGHT = STORY[:60], STORY[60:200], STORY[200:300]


@pytest.fixture(params=["stream", "told", "words", "memory", "letters"])
def reading(
    request: pytest.FixtureRequest,
    stream_bundle: Path,
    word_bundle: Path,
    letter_bundle: Path,
    tmp_path: Path,
) -> tuple[Engine, Model]:
    folder = {"words": word_bundle, "letters": letter_bundle}.get(request.param, stream_bundle)
    if request.param == "told":
        folder = Path(shutil.copytree(stream_bundle, tmp_path / "told"))
        tell_distances(folder)
    engine = Engine.load(folder)
    if request.param in ("memory", "letters"):
        story = Story(engine.vocabulary)
        story.survey("Qivareth Qivareth\n" + STORY, lambda: False)
        return engine, RememberingModel(engine.model, story)  # type: ignore[arg-type]
    return engine, engine.model


def test_all_at_once_is_as_one_by_one(reading: tuple[Engine, Model]) -> None:
    engine, model = reading
    vocabulary = engine.vocabulary
    read = Reader(model, vocabulary, 0).read(LEFT, exact=True)
    ids, found = log_probabilities(model, vocabulary, read, TEXT, RIGHT)
    assert len(ids) == len(found) > 20
    whole = vocabulary.encode(read.rest + TEXT)
    assert whole[len(whole) - len(ids) :] == ids
    following, state = [*whole, *vocabulary.encode(RIGHT)], read.reading
    expected = []
    for place, token in enumerate(whole):
        behind = model.read_right(following[place + 1 : place + 1 + BEHIND], 1)
        expected.append(np.log(max(softmax(model.predict((*state, *behind)))[0, token], 1e-30)))
        state = model.read(state, [token])
    np.testing.assert_allclose(found, expected[len(whole) - len(ids) :], rtol=1e-3, atol=1e-3)


def test_what_the_story_says_is_likelier_than_its_words_in_another_order(engine: Engine) -> None:
    words = TEXT.split()
    told = engine.likelihood(LEFT, TEXT, RIGHT)
    assert told > engine.likelihood(LEFT, " ".join(words[::-1]), RIGHT)
    assert engine.likelihood(LEFT, "", RIGHT) == 0.0
    assert told == pytest.approx(engine.likelihood(LEFT, TEXT, RIGHT))
