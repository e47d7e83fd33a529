"""What the product has stored of a run, read past it."""

import psycopg


def status_of(own_rows: psycopg.Connection, run_id: str) -> str:
    return str(_run(own_rows, run_id)[0])


def attempts_of(own_rows: psycopg.Connection, run_id: str) -> int:
    """How often the run was begun again."""
    return int(_run(own_rows, run_id)[1])


def actions_of(own_rows: psycopg.Connection, run_id: str) -> list[str]:
    """The run's audit events, in their order."""
    found = own_rows.execute("SELECT action FROM audit_auditevent WHERE run_id = %s ORDER BY sequence", [run_id])
    return [action for (action,) in found.fetchall()]


def _run(own_rows: psycopg.Connection, run_id: str) -> tuple[str, int]:
    found = own_rows.execute("SELECT status, attempts FROM queries_queryrun WHERE id = %s", [run_id]).fetchone()
    assert found is not None
    return found[0], found[1]
