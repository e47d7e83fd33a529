"""Long statements end: when somebody says so, and when their time is over. On the customer's database as well."""

import time
from collections.abc import Callable

import psycopg

from tests.live.long_run import is_working, started, wait_until
from tests.live.person import Person
from tests.live.stored import actions_of

LIMIT = 3  # seconds


def test_a_cancelled_statement_ends_on_the_customers_database(
    wang: Person,
    shop: psycopg.Connection,
    own_rows: psycopg.Connection,
    allow_long_runs: Callable[[int], None],
):
    allow_long_runs(100)
    run_id = started(wang, shop)

    asked = time.monotonic()
    reply = wang.post(f"api/ai/runs/{run_id}/cancel", {})
    assert wait_until(lambda: not is_working(shop, run_id), within=15.0 - (time.monotonic() - asked))

    assert reply.status == 200
    assert wait_until(lambda: wang.run(run_id)["status"] == "cancelled", within=15.0)
    assert actions_of(own_rows, run_id) == ["query.requested", "query.cancelled", "query.finished"]


def test_anothers_run_cannot_be_cancelled(
    wang: Person, zhao: Person, shop: psycopg.Connection, allow_long_runs: Callable[[int], None]
):
    allow_long_runs(100)
    run_id = started(wang, shop)

    reply = zhao.post(f"api/ai/runs/{run_id}/cancel", {})

    assert (reply.status, reply.body["code"]) == (404, "not_found")
    assert is_working(shop, run_id)
    wang.post(f"api/ai/runs/{run_id}/cancel", {})


def test_a_statement_ends_on_the_server_when_its_time_is_over(
    wang: Person, shop: psycopg.Connection, allow_long_runs: Callable[[int], None]
):
    allow_long_runs(LIMIT)
    run_id = started(wang, shop)

    # The clock is the server's own: a test that is slow to look sees an end that came in time.
    worked = 0.0
    while is_working(shop, run_id):
        worked = max(worked, working_for(shop, run_id))
        assert worked < LIMIT + 1
    assert worked > LIMIT - 1

    assert wait_until(lambda: wang.run(run_id)["status"] == "timeout", within=15.0)
    assert wang.run(run_id)["error"]["message"]


def working_for(shop: psycopg.Connection, run_id: str) -> float:
    """Seconds since the run's statement began, by the server's clock; 0 if it has ended meanwhile."""
    found = shop.execute(
        "SELECT coalesce(max(extract(epoch FROM clock_timestamp() - query_start)), 0)::float8 FROM pg_stat_activity"
        " WHERE application_name = %s AND state = 'active' AND backend_type = 'client backend'",
        [run_id.replace("-", "")],
    ).fetchone()
    assert found is not None
    return float(found[0])
