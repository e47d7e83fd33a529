"""Columns that may only be totalled, or only filtered by, in whole runs: what is answered, limited and reported."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from apps.audit.models import AuditEvent
from apps.queries import narrowed_use, runner, selectors, services
from apps.queries.contracts import RunStatus, RunView
from apps.queries.halts import TooManyLookups
from apps.queries.models import NarrowedUse
from apps.scope import tenant_scope
from apps.semantic.contracts import TableRef, Treatment
from apps.semantic.models import DataSource
from apps.semantic.models.policy import AudienceKind
from apps.semantic.services.policy import RuleWish, set_column_rule, set_grant
from apps.semantic.sql.narrowed import Lookup, Total
from apps.tenants.models import User
from apps.tenants.roles import Role
from tests.people import Caller, make_member
from tests.queries.corner_shop import COLUMNS, SALES, CornerShop

NOW = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
PHONES = TableRef("main", "sales")


@pytest.fixture(autouse=True)
def no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs are worked by the test itself, at once, instead of by a worker."""
    monkeypatch.setattr(services, "send", lambda **_: None)


@pytest.fixture(scope="module")
def narrowed(shop: CornerShop) -> User:
    """Somebody who may total amounts of two and more, and look phones up."""
    user = make_member(shop.tenant, Role.ANALYST, username="corner-narrowed")
    with tenant_scope(shop.tenant.id):
        DataSource.objects.filter(id=shop.source.id).update(smallest_group=2)
        set_grant(
            RuleWish("sales of narrowed", AudienceKind.USER, str(user.id), SALES),
            user=shop.owner,
            data_source=shop.source,
            columns=COLUMNS,
        )
        for column, treatment in (("amount", Treatment.AGGREGATE_ONLY), ("phone", Treatment.FILTER_ONLY)):
            set_column_rule(
                RuleWish(f"{column} narrowed", AudienceKind.USER, str(user.id), SALES),
                user=shop.owner,
                data_source=shop.source,
                column=column,
                treatment=treatment,
            )
    return user


@pytest.fixture(autouse=True)
def nothing_noted(in_shop: CornerShop) -> None:
    NarrowedUse.objects.all().delete()


def ask(user: User, question: str) -> RunView:
    return _worked(services.ask(user=user, question=question, now=NOW), user)


def execute(user: User, sql: str) -> RunView:
    return _worked(services.execute_sql(user=user, sql=sql, data_source_name="corner", now=NOW), user)


def _worked(run: Any, user: User) -> RunView:
    runner.work(run_id=run.id, now=NOW)
    run.refresh_from_db()
    return selectors.run_view(run, user=user, language="en")


def reports() -> int:
    return AuditEvent.objects.filter(action="security.differencing_suspected").count()


def lookup(*values: str) -> Lookup:
    return Lookup(PHONES, "phone", values)


def total(condition: str, *, shape: str = "amount of sales by id") -> Total:
    return Total(PHONES, ("amount",), 2, shape, condition)


def admit(user: User, shop: CornerShop, *uses: Lookup | Total, at: datetime = NOW) -> None:
    narrowed_use.admit(uses, user_id=user.id, source=shop.source, now=at)


def test_a_metric_over_a_column_for_totals_is_answered_without_small_groups(in_shop: CornerShop, narrowed: User):
    view = ask(narrowed, "各大区的销售额")

    assert view.status == RunStatus.SUCCEEDED
    assert view.rows == (("north", 30),)
    assert [(p.kind, p.name) for p in view.policies] == [("aggregate_only", "amount narrowed")]
    assert [w.message for w in view.warnings] == ["Groups of fewer than 2 were left out."]


def test_a_value_is_looked_up_and_never_shown(in_shop: CornerShop, narrowed: User):
    view = execute(narrowed, "SELECT * FROM sales WHERE phone = '13900003333'")

    assert view.status == RunStatus.SUCCEEDED
    assert [column.name for column in view.columns] == ["id", "region", "sold_on"]
    assert view.rows == ((3, "south", "2026-02-06"),)
    assert [(p.kind, p.name) for p in view.policies if p.kind != "columns"] == [("filter_only", "phone narrowed")]


def test_a_refusal_says_what_is_allowed(in_shop: CornerShop, narrowed: User):
    view = execute(narrowed, "SELECT MAX(amount) FROM sales")

    assert view.status == RunStatus.REFUSED
    assert view.error is not None
    assert [(v.rule, v.message) for v in view.error.violations] == [
        ("narrowed", "The column amount can be used in SUM, AVG and COUNT only.")
    ]


