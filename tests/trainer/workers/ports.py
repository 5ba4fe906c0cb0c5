"""Addresses that workers of a test can meet at."""

import socket
from contextlib import ExitStack


def free_addresses(count: int) -> list[str]:
    """Ports of this machine that nobody uses just now."""
    with ExitStack() as stack:
        servers = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [f"127.0.0.1:{server.getsockname()[1]}" for server in servers]
