"""
The demo shop's model on the demo shop's database: it has no fault, and its numbers are those of SQL written by hand.

Each statement goes the whole way: compiled, guarded, governed by a policy that grants everything, proved, run.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg
import pytest
import yaml
from psycopg import sql
from psycopg.conninfo import make_conninfo

from apps.scope import tenant_scope
from apps.semantic.compiler import compile_query
from apps.semantic.compiler.paths import reachable_dimensions
from apps.semantic.contracts import (
    AccessPolicy,
    ColumnInfo,
    ColumnKind,
    Dialect,
    DimensionKind,
    Grain,
    GroupBy,
    Manifest,
    RowGrant,
    SchemaCatalog,
    SemanticQuery,
    TableInfo,
    TablePolicy,
    TableRef,
)
from apps.semantic.demo_shop.load import load
from apps.semantic.models import DataSource, SchemaSnapshot
from apps.semantic.selectors import manifest_of, visible_manifest
from apps.semantic.services.import_model import import_model
from apps.semantic.services.model import findings_of
from apps.semantic.snapshots import to_json, with_fingerprint
from apps.semantic.sql.guard import guard
from apps.semantic.sql.rewrite import apply_policy
from apps.semantic.sql.typestate import GeneratedSql
from apps.tenants.roles import Role
from apps.tenants.services import create_tenant
from config.env import load_env
from tests.semantic.compiler.notation import query
from tests.semantic.small_dataset import member

DATABASE, READER = "test_demo_model", "test_demo_model_reader"
UNTIL = date(2026, 11, 20)
FILE = Path("apps/semantic/demo_shop/semantic.yaml")
KINDS = {
    "bigint": ColumnKind.INTEGER,
    "integer": ColumnKind.INTEGER,
    "smallint": ColumnKind.INTEGER,
    "numeric": ColumnKind.DECIMAL,
    "text": ColumnKind.TEXT,
    "character": ColumnKind.TEXT,
    "boolean": ColumnKind.BOOLEAN,
    "date": ColumnKind.DATE,
    "timestamp with time zone": ColumnKind.TIMESTAMPTZ,
}
COLUMNS = """
SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns AS c
WHERE c.table_schema = 'public' ORDER BY c.table_name, c.ordinal_position
"""


@pytest.fixture(scope="module")
def shop() -> Iterator[psycopg.Connection]:
    """A small shop, loaded as the demo's is."""
    url = load_env().demo_shop_owner_url
    assert url is not None
    owner = url.get_secret_value()
    with psycopg.connect(make_conninfo(owner, dbname="postgres"), autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(DATABASE)))
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(DATABASE)))
        with psycopg.connect(make_conninfo(owner, dbname=DATABASE)) as connection:
            load(connection, until=UNTIL, reader_password="a reader's password", reader=READER, scale=0.01)
            connection.commit()
            yield connection
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(DATABASE)))
        server.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(READER)))


@pytest.fixture(scope="module")
def catalog(shop: psycopg.Connection) -> SchemaCatalog:
    found: dict[str, list[ColumnInfo]] = {}
    for table, column, type_ in shop.execute(COLUMNS).fetchall():
        found.setdefault(table, []).append(ColumnInfo(column, type_, KINDS[type_]))
    tables = tuple(TableInfo(TableRef("public", n), tuple(cs), primary_key=("id",)) for n, cs in found.items())
    return with_fingerprint(SchemaCatalog(Dialect.POSTGRES, "public", tables))


@pytest.fixture
def model(db: None, catalog: SchemaCatalog) -> Iterator[Manifest]:
    with tenant_scope(create_tenant(slug="acme", name="Acme").id):
        source = DataSource.objects.create(name="shop", title="Shop", engine="postgres")
        now = datetime(2026, 11, 21, tzinfo=UTC)
        SchemaSnapshot.objects.create(
            data_source=source,
            content=to_json(catalog),
            fingerprint=catalog.fingerprint,
            taken_at=now,
            confirmed_at=now,
        )
        file = yaml.safe_load(FILE.read_text(encoding="utf-8"))
        dataset = import_model(file, user=member("lin", Role.STEWARD), data_source=source, publish=True)
        assert findings_of(dataset) == ()
        yield manifest_of(dataset)


