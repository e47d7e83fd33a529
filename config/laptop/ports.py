"""Which loopback port to take: the wanted one if it is free, otherwise any free one."""

import socket

LOOPBACK = "127.0.0.1"
FIRST_UNPRIVILEGED = 1024  # root may try lower ones, its engines' account may not take them


def free_port(*wanted: int) -> int:
    """Return the first wanted port that nobody listens on, or a free one. Another process may still be faster."""
    for port in wanted:
        if port >= FIRST_UNPRIVILEGED and _is_free(port):
            return port
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        # A server that has just stopped leaves connections in TIME_WAIT; they do not occupy the port.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True
