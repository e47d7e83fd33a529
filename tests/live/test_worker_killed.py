"""
Workers that die without a word (kill -9) while they have three runs, and what becomes of these within 45 seconds.

`claimed` has sent nothing yet when the process that works for it dies. Then the whole worker dies: the customer's
database works for `sent`, and `waiting` is known to the queue alone.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest

from tests.live.conftest import superuser
from tests.live.long_run import is_working, started, wait_until
from tests.live.person import Person
from tests.live.stored import actions_of, attempts_of, status_of
from tests.running_product import Product

WITHIN = 45.0  # seconds after the death
ORDERS = "SELECT count(*) FROM orders"

Runs = Mapping[str, dict[str, Any]]  # by the names above, as they ended


@pytest.fixture
def ended(
    product: Product,
    wang: Person,
    zhao: Person,
    shop: psycopg.Connection,
    own_rows: psycopg.Connection,
    allow_long_runs: Callable[[int], None],
) -> Runs:
    """The three runs, 45 seconds after their workers' death at the latest."""
    allow_long_runs(100)  # longer than it takes to notice: nothing but the product ends a statement
    with no_stage_can_be_stored(product):
        claimed = wang.begin(ORDERS)
        assert wait_until(lambda: status_of(own_rows, claimed) == "running", within=10.0)
        killed = time.monotonic()
        signal_all(pool_of(product), signal.SIGKILL)
    sent = started(wang, shop)
    signal_all(worker_of(product), signal.SIGSTOP)
    waiting = zhao.begin(ORDERS)
    assert status_of(own_rows, waiting) == "queued"
    died = {"claimed": killed, "sent": time.monotonic(), "waiting": time.monotonic()}
    signal_all(worker_of(product), signal.SIGKILL)

    ids = {"claimed": claimed, "sent": sent, "waiting": waiting}
    in_time = {name: wait_until(has_ended(own_rows, ids[name]), within=left(died[name])) for name in ids}
    assert in_time == dict.fromkeys(ids, True)
    return {"claimed": wang.run(claimed), "sent": wang.run(sent), "waiting": zhao.run(waiting)}


def test_every_run_ends_visibly_and_nothing_goes_on(
    ended: Runs,
    shop: psycopg.Connection,
    own_rows: psycopg.Connection,
    verify_audit: Callable[[], tuple[int, str]],
):
    ((orders, in_the_north),) = shop.execute("SELECT count(*), count(*) FILTER (WHERE region = '华北') FROM orders")

    # What had reached the customer's database is not done twice, and who asked is told so.
    assert (ended["sent"]["status"], ended["sent"]["rows"]) == ("worker_lost", [])
    assert ended["sent"]["error"]["code"] == "query.worker_lost"
    assert ended["sent"]["error"]["message"]
    assert wait_until(lambda: not is_working(shop, ended["sent"]["run_id"]), within=10.0)
    # What had sent nothing is done, once.
    assert (ended["claimed"]["status"], ended["claimed"]["rows"]) == ("succeeded", [[orders]])
    assert (ended["waiting"]["status"], ended["waiting"]["rows"]) == ("succeeded", [[in_the_north]])
    begun_again = {name: attempts_of(own_rows, run["run_id"]) for name, run in ended.items()}
    assert begun_again == {"claimed": 1, "sent": 0, "waiting": 0}

    assert {name: actions_of(own_rows, run["run_id"]) for name, run in ended.items()} == {
        "claimed": ["query.requested", "query.finished"],
        "sent": ["query.requested", "query.lost"],
        "waiting": ["query.requested", "query.finished"],
    }
    assert own_rows.execute(
        "SELECT count(*) FROM queries_queryrun WHERE status IN ('queued', 'running')"
    ).fetchone() == (0,)
    code, words = verify_audit()
    assert code == 0, words


@contextmanager
def no_stage_can_be_stored(product: Product) -> Iterator[None]:
    """A run that is claimed now stays between its claim and its first stage; reading goes on."""
    with superuser(product) as connection, connection.transaction():
        connection.execute("LOCK TABLE queries_stageevent IN SHARE MODE")
        yield


def processes() -> list[tuple[int, int, int, str]]:
    """Process, parent, group and command of everything that runs on this machine."""
    shown = subprocess.run(
        ["ps", "-Aww", "-o", "pid=", "-o", "ppid=", "-o", "pgid=", "-o", "args="],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    parts = (line.split(None, 3) for line in shown.splitlines())
    return [(int(pid), int(parent), int(group), args) for pid, parent, group, args in parts]


def worker_of(product: Product) -> set[int]:
    """The main process of the worker that works questions, and all its children."""
    everything = processes()
    (main,) = (
        pid
        for pid, parent, _, args in everything
        if parent == product.pid and "config.celery worker" in args and "interactive" in args
    )
    return {pid for pid, _, group, _ in everything if group == main}


def pool_of(product: Product) -> set[int]:
    """The worker's children, which do the work."""
    worker = worker_of(product)
    return {pid for pid, parent, _, _ in processes() if pid in worker and parent in worker}


def signal_all(targets: set[int], number: signal.Signals) -> None:
    assert targets
    for pid in targets:
        os.kill(pid, number)


def has_ended(own_rows: psycopg.Connection, run_id: str) -> Callable[[], bool]:
    return lambda: status_of(own_rows, run_id) not in {"queued", "running"}


def left(died: float) -> float:
    """Seconds left of the time within which a death must have been dealt with."""
    return died + WITHIN - time.monotonic()
