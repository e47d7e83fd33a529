"""
Runs the whole product with the demo's data in a process of its own, until its standard input ends.

Prints one line of JSON when it answers: the address and the demo's accounts.
"""

import contextlib
import json
import signal
import sys
import threading

from config.laptop.run import manage, running


def main() -> None:
    """Run until whoever started this closes the pipe, or dies."""
    with running(prepare=lambda: json.loads(manage("load_demo"))) as product:
        print(json.dumps({"url": product.url, "accounts": product.prepared["accounts"]}), flush=True)
        threading.Thread(target=_end_with_the_pipe, daemon=True).start()
        product.wait()


def _end_with_the_pipe() -> None:
    sys.stdin.read()
    signal.raise_signal(signal.SIGTERM)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):  # the signal that ends it
        main()
