"""The search against the enumeration of everything, on a vocabulary small enough for that."""

from collections import defaultdict
from itertools import product

import numpy as np
import pytest
from tokenizers import Tokenizer, decoders, models, pre_tokenizers

from desktop.engine.bundles.bundle_config import BundleConfig, TokenizerSpec
from desktop.engine.decoding import beam, healing
from desktop.engine.decoding.beam import BeamSearch, Completion, Limits
from desktop.engine.decoding.context import Cursor
from desktop.engine.model.model import softmax
from desktop.engine.model.steps import Steps
from desktop.engine.model.vocabulary import Vocabulary
from tests.engine.fake_models import MarkovModel

# The end, the letters, and what they merge to: " an" can be spelled in four ways, " ant" in more.
TOKENS = ["<|end|>", "Ġ", "a", "n", "t", "Ġa", "Ġan", "Ġant", "an", "nt"]
MERGES = [("Ġ", "a"), ("Ġa", "n"), ("Ġan", "t"), ("a", "n"), ("n", "t")]
DEPTH = 5
THOROUGH = {"MOST_STEPS": 300, "BRANCHES": 20}
EVERYTHING = Limits(words=2, first_words=50, probability=0.0)


@pytest.fixture(scope="module")
def small() -> Vocabulary:
    tokenizer = Tokenizer(models.BPE({token: number for number, token in enumerate(TOKENS)}, MERGES))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    config = BundleConfig(
        name="small",
        language="en",
        description="",
        licence="",
        kind="window",
        vocabulary_size=len(TOKENS),
        special_tokens={"end": 0},
        tokenizer=TokenizerSpec("tokenizer.json", "bytes", lowercase=False),
        right_tokens=0,
        window=None,
        states=(),
        graphs={},
        golden=(),
        moods=(),
        files={},
    )
    return Vocabulary(tokenizer, config)


def random_model(seed: int) -> MarkovModel:
    return MarkovModel(np.random.default_rng(seed).normal(0, 2.0, (len(TOKENS), len(TOKENS))))


def cursor_at(model: MarkovModel, prefix: bytes) -> Cursor:
    state = model.read(model.blank(), [0])
    logits = model.predict(state)[0]
    return Cursor(state, logits, prefix, len(prefix), after_space=False, steps=Steps(model))


def search(
    model: MarkovModel, vocabulary: Vocabulary, prefix: bytes, limits: Limits
) -> dict[str, Completion]:
    return BeamSearch(vocabulary, cursor_at(model, prefix), limits).run(lambda: False)


def enumerate_words(model: MarkovModel, vocabulary: Vocabulary, prefix: bytes) -> dict[str, float]:
    """P(text, word ends | the text begins with `prefix`), summed over all ways to spell it."""
    table = softmax(model._logits)
    complete = table @ vocabulary.breaks
    words: dict[str, float] = defaultdict(float)
    total = 0.0
    for length in range(1, DEPTH + 1):
        for path in product(range(1, len(TOKENS)), repeat=length):
            spelled = b"".join(vocabulary.pieces[token] for token in path)
            shorter = b"".join(vocabulary.pieces[token] for token in path[:-1])
            if not (spelled.startswith(prefix) or prefix.startswith(spelled)):
                continue
            probability = 1.0
            for before, token in zip((0, *path), path, strict=False):
                probability *= float(table[before, token])
            if spelled.startswith(prefix) and not (shorter.startswith(prefix) and length > 1):
                total += probability
            text = spelled[len(prefix) :].decode()
            if spelled.startswith(prefix) and text.strip().isalpha() and not text.endswith(" "):
                words[text] += probability * float(complete[path[-1]])
    return {text: probability / total for text, probability in words.items()}


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("prefix", [b" ", b" a", b" an"])
def test_the_likeliest_words_and_their_probabilities_are_those_of_enumeration(
    seed: int, prefix: bytes, small: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(healing, "NEGLIGIBLE", 0.0)
    for limit, value in THOROUGH.items():
        monkeypatch.setattr(beam, limit, value)
    model = random_model(seed)
    expected = enumerate_words(model, small, prefix)
    found = search(model, small, prefix, EVERYTHING)
    best = sorted(expected, key=lambda text: expected[text], reverse=True)[:3]
    for text in best:
        assert found[text].probability == pytest.approx(expected[text], rel=0.02)


@pytest.mark.parametrize("seed", range(6))
def test_the_limits_of_time_do_not_change_the_best_word(seed: int, small: Vocabulary) -> None:
    model = random_model(seed)
    expected = enumerate_words(model, small, b" a")
    found = search(model, small, b" a", EVERYTHING)
    best = max((c for c in found.values() if not c.before), key=lambda completion: completion.probability)
    assert expected[best.text] == max(expected.values())


def test_no_continuation_gives_nothing(small: Vocabulary) -> None:
    assert search(random_model(1), small, b" x", EVERYTHING) == {}


def test_an_unsure_start_costs_no_step(small: Vocabulary) -> None:
    model = MarkovModel(np.zeros((len(TOKENS), len(TOKENS))))
    assert search(model, small, b" ", Limits(words=5, first_words=4, probability=0.9, first=0.005)) == {}
    assert model.steps == 0


def test_a_stale_search_gives_nothing(small: Vocabulary) -> None:
    model = random_model(1)
    assert BeamSearch(small, cursor_at(model, b" "), EVERYTHING).run(lambda: True) == {}
    assert model.steps == 0


@pytest.mark.parametrize("seed", range(4))
def test_texts_of_more_words_reach_the_asked_probability(seed: int, small: Vocabulary) -> None:
    found = search(
        random_model(seed), small, b" a", Limits(words=3, first_words=4, probability=0.1, first=0.005)
    )
    assert all(completion.probability >= 0.1 for completion in found.values() if completion.before)


@pytest.mark.parametrize("seed", range(4))
def test_every_longer_text_extends_a_text_that_was_found(seed: int, small: Vocabulary) -> None:
    found = search(random_model(seed), small, b" ", EVERYTHING)
    for completion in found.values():
        assert completion.text.startswith(completion.before)
        assert len(completion.text) > len(completion.before)


@pytest.mark.parametrize("seed", range(4))
def test_what_cannot_have_its_share_of_what_it_grows_from_is_not_searched(
    seed: int, small: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beam, "MOST_STEPS", 300)
    steps = []
    for growth in (0.0, 0.4):
        cursor = cursor_at(random_model(seed), b" a")
        taken: list[int] = []
        monkeypatch.setattr(
            cursor.steps,
            "take",
            lambda ways, take=cursor.steps.take, taken=taken: taken.append(len(ways)) or take(ways),
        )
        found = BeamSearch(small, cursor, Limits(3, 4, probability=0.01, growth=growth)).run(lambda: False)
        steps.append(sum(taken))
        assert any(one.before for one in found.values())
    assert steps[1] < steps[0]
