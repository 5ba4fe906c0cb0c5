"""Workers that find each other, or do not."""

import json
import socket
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.trainer.workers.ports import free_addresses
from trainer.errors import WorkersError
from trainer.workers.meeting import Meeting, parse_workers


def together(*tasks: Callable[[], Any]) -> list[Any]:
    """Results of tasks that run at the same time; of those that fail, the sentence."""

    def outcome(task: Callable[[], Any]) -> Any:
        try:
            return task()
        except WorkersError as error:
            return str(error)

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(outcome, tasks))


def exchanging(addresses: Sequence[str], index: int, seconds: float = 20.0) -> Callable[[], Any]:
    def task() -> Any:
        with Meeting(addresses, index, seconds) as meeting:
            return [meeting.exchange({"number": index, "round": n}) for n in range(2)]

    return task


def test_each_hears_what_all_have_told_in_their_order():
    addresses = free_addresses(3)
    heard = together(*(exchanging(addresses, index) for index in (2, 0, 1)))
    assert heard == [[[{"number": k, "round": n} for k in range(3)] for n in range(2)]] * 3


def test_a_worker_that_never_comes_is_named_to_all():
    addresses = free_addresses(3)
    sentences = together(exchanging(addresses, 0, 0.5), exchanging(addresses, 1, 20.0))
    assert sentences[0] == sentences[1]
    assert sentences[0].startswith(f"Worker {addresses[2]} has not come within 0 seconds; start fit on all")


def test_without_the_first_worker_the_others_give_up():
    addresses = free_addresses(2)
    (sentence,) = together(exchanging(addresses, 1, 0.3))
    assert sentence.startswith(f"Worker {addresses[0]} has not come")


def test_different_lists_of_workers_are_refused():
    first, second, other = free_addresses(3)
    sentences = together(exchanging([first, second], 0), exchanging([first, other], 1))
    assert sentences == ["The workers were started with different lists; give all the same --workers."] * 2


def test_two_workers_of_one_number_are_refused():
    addresses = free_addresses(3)
    greeting = json.dumps({"workers": addresses, "index": 1}).encode() + b"\n"
    # Greetings as from two other machines: on this one, the second could not have the port as well.
    sentences = together(exchanging(addresses, 0), *[lambda: answer(addresses[0], greeting)] * 2)
    assert sentences[0] == "Two workers were started with --worker 1; give each a number of its own."


def answer(address: str, said: bytes) -> bytes:
    """What a worker answers to what is said on its port, once it listens."""
    host, _, port = address.rpartition(":")
    while True:
        try:
            connection = socket.create_connection((host, int(port)), 5)
        except ConnectionRefusedError:
            time.sleep(0.01)
            continue
        with connection:
            connection.sendall(said)
            return connection.recv(1000)


def test_a_worker_that_ends_early_ends_the_others():
    addresses = free_addresses(3)

    def leaving() -> None:
        Meeting(addresses, 2, 20.0).close()

    *sentences, _ = together(exchanging(addresses, 0), exchanging(addresses, 1), leaving)
    for sentence in sentences:
        assert sentence.startswith(f"Worker {addresses[2]} ended before the training began; put right")


def test_whatever_else_knocks_is_sent_away():
    addresses = free_addresses(2)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(exchanging(addresses, 0))
        assert answer(addresses[0], b"GET / HTTP/1.0\r\n\r\n") == b""
        assert exchanging(addresses, 1)() == first.result()


def test_a_port_in_use_is_named():
    addresses = free_addresses(2)
    port = int(addresses[1].rpartition(":")[2])
    with (
        socket.create_server(("", port)),
        pytest.raises(WorkersError, match=f"Port {port} of this machine cannot be used .* choose another"),
    ):
        Meeting(addresses, 1)


@pytest.mark.parametrize(
    ("text", "number", "sentence"),
    [
        ("one,two:2", 0, "--workers has 'one'; write host:port"),
        ("one:1,two:70000", 0, "--workers has 'two:70000'"),
        ("one:1", 0, "two or more different"),
        ("one:1,one:1", 0, "two or more different"),
        ("one:1,two:2", 2, "--workers names 2 workers; say with --worker which of them this is, 0 to 1."),
        ("one:1,two:2", None, "say with --worker which"),
    ],
)
def test_a_wrong_list_of_workers_is_refused(text, number, sentence):
    with pytest.raises(WorkersError, match=sentence):
        parse_workers(text, number)


def test_addresses_are_read():
    assert parse_workers("one:1, [::1]:2", 1) == ["one:1", "[::1]:2"]


def test_connections_that_were_handed_over_outlast_the_meeting_and_free_its_port():
    addresses = free_addresses(2)

    def handing(index: int) -> Callable[[], Any]:
        def task() -> Any:
            with Meeting(addresses, index, 20.0) as meeting:
                kept = meeting.hand_over()
            # What is met at the port now is somebody else.
            with socket.create_server(("", int(addresses[index].rpartition(":")[2]))):
                heard = kept.exchange({"number": index})
            kept.close()
            return heard

        return task

    assert together(handing(0), handing(1)) == [[{"number": 0}, {"number": 1}]] * 2
