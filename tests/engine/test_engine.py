import gc
import weakref
from pathlib import Path

import numpy as np
import pytest

from desktop.engine.devices.sessions import Sessions
from desktop.engine.engine import Engine, SuggestSettings
from desktop.engine.model.model import gather
from tests.engine.tiny_story import STORY


@pytest.fixture(params=["stream", "words", "characters"])
def any_engine(
    request: pytest.FixtureRequest, stream_bundle: Path, word_bundle: Path, character_bundle: Path
) -> Engine:
    folders = {"stream": stream_bundle, "words": word_bundle, "characters": character_bundle}
    return Engine.load(folders[request.param])


def test_an_engine_tells_what_it_loaded(engine: Engine, stream_bundle: Path) -> None:
    assert engine.bundle.folder == stream_bundle
    assert engine.bundle.config.name == "Tiny stream"
    assert engine.provider == "CPU"


def test_both_kinds_advance_as_they_read(any_engine: Engine) -> None:
    model, ids = any_engine._model, [0, *any_engine.vocabulary.encode(STORY[:60])]
    right = any_engine.vocabulary.encode(" and then")
    whole = model.start(ids, right)
    state = model.start(ids[:-5], right)
    for token in ids[-5:]:
        logits, state = model.advance(state, [token])
    assert np.allclose(logits, model.predict(whole), atol=1e-4)
    for part, expected in zip(state, whole, strict=True):
        assert np.allclose(part, expected, atol=1e-4)


def test_both_kinds_advance_rows_independently(any_engine: Engine) -> None:
    model = any_engine._model
    one, other = model.start([0, 5]), model.start([0, 7])
    logits, state = model.advance(gather([(one, 0), (other, 0), (one, 0)]), [3, 4, 4])
    for row, (start, token) in enumerate([(one, 3), (other, 4), (one, 4)]):
        alone, after = model.advance(start, [token])
        assert np.allclose(logits[row], alone[0], atol=1e-4)
        for part, expected in zip(state, after, strict=True):
            assert np.allclose(part[row], expected[0], atol=1e-4)


def test_suggestions_do_not_depend_on_what_was_read_before(any_engine: Engine, stream_bundle: Path) -> None:
    settings = SuggestSettings(precision=0.02)
    fresh = any_engine.suggest(STORY[:300], "", settings)
    for end in (250, 900, 299, 310):
        any_engine.suggest(STORY[:end], "", settings)
    again = any_engine.suggest(STORY[:300], "", settings)
    assert [one.text for one in again] == [one.text for one in fresh]
    any_engine.forget()
    assert [one.text for one in any_engine.suggest(STORY[:300], "", settings)] == [one.text for one in fresh]


def test_a_model_goes_at_once_when_another_takes_its_place(stream_bundle: Path) -> None:
    """Its graphs knew one another in a circle, and waited for the garbage collector with all their memory."""

    def sessions() -> dict[int, weakref.ref[Sessions]]:
        return {id(one): weakref.ref(one) for one in gc.get_objects() if isinstance(one, Sessions)}

    gc.collect()
    gc.disable()
    try:
        before = sessions()
        engine = Engine.load(stream_bundle, "cpu")
        engine.suggest("Once upon a")
        new = [one for number, one in sessions().items() if number not in before]
        assert new
        del engine
        assert [one() for one in new] == [None] * len(new)
    finally:
        gc.enable()
