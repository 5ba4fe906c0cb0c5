"""Tries a bundle: what can be said of its files, and then all that the desk does with a model, in small.

Only `desktop.engine.check_process` does this, since there it may take or end the process.
"""

import random
import time
from collections.abc import Callable

import numpy as np

from desktop.engine.bundles.bundle import Bundle
from desktop.engine.bundles.bundle_config import MOOD
from desktop.engine.bundles.bundle_files import MOST_BYTES, MOST_BYTES_OF_TOKENIZER
from desktop.engine.bundles.distances import Distances
from desktop.engine.bundles.recall import Recall
from desktop.engine.checking.graph_check import check_graph
from desktop.engine.checking.tokenizer_check import check_tokenizer
from desktop.engine.decoding.context import RIGHT
from desktop.engine.devices.provider import cannot_run
from desktop.engine.devices.sessions import first_line
from desktop.engine.engine import ContinueSettings, Engine, SuggestSettings
from desktop.engine.errors import BundleDamagedError, BundleUnsafeError, InklingError
from desktop.engine.model.model import Model
from desktop.engine.model.vocabulary import no_tokenizer
from desktop.engine.mood.mood_model import MoodModel

# A text is encoded with Python's lock held: the window would wait so long.
MOST_SECONDS_TO_ENCODE = 1.0
# As many rows as the search expands at once, and a reading longer than the desk's longest.
_ROWS, _READING = 16, 1200
_STORY = (
    "It was late when she opened the door and walked into the little house by the sea. "
    "“Who is there?” asked the old man—he had not slept for 3 nights.\n"
    "夜深了，她推开门，走进海边的小屋。“谁？”老人问道。\n"
)
# Characters of each kind that rules tell apart, in long runs that make a bad rule slow.
_RUNS = tuple("aA \n1.-'_\u2019\u201c\u00e9\u591c\u3002\u0301\u00ad\U0001f600")
_RUN = 1500


def check_bundle(bundle: Bundle) -> None:
    """Try a bundle of any kind.

    Raises:
        BundleError: It cannot be used; the message says why.
    """
    _check_files(bundle)
    try:
        if bundle.config.kind == MOOD:
            _try_moods(MoodModel.of(bundle))
        else:
            _try_engine(Engine.of(bundle, "cpu"))
    except InklingError:
        raise
    except MemoryError as error:
        raise BundleUnsafeError(
            "The model in {folder} needs more memory than a model may; choose another model.",
            folder=bundle.folder,
        ) from error
    # Whatever a library makes of numbers and rules that no trainer of ours has written.
    except BaseException as error:
        raise BundleDamagedError(
            "The model in {folder} fails when it is tried ({reason}); choose another model.",
            folder=bundle.folder,
            reason=first_line(error),
        ) from error


def _check_files(bundle: Bundle) -> None:
    """Look into the files before the libraries that they are made for do."""
    tokenizer = bundle.config.tokenizer.file
    try:
        check_tokenizer(bundle.contents(tokenizer, MOST_BYTES_OF_TOKENIZER))
    except ValueError as error:
        raise no_tokenizer(bundle.path(tokenizer), error) from error
    for graph in bundle.config.graphs.values():
        try:
            check_graph(bundle.contents(graph.file, MOST_BYTES))
        except ValueError as error:
            raise cannot_run(bundle.path(graph.file), error) from error
    Distances.load(bundle)
    Recall.load(bundle)


def _try_engine(engine: Engine) -> None:
    _try_to_encode(engine.vocabulary.encode, engine.vocabulary.normalize)
    for left, right in (("It", ""), (_STORY, ""), (_STORY[:90], _STORY[90:]), ("Qivareth ", "x" * RIGHT)):
        engine.suggest(left, right, SuggestSettings(precision=0.001))
        list(engine.continue_story(left, right, ContinueSettings(words=5, seed=1)))
    engine.turn_to("try")
    engine.prepare(_STORY, _STORY, _STORY * 4, _STORY)
    engine.survey(_STORY)
    engine.read_far(_STORY * 4)
    engine.suggest(_STORY, "", SuggestSettings(precision=0.001))
    engine.forget()
    _try_sizes(engine.model, engine.bundle)


def _try_sizes(model: Model, bundle: Bundle) -> None:
    """Run the graphs with as much as the desk ever gives them, of all ids in turn."""
    config = bundle.config
    ids = random.Random(1).choices(range(config.vocabulary_size), k=_READING)
    state = (*model.read(model.blank(), ids), *model.read_right(ids, missing=_ROWS))
    for rows in (1, _ROWS):
        rows_of_state = tuple(np.repeat(array, rows, axis=0) for array in state)
        for logits in (model.predict(rows_of_state), model.advance(rows_of_state, ids[:rows])[0]):
            if logits.shape != (rows, config.vocabulary_size) or logits.dtype != np.float32:
                raise BundleDamagedError(
                    "The model in {folder} gives predictions of the wrong size; install the model again.",
                    folder=bundle.folder,
                )


def _try_moods(model: MoodModel) -> None:
    _try_to_encode(model.vocabulary.encode, model.vocabulary.normalize)
    model.read(["", _STORY, _STORY * 20, "x" * 5000])


def _try_to_encode(encode: Callable[[str], object], normalize: Callable[[str], object]) -> None:
    texts = [run * _RUN for run in _RUNS]
    texts += [(one + other) * (_RUN // 2) for one in _RUNS for other in "a '"]
    texts.append("".join(random.Random(1).choices(_RUNS, k=_RUN)))
    for text in texts:
        started = time.process_time()
        encode(text)
        encode(text + "\u2603")  # a rule may find at the very end that it does not fit
        normalize(text)
        if time.process_time() - started > MOST_SECONDS_TO_ENCODE:
            raise ValueError("its tokenizer takes too long")
