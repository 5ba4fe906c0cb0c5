"""Another vocabulary for what a bundle has learned."""

from dataclasses import replace

import numpy as np
import pytest

from tests.trainer.conftest import TINY_SETTINGS
from trainer.bundles.bundle import WEIGHTS_FILE, Bundle, write_weights
from trainer.bundles.vocabulary_transfer import VocabularyTransfer
from trainer.corpus.tokenizer import END_ID, learn_tokenizer
from trainer.errors import PresetError, RunError
from trainer.export.exporter import load_run
from trainer.fit_commands import fit_command
from trainer.fitting.run import Run
from trainer.model.cursor_model import CursorModel, CursorShape

TEXT = ["The mill stood by the river, and the miller's daughter sang.", "雨停了。"] * 30


@pytest.fixture(scope="module")
def old():
    return learn_tokenizer(iter(TEXT), "bytes", 270)


@pytest.fixture(scope="module")
def new():
    return learn_tokenizer(iter(TEXT), "bytes", 300)


def test_a_token_of_both_keeps_its_vector_and_others_start_from_their_spelling(old, new):
    vectors = np.random.default_rng(0).normal(size=(old.get_vocab_size(), 5)).astype(np.float32)
    transfer = VocabularyTransfer(old, new)
    found = transfer.respelled("embedding/embeddings", vectors)
    assert found.shape == (new.get_vocab_size(), 5)
    np.testing.assert_array_equal(found[END_ID], vectors[END_ID])
    known = old.get_vocab()
    for piece, number in new.get_vocab().items():
        ids = [known[piece]] if piece in known else [token.id for token in old.model.tokenize(piece)]
        assert "".join(old.id_to_token(n) for n in ids) == piece
        np.testing.assert_allclose(found[number], vectors[ids].mean(axis=0), atol=1e-6)
    assert transfer.kept == len(set(known) & set(new.get_vocab())) < new.get_vocab_size()


def test_an_output_layer_of_its_own_is_respelled_along_its_tokens(old, new):
    transfer = VocabularyTransfer(old, new)
    size = old.get_vocab_size()
    kernel = np.random.default_rng(1).normal(size=(7, size)).astype(np.float32)
    by_vector = transfer.respelled("embedding/embeddings", kernel.T)
    np.testing.assert_array_equal(transfer.respelled("scores/kernel", kernel), by_vector.T)
    np.testing.assert_allclose(transfer.respelled("scores/bias", kernel[0]), by_vector[:, 0], atol=1e-6)
    # A layer that happens to be as wide as the vocabulary is no layer of tokens.
    np.testing.assert_array_equal(transfer.respelled("join_left/kernel", kernel), kernel)


def test_the_same_vocabulary_gives_the_same_weights(old):
    vectors = np.random.default_rng(0).normal(size=(old.get_vocab_size(), 5)).astype(np.float32)
    np.testing.assert_array_equal(
        VocabularyTransfer(old, old).respelled("embedding/embeddings", vectors), vectors
    )


@pytest.mark.parametrize("pieces", ["words", "characters"])
def test_what_words_and_characters_cannot_spell_starts_as_unknown(pieces):
    old = learn_tokenizer(iter(["the mill"] * 9), pieces, 50)
    new = learn_tokenizer(iter(["the mill by a river"] * 9), pieces, 50)
    vectors = np.random.default_rng(0).normal(size=(old.get_vocab_size(), 3)).astype(np.float32)
    found = VocabularyTransfer(old, new).respelled("embedding/embeddings", vectors)
    unseen = "river" if pieces == "words" else "v"
    seen = "mill" if pieces == "words" else "m"
    np.testing.assert_array_equal(found[new.token_to_id(unseen)], vectors[old.token_to_id("<unk>")])
    np.testing.assert_array_equal(found[new.token_to_id(seen)], vectors[old.token_to_id(seen)])


def fit_from(bundle_folder, corpus, out, *settings, **options):
    small = [
        setting
        for setting in TINY_SETTINGS
        if not setting.startswith(("model.embedding", "model.units", "corpus."))
    ]
    fit_command([corpus], out, [], [], None, [*small, *settings], bundle_folder, resume=False, **options)
    return Run(out)


def test_a_larger_vocabulary_goes_on_from_what_the_bundle_has_learned(
    bundle_folder, trained_run, corpus, tmp_path, capsys
):
    few = ["training.tokens=512", "training.learning_rate=0.000001"]
    run = fit_from(bundle_folder, corpus, tmp_path / "larger", "corpus.vocabulary_size=330", *few)
    assert "of 330 tokens are in the bundle's vocabulary too" in capsys.readouterr().out
    preset, dataset, model = load_run(run)
    assert (preset.corpus.vocabulary_size, dataset.vocabulary_size) == (330, 330)
    _, _, before = load_run(Run(trained_run))
    for weight, learned in zip(model.weights[1:-1], before.weights[1:-1], strict=True):
        np.testing.assert_allclose(np.asarray(weight), np.asarray(learned), atol=2e-3)
    # What it has learned is worth something in the new vocabulary at once: a new model guesses 1 in 330.
    assert run.history()[-1].valid_nothing < np.log(330) - 1.5
    assert not (run.folder / "earlier.csv").exists()


def test_a_new_vocabulary_of_the_same_size_is_learned_on_request(bundle_folder, corpus, tmp_path):
    few = "training.tokens=512"
    kept = fit_from(bundle_folder, corpus, tmp_path / "kept", few)
    other = tmp_path / "other.txt"
    other.write_text(
        "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich.\n" * 200, encoding="utf-8"
    )
    new = fit_from(bundle_folder, other, tmp_path / "new", few, new_vocabulary=True)
    own = Bundle.open(bundle_folder).tokenizer.get_vocab()
    assert kept.dataset().tokenizer.get_vocab() == own
    assert new.dataset().tokenizer.get_vocab() != own
    assert (kept.folder / "earlier.csv").exists()


def test_what_cannot_take_another_vocabulary_is_refused_in_a_sentence(bundle_folder, corpus, tmp_path):
    with pytest.raises(PresetError, match=r"leave out corpus\.pieces"):
        fit_from(bundle_folder, corpus, tmp_path / "a", "corpus.pieces=words", new_vocabulary=True)
    with pytest.raises(RunError, match="name one with --from"):
        fit_from(None, corpus, tmp_path / "b", new_vocabulary=True)
    with pytest.raises(PresetError, match="leave those settings to the bundle"):
        fit_from(bundle_folder, corpus, tmp_path / "c", "model.units=8", new_vocabulary=True)


def test_weights_of_before_there_were_distances_are_gone_on_from_as_if_none_was_told(tmp_path, old):
    shape = CursorShape(old.get_vocab_size(), 6, 8, 2)
    before, model = CursorModel(shape), CursorModel(replace(shape, distances=True))
    write_weights(tmp_path / WEIGHTS_FILE, before)
    Bundle(tmp_path, {}, old).load_weights(model)
    for weight, learned in zip(model.weights, before.weights, strict=False):
        np.testing.assert_allclose(np.asarray(weight), np.asarray(learned), atol=1e-3)
    assert not np.asarray(model.distances.vectors).any()
