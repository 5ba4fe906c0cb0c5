"""How light or dark a text reads: the kind `mood`, a network that maps a passage to one number."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from desktop.engine.bundles.bundle import Bundle
from desktop.engine.bundles.bundle_config import MOOD, WindowSpec
from desktop.engine.checking.open_checked import open_checked
from desktop.engine.devices.provider import open_sessions
from desktop.engine.devices.sessions import Session
from desktop.engine.errors import BundleDamagedError
from desktop.engine.model.golden import check_moods
from desktop.engine.model.model import check_interface
from desktop.engine.model.vocabulary import Vocabulary
from desktop.engine.words import well_formed

# Larger batches are read no faster a passage, and whoever wants to stop waits longer than these 3 to 6 ms.
BATCH = 4


class MoodModel:
    """A loaded mood model. Owned by one thread.

    Attributes:
        bundle: The bundle that was loaded.
        vocabulary: Its tokens.
    """

    def __init__(self, bundle: Bundle, window: WindowSpec, vocabulary: Vocabulary, session: Session) -> None:
        """Join what `load` has opened.

        Raises:
            BundleDamagedError: The graph is not as the bundle's config says.
        """
        self.bundle = bundle
        self._window = window
        self.vocabulary = vocabulary
        self._session = session
        inputs = {"tokens": ("int32", [None, window.length])}
        check_interface(session, bundle.config.graphs["mood"].file, inputs, {"mood": 1})

    @classmethod
    def load(cls, folder: Path, threads: int = 1) -> "MoodModel":
        """Open and check the bundle in `folder` as `Engine.load` does.

        It runs on the CPU: the network is too small for others.

        Args:
            folder: The bundle, of the kind `mood`.
            threads: Threads for one batch.

        Raises:
            BundleError: The bundle cannot be used; the message says why.
        """
        return cls.of(open_checked(folder, [MOOD]), threads)

    @classmethod
    def of(cls, bundle: Bundle, threads: int = 1) -> "MoodModel":
        """Load a bundle that is known to be sound, or whose trial this is; see `load`."""
        config = bundle.config
        assert config.window is not None  # every mood model has one, says its config's `from_dict`
        vocabulary = Vocabulary.load(bundle.path(config.tokenizer.file), config)
        sessions = open_sessions({"mood": bundle.path(config.graphs["mood"].file)}, "cpu", threads)
        model = cls(bundle, config.window, vocabulary, sessions.graphs["mood"])
        check_moods(bundle, vocabulary, model.read)
        return model

    def read(self, passages: Sequence[str]) -> list[float]:
        """Tell how light each passage reads.

        Args:
            passages: Some text each; of a long one the model reads the last `window.length` tokens.

        Returns:
            For each the probability that it is light: 0 is darkest, 1 lightest.

        Raises:
            BundleDamagedError: The model gives something that is no probability.
        """
        moods: list[float] = []
        for begin in range(0, len(passages), BATCH):
            moods += self._read_batch(passages[begin : begin + BATCH])
        return moods

    def _read_batch(self, passages: Sequence[str]) -> list[float]:
        tokens = np.full((len(passages), self._window.length), self._window.padding, np.int32)
        for row, passage in zip(tokens, passages, strict=True):
            ids = self.vocabulary.encode(well_formed(passage))[-self._window.length :]
            row[len(row) - len(ids) :] = ids
        (moods,) = self._session.run(["mood"], {"tokens": tokens})
        if moods.shape != (len(passages), 1) or not ((moods >= 0) & (moods <= 1)).all():
            raise BundleDamagedError(
                "The model in {folder} tells moods that are no probabilities; install the model again.",
                folder=self.bundle.folder,
            )
        return [float(mood) for mood in moods[:, 0]]
