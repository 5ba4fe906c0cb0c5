"""What a model learns of the way a story is written."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from desktop.engine.engine import Engine
from desktop.engine.errors import BundleDamagedError
from desktop.engine.model.model import softmax
from desktop.engine.model.stream_model import StreamModel
from desktop.engine.reading.pieces import Mark, Piece, read_chunk
from desktop.engine.story.left_out import LeftOut
from desktop.engine.story.manner import MOST_RUNS, ROWS, RUN, STEPS, Manner
from desktop.engine.story.memory_choices import MemoryChoices
from tests.engine.fake_runtime import FakeRuntime
from tests.engine.tiny_bundle import make_stream_bundle
from tests.engine.tiny_graphs import head_graph
from tests.engine.tiny_story import STORY

# The words of the story in an order that the model has not learned, far more than one step needs.
ANOTHER = " ".join(reversed(STORY.split()))


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_stream_bundle(tmp_path_factory.mktemp("models") / "learning", can_learn=True)


@pytest.fixture
def engine(bundle: Path) -> Engine:
    return Engine.load(bundle, "cpu")


def model_of(engine: Engine) -> StreamModel:
    assert isinstance(engine.model, StreamModel)
    return engine.model


def manner_of(engine: Engine) -> Manner:
    assert engine._story
    return engine._story.manner


def read(engine: Engine, text: str) -> Piece:
    start = Mark(0, engine.model.blank(), is_start=True)
    piece = read_chunk(start, text, len(text), engine.model, engine.vocabulary).piece
    assert piece
    return piece


def loss(engine: Engine, manner: Manner, piece: Piece) -> float:
    """Nats a token, by the model and what was learned alone."""
    assert piece.vectors is not None
    vectors = piece.vectors.astype(np.float32)
    shift = manner.shift(vectors)
    if shift is None:
        shift = np.zeros((len(vectors), model_of(engine).shift_size), np.float32)
    given = softmax(model_of(engine).predict_alone(vectors, shift, manner.head))
    return float(-np.log(given[np.arange(len(vectors)), piece.tokens] + 1e-30).mean())


def type_all(engine: Engine) -> str:
    """Ask behind each word of a story; returns what stands there."""
    engine.turn_to("story")
    typed = ""
    for word in ANOTHER.split():
        typed += f"{word} "
        engine.suggest(typed)
    return typed


def test_the_output_weights_are_found_out_without_opening_the_graph(engine: Engine) -> None:
    model = model_of(engine)
    shift = np.random.default_rng(1).standard_normal((3, model.shift_size)).astype(np.float32)
    vectors = np.zeros((3, engine.bundle.config.width("left")), np.float32)
    added = model.predict_alone(vectors, shift) - model.predict_alone(vectors, shift * 0.0)
    np.testing.assert_allclose(shift @ model.output_weights().T, added, atol=2e-3)


def test_what_was_learned_makes_the_text_that_goes_on_like_that_likelier(engine: Engine) -> None:
    manner = Manner(model_of(engine))
    half = ANOTHER[: len(ANOTHER) // 2]
    known, whole = read(engine, half), read(engine, ANOTHER)
    before = loss(engine, manner, whole)
    assert manner.shift(np.ones((1, engine.bundle.config.width("left")), np.float32)) is None
    manner.learn(known)
    assert loss(engine, manner, whole) < before - 0.05


def test_a_smaller_pace_goes_less_far_and_none_nowhere(engine: Engine) -> None:
    vectors = np.ones((1, engine.bundle.config.width("left")), np.float32)
    lengths = []
    for pace in (1.0, 0.3, 0.0):
        manner = Manner(model_of(engine), pace)
        manner.learn(read(engine, ANOTHER))
        shift = manner.shift(vectors)
        lengths.append(0.0 if shift is None else float(np.linalg.norm(shift)))
        assert (manner.head is None) == (pace == 0.0)
    assert lengths[0] > 2 * lengths[1] > lengths[2] == 0.0


def test_the_output_layer_learns_too(engine: Engine) -> None:
    manner = Manner(model_of(engine))
    whole = read(engine, ANOTHER)
    assert len(whole.tokens) > (STEPS + 1) * ROWS
    manner.learn(read(engine, ANOTHER))
    with_both = loss(engine, manner, whole)
    assert manner.head
    manner.head = None
    assert with_both < loss(engine, manner, whole) - 0.005


def test_what_a_story_has_changed_is_gone_with_it(engine: Engine) -> None:
    manner, whole = Manner(model_of(engine)), read(engine, ANOTHER)
    before = loss(engine, manner, whole)
    manner.learn(read(engine, ANOTHER))
    after = loss(engine, manner, whole)
    manner.forget()
    assert manner.head is None
    assert loss(engine, manner, whole) == before
    manner.learn(read(engine, ANOTHER))
    assert loss(engine, manner, whole) == pytest.approx(after, abs=1e-5)


def test_leaving_forgets_what_was_learned_since(engine: Engine) -> None:
    manner, whole = Manner(model_of(engine)), read(engine, ANOTHER)
    half = ANOTHER[: len(ANOTHER) // 2]
    manner.learn(read(engine, half))
    manner.keep()
    kept = loss(engine, manner, whole)
    for _ in range(2):
        manner.learn(read(engine, ANOTHER[len(half) :]))
        assert loss(engine, manner, whole) < kept - 0.01
        manner.leave()
        assert loss(engine, manner, whole) == pytest.approx(kept, abs=1e-6)
    manner.forget()
    manner.leave()
    assert manner.shift(np.ones((1, engine.bundle.config.width("left")), np.float32)) is None


def test_where_no_head_can_be_opened_the_matrix_learns_alone(bundle: Path) -> None:
    engine = Engine.load(bundle, "cuda", runtime=FakeRuntime().runtime)
    assert engine.provider == "CUDA"
    manner, whole = Manner(model_of(engine)), read(engine, ANOTHER)
    before = loss(engine, manner, whole)
    manner.learn(read(engine, ANOTHER))
    assert manner.head is None
    assert loss(engine, manner, whole) < before - 0.01


def test_a_bundle_that_is_gone_by_then_lets_the_matrix_learn_alone(bundle: Path, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(bundle, folder)
    engine = Engine.load(folder, "cpu")
    shutil.rmtree(folder)
    manner = Manner(model_of(engine))
    manner.learn(read(engine, ANOTHER))
    assert manner.head is None
    assert manner.shift(np.ones((1, engine.bundle.config.width("left")), np.float32)) is not None


def test_a_text_that_repeats_itself_does_no_harm(engine: Engine) -> None:
    manner, whole = Manner(model_of(engine)), read(engine, ANOTHER)
    before = loss(engine, manner, whole)
    for number in range(40):
        manner.learn(read(engine, f"{number} " + "the clock and the boat, " * 40))
    assert np.isfinite(loss(engine, manner, whole))
    assert loss(engine, manner, whole) < before + 2.0


def test_nothing_is_learned_twice(engine: Engine) -> None:
    once, twice = Manner(model_of(engine)), Manner(model_of(engine))
    for manner, times in ((once, 1), (twice, 3)):
        for _ in range(times):
            manner.learn(read(engine, ANOTHER))
    vectors = np.eye(engine.bundle.config.width("left"), dtype=np.float32)
    first, second = once.shift(vectors), twice.shift(vectors)
    assert first is not None
    assert second is not None
    np.testing.assert_array_equal(first, second)


def test_only_what_is_new_in_a_changed_text_is_learned(engine: Engine) -> None:
    manner = Manner(model_of(engine))
    piece = read(engine, ANOTHER)
    manner.learn(piece)
    changed = piece.tokens.copy()
    place = len(changed) // 2
    changed[place] = (changed[place] + 1) % len(engine.vocabulary.pieces)
    new = manner._new(changed)
    assert new[place : place + RUN].all()
    assert not new[RUN - 1 : place].any()
    assert not new[place + RUN :].any()


def test_what_is_to_be_left_out_is_not_learned(engine: Engine) -> None:
    word = ANOTHER.split()[10].strip(".,")
    manner = Manner(model_of(engine))
    manner.left_out = LeftOut(engine.vocabulary, [word])
    piece = read(engine, ANOTHER)
    masked = manner.left_out.mask(piece.tokens.tolist())
    assert masked.any()
    np.testing.assert_array_equal(manner._new(piece.tokens), ~masked)


def test_too_little_for_a_step_waits_for_more(engine: Engine) -> None:
    manner = Manner(model_of(engine))
    pieces = [read(engine, " ".join(ANOTHER.split()[start : start + 4])) for start in range(0, 120, 4)]
    waited = 0
    for piece in pieces:
        manner.learn(piece)
        waited += len(piece.tokens)
        if waited < ROWS:
            assert manner.version == 0
    assert manner.version >= 1
    assert all(piece.vectors is None for piece in pieces)


def test_what_has_been_learned_does_not_grow_without_end(engine: Engine) -> None:
    manner = Manner(model_of(engine))
    manner._learned = set(range(MOST_RUNS + 1))
    manner.learn(read(engine, ANOTHER))
    assert len(manner._learned) < MOST_RUNS


def test_the_story_around_a_resting_cursor_is_learned_and_forgotten_with_it(engine: Engine) -> None:
    vectors = np.ones((1, engine.bundle.config.width("left")), np.float32)
    engine.turn_to("story")
    engine.prepare(ANOTHER + "\n", "")
    learned = manner_of(engine).shift(vectors)
    assert learned is not None
    engine.turn_to("story")
    np.testing.assert_array_equal(manner_of(engine).shift(vectors), learned)
    engine.choose_memory(MemoryChoices(kept=(), forgotten=("clock",)))
    assert manner_of(engine).shift(vectors) is None
    engine.prepare(ANOTHER + "\n", "")
    assert manner_of(engine).shift(vectors) is not None
    engine.turn_to("another")
    assert manner_of(engine).shift(vectors) is None


def test_a_key_learns_nothing_and_what_was_typed_is_learned_once_the_cursor_rests(engine: Engine) -> None:
    typed = type_all(engine)
    assert manner_of(engine).version == 0
    engine.prepare(typed, "")
    assert manner_of(engine).version > 0


def test_a_key_interrupts_the_learning_and_the_rest_is_learned_later(engine: Engine) -> None:
    typed = type_all(engine)
    assert engine._story
    waiting = len(engine._story._unlearned)
    assert waiting > 3
    assert waiting == len({id(piece) for piece in engine._story._unlearned})
    asked = iter([False, False, True])
    assert not engine._story._learn(lambda: next(asked))
    assert len(engine._story._unlearned) == waiting - 2
    engine.prepare(typed, "")
    assert not engine._story._unlearned


def test_suggestions_go_by_it_and_continuations_do_not(engine: Engine) -> None:
    engine.turn_to("story")
    engine.prepare(ANOTHER + "\n", "")
    state = engine._model.start([0])
    told = {}
    for name, model in (("suggesting", engine._model), ("telling", engine._teller)):
        with_manner = model.predict(state)
        kept, manner_of(engine)._matrix = manner_of(engine)._matrix, None
        told[name] = bool(np.abs(with_manner - model.predict(state)).max() > 1e-4)
        manner_of(engine)._matrix = kept
        head, manner_of(engine).head = manner_of(engine).head, None
        without = model.predict(state)
        manner_of(engine).head = head
        assert told[name] == bool(np.abs(model.predict(state) - without).max() > 1e-4)
    assert told == {"suggesting": True, "telling": False}


def test_a_model_that_cannot_be_shifted_learns_nothing(stream_bundle: Path) -> None:
    engine = Engine.load(stream_bundle, "cpu")
    engine.turn_to("story")
    engine.prepare(ANOTHER + "\n", "")
    assert manner_of(engine).shift(np.ones((1, 1), np.float32)) is None
    assert engine.suggest(STORY[:40]) is not None


def test_a_head_without_the_shift_that_its_config_names_is_damaged(bundle: Path, tmp_path: Path) -> None:
    import hashlib
    import json

    from tests.engine.tiny_graphs import codes_for, count_tokens, find_followers, save
    from trainer.corpus.tokenizer import learn_tokenizer

    folder = tmp_path / "model"
    shutil.copytree(bundle, folder)
    tokenizer = learn_tokenizer(STORY.splitlines(), "bytes", vocabulary_size=480)
    ids = [0, *tokenizer.encode(STORY).ids]
    size = tokenizer.get_vocab_size()
    save(
        folder / "head.onnx", head_graph(codes_for(size), find_followers(ids, True), count_tokens(ids, size))
    )
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    config["files"]["head.onnx"] = hashlib.sha256((folder / "head.onnx").read_bytes()).hexdigest()
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    with pytest.raises(BundleDamagedError, match="shift"):
        Engine.load(folder, "cpu")
