"""What a training on the writer's works is made of, laid out in a folder before it begins.

FOLDER/plan.json      which works, how many words, which model it goes on from
FOLDER/texts/         what is learned from, a file a work
FOLDER/valid.txt      what tells the trainer when to stop
FOLDER/test.txt       what neither has read: on it the old and the new model are compared
FOLDER/run/           the trainer's own folder
FOLDER/*.json         what was measured
FOLDER/model/         the new model

Each step leaves its result there, so that a training can be broken off at any moment, even by a crash, and
goes on with the first step that has none (`steps.py`).
"""

import json
import re
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from desktop.engine.errors import LearningError
from desktop.engine.files.atomic import write_atomically
from desktop.engine.files.kept_json import NONSENSE, read_json, whole
from desktop.engine.files.private import private_folder
from desktop.engine.files.reading import reason_of
from desktop.engine.folders import data_folder
from desktop.engine.names import shortened
from desktop.engine.words import count_words

FOLDER = "learning"  # in the data folder
PLAN = "plan.json"
FORMAT = 1
# With less the model learns a few sentences by heart and nothing of how the writer writes.
LEAST_WORDS = 10_000
# The share of each work, at its end, that is held out: half of it tells when to stop, half is the test. Of
# more than so many words the rest is learned from.
HELD_OUT = 0.1
MOST_HELD_OUT = 40_000
# Works of less are not cut.
_LEAST_CUT = 2000
_UNFIT = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|.]+')
_LONGEST_NAME = 80  # bytes
# What a model must have for this; one without it can only be used.
WEIGHTS = "weights.h5"


@dataclass(frozen=True)
class Plan:
    """A training that is laid out.

    Attributes:
        folder: Where.
        base: The model that it goes on from.
        base_name: What that is called.
        titles: Of the works.
        words: How many words are learned from.
        test_words: How many the two models are compared on.
    """

    folder: Path
    base: Path
    base_name: str
    titles: tuple[str, ...]
    words: int
    test_words: int

    @property
    def texts(self) -> Path:
        """The folder of what is learned from."""
        return self.folder / "texts"

    @property
    def valid(self) -> Path:
        """What tells when to stop."""
        return self.folder / "valid.txt"

    @property
    def test(self) -> Path:
        """What the models are compared on."""
        return self.folder / "test.txt"

    @property
    def run(self) -> Path:
        """The trainer's folder."""
        return self.folder / "run"

    @property
    def model(self) -> Path:
        """The new model."""
        return self.folder / "model"


def learning_folder() -> Path:
    """Where a training is laid out; there is one at a time."""
    return data_folder() / FOLDER


def can_go_on_from(model: Path) -> bool:
    """Whether a model has all that a training needs to go on from it."""
    return (model / WEIGHTS).is_file()


def lay_out(works: Sequence[tuple[str, str]], base: Path, base_name: str, folder: Path | None = None) -> Plan:
    """Lay a training out, in the place of an earlier one.

    Args:
        works: Titles and texts.
        base: The model to go on from.
        base_name: What that is called.
        folder: Where; the writer's data folder if None.

    Raises:
        LearningError: There is too little to learn from, or it cannot be written.
    """
    folder = folder or learning_folder()
    learned, valid, test = _split([text for _, text in works])
    words = sum(map(count_words, learned))
    plan = Plan(
        folder, base.absolute(), base_name, tuple(title for title, _ in works), words, count_words(test)
    )
    if words < LEAST_WORDS:
        raise LearningError(
            "Your earlier works have {words} words to learn from; add others, until they have {least}.",
            words=words,
            least=LEAST_WORDS,
        )
    try:
        discard(folder)
        private_folder(plan.texts)
        for number, ((title, _), text) in enumerate(zip(works, learned, strict=True), 1):
            write_atomically(plan.texts / _file_name(number, title), text.encode())
        write_atomically(plan.valid, valid.encode())
        write_atomically(plan.test, test.encode())
        told = {
            name: str(value) if isinstance(value, Path) else value for name, value in asdict(plan).items()
        }
        # Last: a folder without it is none.
        write_atomically(folder / PLAN, json.dumps(told | {"format": FORMAT}, indent=1).encode())
    except OSError as error:
        raise LearningError(
            "The training cannot be laid out in {folder} ({reason}); check its permissions and the space on "
            "the disk.",
            folder=folder,
            reason=reason_of(error),
        ) from error
    return plan


def laid_out(folder: Path | None = None) -> Plan | None:
    """The training that is laid out, if there is one."""
    folder = folder or learning_folder()
    try:
        found = read_json(folder / PLAN)
        if found["format"] != FORMAT:
            return None
        titles = tuple(str(title) for title in found["titles"])
        numbers = whole(found["words"], 1), whole(found["test_words"])
        return Plan(folder, Path(found["base"]), str(found["base_name"]), titles, *numbers)
    except (OSError, *NONSENSE):
        return None


def discard(folder: Path | None = None) -> None:
    """Throw a training away, with all that came of it but a model that was kept.

    Raises:
        OSError: Something cannot be deleted.
    """
    folder = folder or learning_folder()
    (folder / PLAN).unlink(missing_ok=True)  # first: half of one is none
    if folder.exists():
        shutil.rmtree(folder)


def _split(texts: Sequence[str]) -> tuple[list[str], str, str]:
    """What is learned from, what tells when to stop, and the test: ends of the works, in whole paragraphs."""
    learned, valid, test = [], [], []
    room = MOST_HELD_OUT
    for text in texts:
        paragraphs = [line for line in text.split("\n") if line.strip()]
        counts = [count_words(line) for line in paragraphs]
        words = sum(counts)
        held = min(words * HELD_OUT, room) if words >= _LEAST_CUT else 0
        room -= round(held)
        first, middle = _from_end(counts, held), _from_end(counts, held / 2)
        learned.append("\n".join(paragraphs[:first]) + "\n")
        valid += paragraphs[first:middle]
        test += paragraphs[middle:]
    return learned, "\n".join(valid) + "\n", "\n".join(test) + "\n"


def _from_end(counts: Sequence[int], words: float) -> int:
    """Where the last so many words begin, in paragraphs."""
    place = len(counts)
    while place and words > 0:
        place -= 1
        words -= counts[place]
    return place


def _file_name(number: int, title: str) -> str:
    """A name that says which work it is: the new model's card lists them."""
    said = shortened(" ".join(_UNFIT.sub(" ", title).split()), _LONGEST_NAME).strip()
    return f"{number:02} {said}".strip() + ".txt"
