"""Where a bundle runs: as the writer says, or on what has proved the fastest on this machine.

Unless told otherwise a model starts on what an earlier run found to be the fastest, and on the CPU until
there is such a finding. Where there is something else than the CPU, all is measured once, while the writer
rests.
"""

import logging
from collections.abc import Callable

from desktop.engine.bundles.bundle import Bundle
from desktop.engine.bundles.bundle_files import MOST_BYTES
from desktop.engine.bundles.distances import Distances
from desktop.engine.bundles.recall import Recall
from desktop.engine.devices.device import Device
from desktop.engine.devices.provider import (
    AUTO,
    CPU,
    PROVIDERS,
    REAL_RUNTIME,
    Runtime,
    open_on,
    open_sessions,
)
from desktop.engine.devices.sessions import Opened, Session, first_line
from desktop.engine.errors import Sentence
from desktop.engine.model.model import Model
from desktop.engine.model.stream_model import StreamModel
from desktop.engine.model.vocabulary import Vocabulary
from desktop.engine.model.window_model import WindowModel
from desktop.engine.placement.trial import Trial
from desktop.engine.placement.verdict import Circumstances, Verdict, forget, remember, remembered

log = logging.getLogger("inkling")


class Placement:
    """A bundle's open graphs, and what they run on.

    Attributes:
        offered: The providers of this installation, keys of `desktop.engine.devices.provider.PROVIDERS`.
        verdict: What was measured for this model; None if nothing was.
    """

    def __init__(
        self,
        bundle: Bundle,
        vocabulary: Vocabulary,
        provider: str = AUTO,
        threads: int = 1,
        runtime: Runtime = REAL_RUNTIME,
    ) -> None:
        """Open the graphs.

        Args:
            bundle: The model.
            vocabulary: Its tokens.
            provider: "auto", or a key of `PROVIDERS`.
            threads: Threads of the CPU for one model step.
            runtime: ONNX Runtime.

        Raises:
            ProviderError: No such provider.
            BundleDamagedError: Not even the CPU takes a graph.
        """
        self._bundle = bundle
        self._vocabulary = vocabulary
        self._runtime = runtime
        self._paths = {role: bundle.path(graph.file) for role, graph in bundle.config.graphs.items()}
        self._threads = threads
        self._trial: Trial | None = None
        self._is_automatic = provider == AUTO
        self.offered = runtime.offered()
        # Nothing is looked up where there is nothing to choose.
        self._circumstances = self._look_around() if len(self.offered) > 1 else None
        self.verdict: Verdict | None = remembered(self._circumstances) if self._circumstances else None
        if self._is_automatic:
            provider = self.verdict.fastest if self.verdict else "cpu"
        self._sessions = open_sessions(self._paths, provider, threads, runtime, bundle.check_files)

    @property
    def graphs(self) -> dict[str, Session]:
        """The graphs by role; they stay the same wherever they run."""
        return self._sessions.graphs

    @property
    def device(self) -> Device:
        """What the model runs on now."""
        return self._sessions.device

    @property
    def is_undecided(self) -> bool:
        """Whether `measure` is to be called, once there is time for it."""
        return self._is_automatic and self._circumstances is not None and self.verdict is None

    def measure(self, is_stale: Callable[[], bool]) -> bool:
        """Measure all providers, remember the verdict, and, if the choice is ours, go on on the fastest.

        Args:
            is_stale: Asked every few milliseconds, and before a provider is opened, which may take seconds;
                True breaks off, and the next call goes on.

        Returns:
            Whether all is measured.
        """
        trial = self._trial = self._trial or self._new_trial()
        if not trial.go_on(is_stale):
            return False
        self._trial, verdict = None, trial.verdict
        for figures in verdict.figures.values():
            log.info("Measured %s", figures)
        for provider, reason in verdict.failures.items():
            log.info("Cannot measure %s: %s", provider, reason)
        if self._circumstances:
            remember(self._circumstances, verdict)
        if self._is_automatic and PROVIDERS[verdict.fastest][0] != self.device.provider:
            self._sessions.opened = trial.opened[verdict.fastest]
        self.verdict = verdict
        return True

    def open_head(self, contents: bytes) -> Session | None:
        """Open a head whose weights were changed; None but on the CPU, as others take too long to open one.

        Args:
            contents: What would stand in its file.
        """
        if not self.device.is_cpu:
            return None
        try:
            return self._runtime.create(contents, self._threads, [CPU])
        # ONNX Runtime's exceptions share no base class but Exception.
        except Exception as error:
            log.info("A changed head cannot be opened: %s", first_line(error))
            return None

    def fall_back(self, reason: object) -> None:
        """Give the accelerator up, for what is wrong with it, and go on on the CPU."""
        self._sessions.fall_back(reason)

    def take_failure(self) -> Sentence | None:
        """What the writer is to be told of a lost accelerator, once; the next start measures it anew."""
        failure = self._sessions.take_failure()
        if failure and self._circumstances:
            forget(self._circumstances)
        return failure

    def _look_around(self) -> Circumstances:
        return Circumstances(
            bundle=self._bundle.fingerprint,
            runtime=self._runtime.version,
            providers=self.offered,
            graphics=tuple(self._runtime.graphics()),
            threads=self._threads,
        )

    def _new_trial(self) -> Trial:
        return Trial(
            self._bundle,
            self._vocabulary,
            ["cpu", *(provider for provider in self.offered if provider != "cpu")],
            self._open_on,
            self._open_model,
            self._runtime.clock,
        )

    def _open_on(self, provider: str) -> Opened:
        if PROVIDERS[provider][0] == self.device.provider:
            return self._sessions.opened
        return open_on(self._paths, provider, self._threads, self._runtime)

    def _open_model(self, opened: Opened) -> Model:
        return open_model(self._bundle, opened.graphs)


def open_model(
    bundle: Bundle, graphs: dict[str, Session], open_head: Callable[[bytes], Session | None] | None = None
) -> Model:
    """The bundle's model, of whichever kind it is.

    Args:
        bundle: The bundle.
        graphs: Its open graphs, by role.
        open_head: Opens a head with other weights, if a story is to change them.

    Raises:
        BundleError: The graphs, or the tables beside them, are not as the bundle's config says.
    """
    if bundle.config.window:
        return WindowModel(bundle.config, bundle.config.window, graphs)
    head = bundle.config.graphs["head"].file
    return StreamModel(
        bundle.config,
        graphs,
        Distances.load(bundle),
        Recall.load(bundle),
        lambda: bundle.contents(head, MOST_BYTES),
        open_head,
    )
