"""A statement that would run for hours, and what the customer's database says about it."""

import time
from collections.abc import Callable

import psycopg

from tests.live.person import Person

# A condition that the engine may not check in parallel: the machine's other cores are for the product.
ENDLESS = "SELECT count(*) FROM order_items a CROSS JOIN order_items b WHERE random() < 2"
POLL = 0.05  # seconds
STARTS_WITHIN = 30.0  # seconds


def started(person: Person, shop: psycopg.Connection) -> str:
    """Begin the statement; return the run's id when the customer's database works on it."""
    run_id = person.begin(ENDLESS)
    assert wait_until(lambda: is_working(shop, run_id), within=STARTS_WITHIN), person.run(run_id)
    return run_id


def is_working(shop: psycopg.Connection, run_id: str) -> bool:
    """Whether any backend of the customer's database works for the run."""
    found = shop.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE application_name = %s AND state = 'active'",
        [run_id.replace("-", "")],
    ).fetchone()
    return found != (0,)


def wait_until(condition: Callable[[], bool], *, within: float) -> bool:
    """Whether the condition came true in time."""
    ends = time.monotonic() + within
    while not (true := condition()) and time.monotonic() < ends:
        time.sleep(POLL)
    return true
