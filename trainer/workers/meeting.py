"""Where the workers of a training find each other before TensorFlow starts: TCP, a line of JSON each.

TensorFlow waits for missing workers without end and cannot be interrupted meanwhile. So nobody starts it
before all are there, and what they have to agree on is compared here, while leaving is still easy.
"""

import copy
import json
import socket
import time
from collections.abc import Callable, Sequence
from functools import partial
from types import TracebackType
from typing import Any

from trainer.errors import WorkersError

# Time for starting all workers by hand.
JOIN_SECONDS = 600.0

_GREETING_SECONDS = 5.0
_RETRY_SECONDS = 0.2


def parse_workers(text: str, number: int | None) -> list[str]:
    """The addresses of `--workers`, checked, and with them that `--worker` is one of them.

    Args:
        text: `host:port,host:port,...`, the same on all machines.
        number: which of them this process is, counted from 0.
    """
    addresses = [address.strip() for address in text.split(",")]
    for address in addresses:
        host, _, port = address.rpartition(":")
        if not host or not port.isdecimal() or not 0 < int(port) < 65536:
            raise WorkersError(f"--workers has {address!r}; write host:port,host:port, one for each worker.")
    if len(addresses) < 2 or len(set(addresses)) < len(addresses):
        raise WorkersError("--workers needs two or more different host:port; leave it out to train alone.")
    if number is None or not 0 <= number < len(addresses):
        raise WorkersError(
            f"--workers names {len(addresses)} workers; say with --worker which of them this is, "
            f"0 to {len(addresses) - 1}."
        )
    return addresses


class _Line:
    """A connection on which each side says one JSON object a line."""

    def __init__(self, connection: socket.socket):
        # A machine that has vanished is noticed even while nothing is said for hours.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        self._connection = connection
        self._file = connection.makefile("rwb")

    def say(self, message: dict[str, Any]) -> None:
        self._file.write(json.dumps(message).encode() + b"\n")
        self._file.flush()

    def hear(self, seconds: float | None = None) -> dict[str, Any]:
        """What the other side says next.

        Raises:
            OSError: it is gone, or silent for longer than `seconds`.
            ValueError: what it says is no JSON object.
        """
        self._connection.settimeout(seconds)
        line = self._file.readline()
        self._connection.settimeout(None)
        if not line:
            raise ConnectionError("gone")
        message = json.loads(line)
        if not isinstance(message, dict):
            raise ValueError("no object")
        return message

    def close(self) -> None:
        self._file.close()
        self._connection.close()


class Meeting:
    """All workers of a training, each connected with the first.

    Args:
        addresses: `host:port` of each; on its port a worker is met here, and later by TensorFlow.
        index: which of them this process is.
        seconds: how long to wait for the others.

    Raises:
        WorkersError: the port is taken, a worker has not come in time, or has come with another list.
    """

    def __init__(self, addresses: Sequence[str], index: int, seconds: float = JOIN_SECONDS):
        self.addresses, self.index = list(addresses), index
        self._lines: dict[int, _Line] = {}
        # Those that are connected to have nothing to hear here, but their port must be free as well.
        self._server = _listening(int(addresses[index].rpartition(":")[2]))
        try:
            if index == 0:
                self._welcome(time.monotonic() + seconds, seconds)
            else:
                self._lines[0] = self._greet(time.monotonic() + seconds, seconds)
            self.exchange({})
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> "Meeting":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def hand_over(self) -> "Meeting":
        """The connections, for whoever talks on when this meeting is closed; the port is free from now on."""
        self._server.close()
        kept = copy.copy(self)
        self._lines = {}
        return kept

    def close(self) -> None:
        """Leave, and free the port."""
        for line in self._lines.values():
            line.close()
        self._server.close()

    def exchange(self, facts: dict[str, Any]) -> list[dict[str, Any]]:
        """Tell all others something and wait until all have told theirs.

        Returns:
            What each worker has told, in their order.

        Raises:
            WorkersError: another worker has ended.
        """
        if self.index:
            return self._told_by_first(facts)
        told = [dict(json.loads(json.dumps(facts)))]
        lines = sorted(self._lines.items())
        told += [self._with(number, line.hear) for number, line in lines]
        for number, line in lines:
            self._with(number, partial(line.say, {"told": told}))
        return told

    def _with(self, number: int, talk: Callable[[], Any]) -> Any:
        """As the first worker: talk to another; if it has gone, all others are told."""
        try:
            return talk()
        except (OSError, ValueError) as error:
            raise self._dissolved(_ended(self.addresses[number])) from error

    def _told_by_first(self, facts: dict[str, Any]) -> list[dict[str, Any]]:
        try:
            self._lines[0].say(facts)
            message = self._lines[0].hear()
        except (OSError, ValueError) as error:
            raise WorkersError(_ended(self.addresses[0])) from error
        if "error" in message:
            raise WorkersError(message["error"])
        return list(message["told"])

    def _dissolved(self, sentence: str) -> WorkersError:
        """The error that ends this worker, after telling it to those that are here."""
        for line in self._lines.values():
            try:
                line.say({"error": sentence})
            except OSError:
                # It is the one that has gone.
                continue
        return WorkersError(sentence)

    def _welcome(self, deadline: float, seconds: float) -> None:
        """As the first worker: wait until all others have come."""
        while missing := set(range(1, len(self.addresses))) - set(self._lines):
            self._server.settimeout(max(0.001, deadline - time.monotonic()))
            try:
                line = _Line(self._server.accept()[0])
            except TimeoutError as error:
                raise self._dissolved(_never_came(self.addresses[min(missing)], seconds)) from error
            try:
                greeting = line.hear(_GREETING_SECONDS)
            except (OSError, ValueError):
                # Whatever knocked, it was no worker.
                line.close()
                continue
            self._seat(line, greeting)

    def _seat(self, line: _Line, greeting: dict[str, Any]) -> None:
        number = greeting.get("index")
        if greeting.get("workers") != self.addresses:
            sentence = "The workers were started with different lists; give all the same --workers."
        elif not isinstance(number, int) or number in self._lines or number == self.index:
            sentence = f"Two workers were started with --worker {number}; give each a number of its own."
        else:
            self._lines[number] = line
            return
        line.say({"error": sentence})
        line.close()
        raise self._dissolved(sentence)

    def _greet(self, deadline: float, seconds: float) -> _Line:
        """As another worker: find the first."""
        host, _, port = self.addresses[0].rpartition(":")
        while True:
            try:
                connection = socket.create_connection((host.strip("[]"), int(port)), _GREETING_SECONDS)
                connection.settimeout(None)
                line = _Line(connection)
                line.say({"workers": self.addresses, "index": self.index})
                return line
            except OSError as error:
                if time.monotonic() > deadline:
                    raise WorkersError(_never_came(self.addresses[0], seconds)) from error
                time.sleep(_RETRY_SECONDS)


def _listening(port: int) -> socket.socket:
    try:
        return socket.create_server(("", port))
    except OSError as error:
        raise WorkersError(
            f"Port {port} of this machine cannot be used ({error.strerror}); end the program that uses it, "
            "or choose another port in --workers on all machines."
        ) from error


def _never_came(address: str, seconds: float) -> str:
    return (
        f"Worker {address} has not come within {seconds:.0f} seconds; start fit on all machines of --workers "
        "and let them reach each other's ports."
    )


def _ended(address: str) -> str:
    return (
        f"Worker {address} ended before the training began; put right what it says there, and start all "
        "workers again."
    )
