"""A customer's PostgreSQL behind the whole pipeline: long statements that lose their rights, and what values become."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from apps.queries import lease, runner, services
from apps.queries.contracts import RunStatus
from apps.queries.models import QueryRun
from apps.scope import tenant_scope
from apps.semantic.contracts import TableRef
from apps.semantic.models import DataSource, Grant
from apps.semantic.models.policy import AudienceKind
from apps.semantic.services.datasource import create_data_source, refresh_schema
from apps.semantic.services.policy import RuleWish, set_grant
from apps.tenants import services as people
from apps.tenants.models import Tenant, User
from apps.tenants.roles import Role
from tests.people import make_member
from tests.semantic.connectors.conftest import Customer, customer  # noqa: F401  # a fixture

SENDS_NOTHING = "SELECT count(*) FROM orders a CROSS JOIN orders b CROSS JOIN orders c"
SENDS_NOW_AND_THEN = (
    "SELECT a.id FROM orders a CROSS JOIN orders b CROSS JOIN orders c WHERE (a.id * b.id + c.id) % 9999991 = 7"
)


@dataclass(frozen=True)
class Shop:
    tenant: Tenant
    owner: User
    analyst: User
    customer: Customer


@pytest.fixture(scope="module")
def shop(committed_database: None, customer: Customer) -> Iterator[Shop]:  # noqa: F811
    """The customer's orders, granted to one analyst, on a source where everything is of low risk."""
    to = customer.source
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.SOURCE_HOSTS", [to.host])
        patch.setattr(services, "send", lambda **_: None)
        tenant = people.create_tenant(slug="pg", name="PG")
        owner = make_member(tenant, Role.ADMIN, Role.STEWARD, username="pg-owner")
        analyst = make_member(tenant, Role.ANALYST, username="pg-analyst")
        with tenant_scope(tenant.id):
            source = create_data_source(
                user=owner,
                name="pg",
                title="pg",
                engine="postgres",
                host=to.host,
                port=to.port,
                database=to.database,
                username=to.username,
                password=to.password.reveal(),
                require_tls=False,
                schemas=list(to.schemas),
                statement_timeout_seconds=120,
                medium_risk_rows=10**18,
                high_risk_rows=10**18,
            )
            refresh_schema(user=owner, data_source=source, now=timezone.now())
            set_grant(
                RuleWish("orders", AudienceKind.USER, str(analyst.id), TableRef("shop", "orders")),
                user=owner,
                data_source=source,
                columns=["id", "customer_id", "amount", "state", "placed", "day"],
            )
        patch.setattr("django.conf.settings.STATEMENT_TIMEOUT", timedelta(seconds=120))
        yield Shop(tenant, owner, analyst, customer)
    lease.rest()


def working(shop: Shop, run: QueryRun) -> bool:
    return bool(shop.customer.ask(f"SELECT 1 FROM pg_stat_activity WHERE application_name = '{run.id.hex}'"))


def in_background(shop: Shop, run: QueryRun) -> threading.Thread:
    def work() -> None:
        with tenant_scope(shop.tenant.id):
            runner.work(run_id=run.id, now=timezone.now())

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def until(true: Callable[[], bool], *, within: float) -> bool:
    ends = time.monotonic() + within
    while not true():
        if time.monotonic() > ends:
            return False
        time.sleep(0.05)
    return True


@pytest.mark.parametrize("sql", [SENDS_NOTHING, SENDS_NOW_AND_THEN])
def test_a_long_statement_ends_in_the_server_within_five_seconds_of_its_grant(shop: Shop, sql: str):
    with tenant_scope(shop.tenant.id):
        run = services.execute_sql(user=shop.analyst, sql=sql, data_source_name="pg", now=timezone.now())
        worker = in_background(shop, run)
        assert until(lambda: working(shop, run), within=20)
        time.sleep(1)  # some rows come
        try:
            Grant.objects.filter(name="orders").update(is_active=False)
            assert until(lambda: not working(shop, run), within=15)
        finally:
            Grant.objects.filter(name="orders").update(is_active=True)
            worker.join(60)
        run.refresh_from_db()

    assert (run.status, run.error_code, run.answer) == (RunStatus.REFUSED, "query.policy_changed", None)


def test_a_long_statement_that_is_cancelled_ends_though_it_sends_nothing(shop: Shop):
    with tenant_scope(shop.tenant.id):
        run = services.execute_sql(user=shop.analyst, sql=SENDS_NOTHING, data_source_name="pg", now=timezone.now())
        worker = in_background(shop, run)
        assert until(lambda: working(shop, run), within=20)
        # As a worker learns it that nobody else helps: by its lease.
        QueryRun.objects.filter(id=run.id).update(cancel_requested_at=timezone.now())
        worker.join(60)
        run.refresh_from_db()

    assert run.status == RunStatus.CANCELLED
    assert not working(shop, run)


def test_values_leave_as_json_that_loses_nothing(shop: Shop, tmp_path: Path):
    cases, out = tmp_path / "cases.jsonl", StringIO()
    sql = (
        "SELECT amount, day, placed AT TIME ZONE 'UTC' AS at, 9007199254740993 AS big,"
        " amount / 3 AS third FROM orders WHERE id = 2"
    )
    cases.write_text(json.dumps({"id": 1, "sql": sql}), encoding="utf-8")

    call_command("check_sql", str(cases), source="pg", user="pg-analyst", execute=True, stdout=out, stderr=StringIO())

    result = json.loads(out.getvalue())
    assert (result["verdict"], result["message"], result["error"]) == ("accept", "", None)
    assert result["rows"] == [
        ["0.50", "2026-01-03", "2025-12-31T16:02:00", "9007199254740993", "0.16666666666666666667"]
    ]


def test_the_default_thresholds_hold_where_a_source_has_none(shop: Shop):
    with tenant_scope(shop.tenant.id):
        source = DataSource.objects.get(name="pg")
        source.medium_risk_rows = source.high_risk_rows = None

    assert (source.thresholds.medium, source.thresholds.high) == (5_000_000, 200_000_000)
