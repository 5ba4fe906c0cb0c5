"""Whether the new model is better than the old one, and what becomes of it then."""

import json
import math
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from desktop.engine.errors import LearningError
from desktop.engine.files.kept_json import NONSENSE, figure, read_json, whole
from desktop.engine.files.reading import reason_of
from desktop.engine.folders import data_folder
from desktop.engine.learning.plan import Plan
from desktop.engine.learning.steps import Step

# In a model's folder: what it was made from. The next training begins there again, not with this model, which
# may have learned what is held out then.
ORIGIN = "learned.json"
_NAME = "my-writing"


@dataclass(frozen=True)
class Verdict:
    """Figures of both models on text of the writer's that neither has learned from.

    Attributes:
        perplexity_before: Of a word, of the old model: among so many words, all as likely, it has to choose.
        perplexity_after: Of the new one.
        keys_before: Share of keys saved by the old model, with the story's memory and the earlier works
        known.
        keys_after: By the new one.
        letters: How many letters were typed for that.
    """

    perplexity_before: float
    perplexity_after: float
    keys_before: float
    keys_after: float
    letters: int

    @property
    def is_better(self) -> bool:
        """Whether the new model guesses better, and costs no keys."""
        return self.perplexity_after < self.perplexity_before and self.keys_after >= self.keys_before


def verdict(plan: Plan) -> Verdict:
    """Compare what was measured.

    Raises:
        LearningError: Something was not measured, or cannot be read.
    """
    try:
        before, after, keys_before, keys_after = (
            read_json(plan.folder / step.value)
            for step in (Step.BEFORE, Step.AFTER, Step.KEYS_BEFORE, Step.KEYS_AFTER)
        )
        return Verdict(
            figure(before["word_perplexity"]),
            figure(after["word_perplexity"]),
            figure(keys_before["keystroke_savings"], -math.inf),
            figure(keys_after["keystroke_savings"], -math.inf),
            whole(keys_after["letters"]),
        )
    except (OSError, *NONSENSE) as error:
        raise LearningError(
            "What was measured of the new model cannot be read; begin the training anew."
        ) from error


def keep_model(plan: Plan, models: Path | None = None) -> Path:
    """Put the new model where the chooser finds it, beside others; gives its folder.

    Raises:
        LearningError: It cannot be copied.
    """
    models = models or data_folder() / "models"
    number, folder = 1, models / _NAME
    while folder.exists():
        number += 1
        folder = models / f"{_NAME}-{number}"
    try:
        models.mkdir(parents=True, exist_ok=True)
        shutil.copytree(plan.model, folder)
        origin = {"from": str(plan.base), "titles": plan.titles, **asdict(verdict(plan))}
        (folder / ORIGIN).write_text(json.dumps(origin, indent=1, ensure_ascii=False), encoding="utf-8")
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise LearningError(
            "The new model cannot be kept in {folder} ({reason}); check its permissions and the space on the "
            "disk.",
            folder=models,
            reason=reason_of(error),
        ) from error
    return folder


def origin_of(model: Path) -> Path:
    """The model that a model of the writer's own was made from; itself if it was not made so."""
    try:
        origin = Path(read_json(model / ORIGIN)["from"])
        return origin if origin.is_dir() else model
    except (OSError, *NONSENSE):
        return model