def test_the_schema_says_what_a_column_is_for(shop: CornerShop, narrowed: User):
    body = Caller().with_key(narrowed, shop.tenant).get("/api/ai/schema").json()

    uses = {column["name"]: column["use"] for column in body["tables"][0]["columns"]}
    assert uses == {"id": "any", "region": "any", "phone": "filter", "amount": "totals", "sold_on": "any"}


def test_thirty_values_an_hour_and_then_no_more(in_shop: CornerShop, narrowed: User):
    values = ", ".join(f"'{number}'" for number in range(30))
    assert execute(narrowed, f"SELECT id FROM sales WHERE phone IN ({values})").status == RunStatus.SUCCEEDED
    assert execute(narrowed, "SELECT id FROM sales WHERE phone = '7'").status == RunStatus.SUCCEEDED  # not a new one

    refused = execute(narrowed, "SELECT id FROM sales WHERE phone = 'another'")

    assert refused.status == RunStatus.REFUSED
    assert refused.error is not None
    assert refused.error.code == "policy.filter_rate"
    assert "30 an hour" in refused.error.message
    assert "UTC" in refused.error.advice


def test_each_value_counts_for_an_hour(in_shop: CornerShop, narrowed: User):
    for number in range(30):
        admit(narrowed, in_shop, lookup(f"{number}"), at=NOW + timedelta(minutes=number))
    with pytest.raises(TooManyLookups) as refused:
        admit(narrowed, in_shop, lookup("x", "y"), at=NOW + timedelta(minutes=59))

    assert refused.value.params["when"] == "2026-03-01 05:01 UTC"  # when the two oldest are forgotten
    admit(narrowed, in_shop, lookup("x", "y"), at=NOW + timedelta(minutes=61))


def test_users_do_not_use_up_each_others_values(in_shop: CornerShop, narrowed: User):
    admit(narrowed, in_shop, lookup(*map(str, range(30))))

    admit(in_shop.north, in_shop, lookup("x"))


def test_a_statement_that_asks_too_much_notes_nothing(in_shop: CornerShop, narrowed: User):
    with pytest.raises(TooManyLookups):
        admit(narrowed, in_shop, lookup(*map(str, range(31))))

    assert NarrowedUse.objects.count() == 0


def test_parallel_lookups_are_counted_exactly(in_shop: CornerShop, narrowed: User):
    def one(number: int) -> bool:
        try:
            with tenant_scope(in_shop.tenant.id):
                admit(narrowed, in_shop, lookup(str(number)))
        except TooManyLookups:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(one, range(50))) == 30


def test_a_series_of_near_equal_filters_is_reported_once(in_shop: CornerShop, narrowed: User):
    before = reports()
    for number in range(9):
        admit(narrowed, in_shop, total(f"id <> {number}"))
    admit(narrowed, in_shop, total("id <> 8"))  # the same again is no other filter
    assert reports() == before

    for number in range(9, 15):
        admit(narrowed, in_shop, total(f"id <> {number}"))

    assert reports() == before + 1
    event = AuditEvent.objects.filter(action="security.differencing_suspected").latest("sequence")
    assert event.data == '{"columns":["main.sales.amount"],"filters":10}'


def test_another_series_is_another_report(in_shop: CornerShop, narrowed: User):
    before = reports()
    for hour in range(2):
        for number in range(10):
            admit(narrowed, in_shop, total(f"id <> {number}"), at=NOW + timedelta(hours=hour, seconds=number))

    assert reports() == before + 2


def test_slow_or_unlike_totals_are_no_series(in_shop: CornerShop, narrowed: User):
    before = reports()
    for number in range(12):
        admit(narrowed, in_shop, total(f"id <> {number}"), at=NOW + timedelta(minutes=2 * number))
        admit(narrowed, in_shop, total("region = 1", shape=f"{number}"))

    assert reports() == before


def test_one_statement_can_be_a_series(in_shop: CornerShop, narrowed: User):
    before = reports()
    parts = [f"SELECT SUM(amount) AS t FROM sales WHERE id <> {number}" for number in range(10)]

    assert execute(narrowed, " UNION ALL ".join(parts)).status == RunStatus.SUCCEEDED
    assert reports() == before + 1


def test_what_is_kept_is_digests_for_a_day(in_shop: CornerShop, narrowed: User):
    admit(narrowed, in_shop, lookup("'13900003333'"), total("id <> 5"))

    kept = [str(row) for row in NarrowedUse.objects.values_list("subject", "value")]
    assert len(kept) == 2
    assert not any("1390" in row or "phone" in row or "<>" in row for row in kept)
    assert narrowed_use.forget(now=NOW + timedelta(hours=23)) == 0
    assert narrowed_use.forget(now=NOW + timedelta(hours=25)) == 2
