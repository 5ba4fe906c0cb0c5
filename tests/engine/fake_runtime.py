"""An ONNX Runtime with accelerators that are not there: they compute on the CPU, and their time is made up.

No test has a real graphics card. Whatever a test says of CUDA or DirectML was tried with these fakes alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from desktop.engine.devices.provider import CPU, PROVIDERS, Runtime, create_session
from desktop.engine.devices.sessions import NodeArg, Session

LOST = "[ONNXRuntimeError] : 1 : FAIL : the card has gone ; GPU=0 ; line=12\nat cuda.cc:12"


@dataclass
class FakeRuntime:
    """Offers `accelerators` beside the CPU.

    Attributes:
        accelerators: Keys of `PROVIDERS`.
        seconds: What a graph takes, by provider, on a clock that stands still otherwise.
        broken: Providers whose sessions cannot be opened, and of which file; any file if it is empty.
        silent: Providers that give a session on the CPU without a word.
        lost: Providers whose sessions fail when they run.
        runs_left: After so many runs of any accelerator, all accelerators are lost.
        wrong: Providers that compute nonsense.
        graphics: The cards that the machine has.
        version: ONNX Runtime's.
        opened: The execution providers asked for, one list a session.
    """

    accelerators: tuple[str, ...] = ("cuda",)
    seconds: dict[str, float] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    runs_left: int = 1_000_000
    wrong: set[str] = field(default_factory=set)
    graphics: list[str] = field(default_factory=lambda: ["Fake Card 9000"])
    version: str = "1.99.0"
    opened: list[list[str]] = field(default_factory=list)
    now: float = 0.0

    @property
    def runtime(self) -> Runtime:
        return Runtime(
            available=lambda: [*(PROVIDERS[key][1] for key in self.accelerators), CPU],
            create=self._create,
            name=lambda provider: "Fake Card 9000" if provider == "cuda" else "",
            graphics=lambda: self.graphics,
            version=self.version,
            clock=lambda: self.now,
        )

    def _create(self, graph: Path | bytes, threads: int, providers: list[str]) -> Session:
        self.opened.append(providers)
        provider = next(key for key, (_, execution) in PROVIDERS.items() if execution == providers[0])
        if (
            provider in self.broken
            and isinstance(graph, Path)
            and graph.name.startswith(self.broken[provider])
        ):
            raise RuntimeError("[ONNXRuntimeError] : 1 : FAIL : no device here.\nat cuda.cc:12")
        return FakeSession(self, provider, create_session(graph, threads, [CPU]))

    def run(self, provider: str) -> None:
        """Take the time of one graph, if it works."""
        if provider != "cpu":
            self.runs_left -= 1
        if provider in self.lost or (provider != "cpu" and self.runs_left < 0):
            raise RuntimeError(LOST)
        self.now += self.seconds.get(provider, 0.001)


class FakeSession:
    """A real session on the CPU that says that it runs on something else."""

    def __init__(self, fake: FakeRuntime, provider: str, real: Session) -> None:
        self._fake = fake
        self._provider = provider
        self._real = real

    def run(self, names: Sequence[str], feeds: Mapping[str, np.ndarray]) -> list[np.ndarray]:
        self._fake.run(self._provider)
        outputs = self._real.run(names, feeds)
        return [output[..., ::-1] for output in outputs] if self._provider in self._fake.wrong else outputs

    def get_inputs(self) -> list[NodeArg]:
        return self._real.get_inputs()

    def get_outputs(self) -> list[NodeArg]:
        return self._real.get_outputs()

    def get_providers(self) -> list[str]:
        execution = PROVIDERS[self._provider][1]
        return [CPU] if self._provider in self._fake.silent else [execution, CPU]
