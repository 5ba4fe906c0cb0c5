"""A bundle's open graphs, which go on on the CPU when the accelerator that ran them is lost."""

import logging
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from desktop.engine.devices.device import Device
from desktop.engine.errors import BundleDamagedError, Sentence

log = logging.getLogger("inkling")

_LONGEST_REASON = 160


class NodeArg(Protocol):
    """What ONNX Runtime tells of a graph's input or output."""

    name: str
    type: str
    shape: list[Any]


class Session(Protocol):
    """The part of `onnxruntime.InferenceSession` that the desk uses."""

    def run(self, names: Sequence[str], feeds: Mapping[str, np.ndarray]) -> list[np.ndarray]:
        """Run the graph."""

    def get_inputs(self) -> list[NodeArg]:
        """The graph's inputs."""

    def get_outputs(self) -> list[NodeArg]:
        """The graph's outputs."""

    def get_providers(self) -> list[str]:
        """The execution providers in use, first choice first."""


@dataclass(frozen=True)
class Opened:
    """Graphs, by role, that are open on one device."""

    graphs: dict[str, Session]
    device: Device


class Sessions:
    """Graphs that stay the same for those who run them while what they run on changes.

    Whatever a graph is given and gives lies in the main memory, so that a step that failed on a graphics card
    is simply done again on the CPU: no state, no reading and no memory of the story is lost with the card.

    Attributes:
        opened: What runs them now.
    """

    def __init__(
        self, opened: Opened, open_on_cpu: Callable[[], Opened], failure: Sentence | None = None
    ) -> None:
        """Run the graphs that are open.

        Args:
            opened: What runs them at first.
            open_on_cpu: Opens them once more, on the CPU.
            failure: What went wrong before, for `take_failure`.
        """
        self.opened = opened
        self._open_on_cpu = open_on_cpu
        self._failure = failure

    @property
    def graphs(self) -> dict[str, Session]:
        """The graphs, by role."""
        # Not kept here: they know the sessions, and who is known in a circle waits for the garbage collector,
        # a model of 13 MB with it.
        return {role: _Graph(self, role) for role in self.opened.graphs}

    @property
    def device(self) -> Device:
        """What runs the graphs now."""
        return self.opened.device

    def fall_back(self, reason: object) -> None:
        """Give the accelerator up and go on on the CPU.

        Args:
            reason: What is wrong with it: a sentence, or a few words.

        Raises:
            BundleDamagedError: The CPU does not take a graph.
        """
        lost = self.device
        self.opened = self._open_on_cpu()
        self._failure = Sentence(
            "{provider} failed while the model ran ({reason}), so the model goes on on the CPU, with nothing "
            "lost; restart Inkling to try {provider} again.",
            {"provider": lost.provider, "reason": reason},
        )
        log.warning("%s", self._failure)

    def take_failure(self) -> Sentence | None:
        """What the writer is to be told of a lost accelerator: once, and then no more."""
        failure, self._failure = self._failure, None
        return failure

    def session(self, role: str) -> Session:
        """What runs a graph now."""
        return self.opened.graphs[role]

    def run(self, role: str, names: Sequence[str], feeds: Mapping[str, np.ndarray]) -> list[np.ndarray]:
        """Run a graph, on the CPU if the accelerator fails.

        Raises:
            BundleDamagedError: The CPU cannot run it either.
        """
        # ONNX Runtime's exceptions share no base class but Exception.
        if not self.device.is_cpu:
            try:
                return self.session(role).run(names, feeds)
            except Exception as error:
                self.fall_back(first_line(error))
        try:
            return self.session(role).run(names, feeds)
        except Exception as error:
            raise BundleDamagedError(
                "The model failed while it ran ({reason}); choose another model, or this one again.",
                reason=first_line(error),
            ) from error


class _Graph:
    """One of the graphs, whatever runs it."""

    def __init__(self, sessions: Sessions, role: str) -> None:
        self._sessions = sessions
        self._role = role

    def run(self, names: Sequence[str], feeds: Mapping[str, np.ndarray]) -> list[np.ndarray]:
        return self._sessions.run(self._role, names, feeds)

    def get_inputs(self) -> list[NodeArg]:
        return self._sessions.session(self._role).get_inputs()

    def get_outputs(self) -> list[NodeArg]:
        return self._sessions.session(self._role).get_outputs()

    def get_providers(self) -> list[str]:
        return self._sessions.session(self._role).get_providers()


def first_line(error: BaseException) -> str:
    """The first words of an exception's text, without ONNX Runtime's code in front and its details behind."""
    line = str(error).strip().split("\n", 1)[0].rsplit(" : ", 1)[-1].split(" ; ", 1)[0].rstrip(".")
    return textwrap.shorten(line, _LONGEST_REASON, placeholder=" …") or type(error).__name__
