"""A stream model that is told how far the text after the cursor is."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from desktop.engine.engine import ContinueSettings, Engine, SuggestSettings
from desktop.engine.model.model import State, gather
from tests.engine.tiny_bundle import tell_distances
from tests.engine.tiny_story import STORY


@pytest.fixture(scope="module")
def told_bundle(stream_bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(stream_bundle, tmp_path_factory.mktemp("told") / "told"))
    tell_distances(folder)
    return folder


@pytest.fixture
def told(told_bundle: Path) -> Engine:
    return Engine.load(told_bundle)


LEFT, RIGHT = STORY[:40].rstrip(), STORY[60:120]


def test_what_nobody_knows_changes_nothing(told: Engine, engine: Engine) -> None:
    left, right = [0, *told.vocabulary.encode(LEFT)], told.vocabulary.encode(RIGHT)
    ours, theirs = told.model.start(left, right), engine.model.start(left, right)
    for token in (5, 6, 7):
        np.testing.assert_array_equal(told.model.predict(ours), engine.model.predict(theirs))
        ours, theirs = told.model.advance(ours, [token])[1], engine.model.advance(theirs, [token])[1]


def test_it_counts_down_to_the_last_missing_token_behind_which_nobody_knows(told: Engine) -> None:
    model, right = told.model, told.vocabulary.encode(RIGHT)
    left, tokens = [0, *told.vocabulary.encode(LEFT)], [9, 8, 7, 6, 5, 4]
    state = model.start(left, right, missing=4)
    for done, missing in enumerate((4, 3, 2, 1, 0, 0)):
        anew = model.predict(model.start([*left, *tokens[:done]], right, missing))
        np.testing.assert_allclose(model.predict(state), anew, atol=1e-5)
        state = model.advance(state, [tokens[done]])[1]


def test_rows_of_one_batch_are_told_each_its_own(told: Engine) -> None:
    assert told.bundle.config.distances is not None
    model, sample = told.model, told.bundle.config.distances.golden[0]
    left, right = sample.left_ids, sample.right_ids
    states = [model.start(left, right, missing) for missing in (0, 1, 3, 9)]
    together = model.predict(gather([(state, 0) for state in states]))
    np.testing.assert_allclose(together, [model.predict(state)[0] for state in states], atol=1e-5)
    assert len({row.tobytes() for row in together}) == 4


def test_where_nothing_follows_nothing_is_told(told: Engine) -> None:
    left = [0, *told.vocabulary.encode(LEFT)]
    np.testing.assert_array_equal(
        told.model.predict(told.model.start(left, (), 3)), told.model.predict(told.model.start(left))
    )


@pytest.mark.parametrize("remember", [True, False])
def test_the_desk_writes_with_it(told: Engine, remember: bool) -> None:
    told.turn_to("story", remember)
    told.prepare(LEFT, "\n" + RIGHT)
    assert told.suggest(LEFT, "\n" + RIGHT, SuggestSettings(precision=0.001))
    assert "".join(told.continue_story(LEFT, "\n" + RIGHT, ContinueSettings(words=8, seed=1)))


def test_a_bridge_is_told_its_length_and_ends_in_mid_sentence_with_a_word(told: Engine) -> None:
    noted: list[int] = []
    read_right = told.model.read_right

    def noting(ids: Sequence[int], missing: int = 0) -> State:
        if len(ids):  # else nothing follows, of which nothing is told
            noted.append(missing)
        return read_right(ids, missing)

    right = " and the " + RIGHT.split()[-1]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(told.model, "read_right", noting)
        for words in (2, 5):
            for seed in range(4):
                settings = ContinueSettings(words=words, temperature=1.0, seed=seed, bridge=True)
                text = "".join(told.continue_story(LEFT, right, settings))
                assert len(text.split()) <= words + 1
        list(told.continue_story(LEFT, right, ContinueSettings(words=5, seed=1)))
    *told_of, untold = noted
    assert 0 < told_of[0] < told_of[-1]
    assert untold == 0
