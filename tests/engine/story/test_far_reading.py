"""What stands farther from the cursor teaches a story's manner."""

from pathlib import Path

import numpy as np
import pytest

from desktop.engine.engine import Engine
from desktop.engine.story.memory_choices import MemoryChoices
from tests.engine.tiny_bundle import make_stream_bundle
from tests.engine.tiny_story import STORY

# The words of the story in an order that the model has not learned, in many paragraphs.
_WORDS = list(reversed(STORY.split()))
FAR = "".join(" ".join(_WORDS[start : start + 20]) + "\n" for start in range(0, len(_WORDS), 20))


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_stream_bundle(tmp_path_factory.mktemp("models") / "learning", can_learn=True)


@pytest.fixture
def engine(bundle: Path) -> Engine:
    engine = Engine.load(bundle, "cpu")
    engine.turn_to("story")
    return engine


def learned(engine: Engine) -> np.ndarray:
    """What it adds to the hidden vectors, all zeros as long as nothing was learned."""
    assert engine._story
    vectors = np.eye(engine.bundle.config.width("left"), dtype=np.float32)
    shift = engine._story.manner.shift(vectors)
    return np.zeros((len(vectors), 1), np.float32) if shift is None else shift


def test_it_is_learned_from_once(engine: Engine) -> None:
    assert not learned(engine).any()
    assert engine.read_far(FAR)
    once = learned(engine)
    assert once.any()
    assert engine.read_far(FAR)
    np.testing.assert_array_equal(learned(engine), once)


def test_a_key_interrupts_it_and_the_next_call_goes_on(engine: Engine, bundle: Path) -> None:
    calls, asked = 0, 0

    def is_stale() -> bool:
        nonlocal asked
        asked += 1
        return asked % 4 == 0

    while not engine.read_far(FAR, is_stale):
        calls += 1
    assert calls > 2
    assert learned(engine).any()
    assert engine._story
    far = engine._story._far._read
    at_once = Engine.load(bundle, "cpu")
    at_once.turn_to("story")
    at_once.read_far(FAR)
    assert at_once._story
    assert far == at_once._story._far._read


def test_what_was_learned_near_the_cursor_is_not_learned_again(engine: Engine) -> None:
    engine.prepare(FAR, "")
    near = learned(engine)
    assert near.any()
    engine.read_far(FAR)
    np.testing.assert_array_equal(learned(engine), near)


def test_a_changed_paragraph_is_learned_from_and_the_others_are_not(engine: Engine) -> None:
    engine.read_far(FAR)
    once = learned(engine)
    lines = FAR.splitlines(keepends=True)
    lines[3] = " ".join(sorted(FAR.split())[:60]) + "\n"
    assert engine._story
    before = len(engine._story._far._read)
    engine.read_far("".join(lines))
    assert 0 < len(engine._story._far._read) - before < 5
    assert once.any()
    assert np.abs(learned(engine) - once).max() > 0


def test_leaving_a_place_keeps_it_and_another_story_does_not(engine: Engine) -> None:
    engine.read_far(FAR, keep=True)
    far = learned(engine)
    engine.prepare("A quite different paragraph. " * 30 + "\n", "")
    assert far.any()
    assert np.abs(learned(engine) - far).max() > 0
    engine.leave()
    np.testing.assert_array_equal(learned(engine), far)
    engine.turn_to("another")
    assert not learned(engine).any()
    engine.read_far(FAR)
    np.testing.assert_allclose(learned(engine), far, atol=1e-6)


def test_other_choices_forget_it(engine: Engine) -> None:
    engine.read_far(FAR)
    engine.choose_memory(MemoryChoices(kept=(), forgotten=("clock",)))
    assert not learned(engine).any()
    engine.read_far(FAR)
    assert learned(engine).any()


def test_a_story_that_is_not_remembered_is_not_read(engine: Engine) -> None:
    engine.turn_to("story", remember=False)
    assert engine.read_far(FAR)
    engine.turn_to("story")
    assert not learned(engine).any()