@pytest.fixture
def ask(model: Manifest, catalog: SchemaCatalog, shop: psycopg.Connection) -> Callable[[SemanticQuery], list[tuple]]:
    grants = tuple(TablePolicy(t.ref, (RowGrant("all", tuple(c.name for c in t.columns)),)) for t in catalog.tables)
    policy = AccessPolicy(model.data_source_id, Dialect.POSTGRES, grants, fingerprint="p" * 64)

    def run(asked: SemanticQuery) -> list[tuple]:
        compiled = compile_query(asked, visible_manifest(model, policy), catalog)
        checked = guard(GeneratedSql(compiled.text, Dialect.POSTGRES), catalog, max_rows=1_000)
        return shop.execute(apply_policy(checked, policy, catalog).render().encode()).fetchall()

    return run


PAID = "o.status IN ('paid', 'shipped', 'completed', 'refunded')"
LOCAL = "(o.ordered_at AT TIME ZONE 'Asia/Shanghai')"


@pytest.mark.parametrize(
    ("asked", "by_hand"),
    [
        (
            query("sales", where="region in 华北", time="2026-08-21..2026-11-21"),
            f"""SELECT sum(o.amount) FROM orders o JOIN customers c ON c.id = o.customer_id
            JOIN cities t ON t.id = c.city_id WHERE t.region = '华北' AND {PAID}
            AND {LOCAL} >= '2026-08-21' AND {LOCAL} < '2026-11-21'""",
        ),
        (
            query("sales", by="order_date:month", time="2026-01-01..2026-11-21"),
            f"""SELECT to_char({LOCAL}, 'YYYY-MM-01')::date AS m, sum(o.amount) FROM orders o
            WHERE {PAID} AND {LOCAL} >= '2026-01-01' AND {LOCAL} < '2026-11-21' GROUP BY m ORDER BY m""",
        ),
        (
            query("sales", by="region", time="2025-01-01..2026-01-01"),
            f"""SELECT t.region, sum(o.amount) AS s FROM orders o JOIN customers c ON c.id = o.customer_id
            JOIN cities t ON t.id = c.city_id WHERE {PAID} AND {LOCAL} >= '2025-01-01' AND {LOCAL} < '2026-01-01'
            GROUP BY t.region ORDER BY s DESC""",
        ),
        (
            query("refund_amount", by="refund_reason", time="2026-10-01..2026-11-01"),
            """SELECT reason, sum(amount) AS s FROM refunds WHERE refunded_at >= '2026-10-01 00:00+08'
            AND refunded_at < '2026-11-01 00:00+08' GROUP BY reason ORDER BY s DESC, reason""",
        ),
        (
            query("buyers", where="channel in mini_program", time="2026-10-01..2026-11-01"),
            f"""SELECT count(DISTINCT o.customer_id) FROM orders o WHERE {PAID} AND o.channel = 'mini_program'
            AND {LOCAL} >= '2026-10-01' AND {LOCAL} < '2026-11-01'""",
        ),
    ],
    ids=["one region", "by month", "by region", "by reason", "buyers"],
)
def test_the_demos_questions_have_the_numbers_of_sql_written_by_hand(
    ask: Callable[[SemanticQuery], list[tuple]], shop: psycopg.Connection, asked: SemanticQuery, by_hand: str
) -> None:
    expected = shop.execute(by_hand.encode()).fetchall()

    assert expected[0][-1] > 0
    assert ask(asked) == expected


def test_every_metric_can_be_split_by_everything_that_it_reaches(
    ask: Callable[[SemanticQuery], list[tuple]], model: Manifest
) -> None:
    questions = [
        SemanticQuery(
            (metric.name,), (GroupBy(d.name, Grain.MONTH if d.kind is DimensionKind.TIME else None),), limit=3
        )
        for metric in model.metrics
        for d in reachable_dimensions(metric.entity, model)
    ]

    assert [asked for asked in questions if not ask(asked)] == []
