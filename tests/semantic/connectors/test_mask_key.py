"""Hash masks on a tenant's sources: equal values meet across engines, and the key is in no text that anybody reads."""

import hashlib
import hmac
import logging
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from apps.semantic.connectors import ENGINES
from apps.semantic.connectors.base import QueryFailed, SourceSettings
from apps.semantic.connectors.mask_key import pads_of
from apps.semantic.contracts import (
    AccessPolicy,
    ColumnRule,
    Dialect,
    Mask,
    MaskKind,
    RowGrant,
    Rows,
    TablePolicy,
    TableRef,
    Treatment,
)
from apps.semantic.secrets import Secret
from apps.semantic.sql.errors import Refused
from apps.semantic.sql.guard import guard
from apps.semantic.sql.rewrite import apply_policy
from apps.semantic.sql.typestate import AuthorizedSql, GeneratedSql
from apps.semantic.sql.visibility import visible_catalog
from tests.semantic.connectors.unproved import LIMITS, ignore, run

KEY = Secret("c2" * 32)
OF_NAME = hmac.new(bytes.fromhex("c2" * 32), b"customer 7", hashlib.sha256).hexdigest()[:32]
OF_SEVEN = hmac.new(bytes.fromhex("c2" * 32), b"7", hashlib.sha256).hexdigest()[:32]
SOURCES = [
    pytest.param("customer", id="postgres"),
    pytest.param("shop_file", id="sqlite"),
    pytest.param("mysql_customer", id="mariadb", marks=pytest.mark.mariadb),
]


@pytest.fixture(params=SOURCES)
def source(request: pytest.FixtureRequest) -> SourceSettings:
    """The customer's source of each engine, with the tenant's key."""
    found = request.getfixturevalue(request.param)
    settings = found if isinstance(found, SourceSettings) else found.source
    return replace(settings, mask_key=KEY)


def authorized(source: SourceSettings, text: str) -> AuthorizedSql:
    """The text as somebody may run it who sees customers and orders, with the customers' ids and names hashed."""
    catalog = ENGINES[source.dialect](source).introspect()
    schema = catalog.default_schema
    hashed = [
        ColumnRule(column, Treatment.MASKED, "hashed", Mask(MaskKind.HASH, "hashed")) for column in ("id", "name")
    ]
    ids = [ColumnRule("customer_id", Treatment.MASKED, "hashed", Mask(MaskKind.HASH, "hashed"))]
    tables = (
        TablePolicy(TableRef(schema, "customers"), (RowGrant("all", ("id", "name")),), (), tuple(hashed)),
        TablePolicy(TableRef(schema, "orders"), (RowGrant("all", ("id", "customer_id")),), (), tuple(ids)),
    )
    policy = AccessPolicy(UUID(int=1), source.dialect, tables, {}, "p")
    checked = guard(GeneratedSql(text, source.dialect), visible_catalog(catalog, policy), max_rows=1000)
    return apply_policy(checked, policy, catalog)


def answer(source: SourceSettings, text: str) -> Rows:
    connector = ENGINES[source.dialect](source)
    return connector.run(authorized(source, text), limits=LIMITS, run_mark="test", on_start=ignore)


def test_equal_values_show_the_same_on_every_engine(source: SourceSettings) -> None:
    found = answer(source, f"SELECT id, name FROM customers WHERE name = '{OF_NAME}'")

    assert list(found.rows) == [(OF_SEVEN, OF_NAME)]


def test_joins_and_counts_work_on_hashed_columns(source: SourceSettings) -> None:
    joined = answer(
        source,
        "SELECT count(*), count(DISTINCT o.customer_id) FROM orders AS o JOIN customers AS c ON c.id = o.customer_id"
        f" WHERE c.id = '{OF_SEVEN}'",
    )

    assert list(joined.rows) == [(200, 1)]


def test_the_plan_is_asked_with_the_key_in_place(source: SourceSettings) -> None:
    connector = ENGINES[source.dialect](source)
    estimate = connector.explain(authorized(source, "SELECT id FROM customers"), timeout=timedelta(seconds=10))

    assert {name.rpartition(".")[2] for name in estimate.tables or ()} == {"customers"}


def test_a_session_without_the_key_hashes_nothing(source: SourceSettings) -> None:
    without = replace(source, mask_key=Secret(""), id=UUID(int=7))
    try:
        shown = [tuple(row) for row in answer(without, "SELECT id FROM customers WHERE id IS NOT NULL").rows]
    except QueryFailed:
        shown = []

    assert shown == []


def test_another_tenants_key_shows_other_hashes(source: SourceSettings) -> None:
    other = replace(source, mask_key=Secret("c3" * 32), id=UUID(int=8))

    assert list(answer(other, f"SELECT count(*) FROM customers WHERE id = '{OF_SEVEN}'").rows) == [(0,)]


@pytest.mark.parametrize(
    "reach",
    [
        "current_setting('c2s.mask_inner')",
        "set_config('c2s.mask_inner', '00', false)",
        "@c2s_mask_inner",
        "(@c2s_mask_inner)",
        "@`c2s_mask_inner`",
        "@@c2s_mask_inner",
        "__c2s_hash('text', 'a')",
        "\"__c2s_hash\"('text', name)",
        "__C2S_FLOOR(1, '1')",
        "pg_catalog.current_setting('c2s.mask_inner')",
    ],
)
def test_nobodys_sql_may_name_what_holds_the_key(source: SourceSettings, reach: str) -> None:
    for text in (f"SELECT {reach} FROM customers", f"SELECT 1 FROM customers WHERE {reach} = 'x'", f"SELECT {reach}"):
        with pytest.raises(Refused):
            authorized(source, text)


def test_the_key_is_in_no_text(source: SourceSettings, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    sql = authorized(source, "SELECT id, name FROM customers")
    ENGINES[source.dialect](source).run(sql, limits=LIMITS, run_mark="test", on_start=ignore)
    secrets = [KEY.reveal(), *(pad.reveal() for pad in pads_of(KEY))]

    for text in (sql.render(), repr(source), str(sql.proof.as_dict()), caplog.text):
        assert not [secret for secret in secrets if secret[:16] in text]


def test_postgres_shows_the_key_in_no_plan_and_no_list_of_statements(customer: object) -> None:
    source = replace(customer.source, mask_key=KEY)  # type: ignore[attr-defined]
    sql = authorized(source, f"SELECT id FROM customers WHERE name = '{OF_NAME}'").render()
    connector = ENGINES[Dialect.POSTGRES](source)
    plan = run(connector, f"EXPLAIN (VERBOSE) {sql}").rows
    seen = run(connector, "SELECT query FROM pg_stat_activity WHERE datname = current_database()").rows
    inner, outer = (pad.reveal() for pad in pads_of(KEY))

    assert plan
    assert seen
    assert not [row for row in (*plan, *seen) if inner[:16] in str(row) or outer[:16] in str(row)]


def test_a_reused_postgres_session_takes_no_key_from_the_one_before(customer: object) -> None:
    source = customer.source  # type: ignore[attr-defined]
    connector = ENGINES[Dialect.POSTGRES](replace(source, mask_key=KEY))
    run(connector, "SELECT 1")

    found = run(ENGINES[Dialect.POSTGRES](source), "SELECT current_setting('c2s.mask_inner', true)").rows

    assert list(found) in ([("",)], [(None,)])
