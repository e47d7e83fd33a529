"""
What a restricted user may not see comes out of nowhere: not of answers, messages, logs, records or caches, whatever
they ask. All attacks are asked of three real engines in which everything hidden is a canary.
"""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import redis
from django.conf import settings
from django.db import connections, transaction
from django.utils import timezone

from apps.queries import lease, runner, services
from apps.queries.checking import Checker, Line
from apps.scope import tenant_scope
from apps.semantic.contracts import Dialect
from apps.tenants import services as people
from apps.tenants.models import Tenant, User
from apps.tenants.roles import Role
from tests.mariadb import MariaDb
from tests.people import Caller, make_member
from tests.queries.canary_shop import CITY, REGION, CanaryWorld
from tests.queries.canary_sources import addresses, placed, register
from tests.semantic.sql import golden, shop
from tests.semantic.sql.attacks import attacks

pytestmark = pytest.mark.mariadb

AS_RUNS = 40  # attacks that go through the API, evenly taken
MORE = ("permissions*.sql", "hidden*.sql")


@dataclass(frozen=True)
class CanaryShop:
    """One tenant with a data source for each engine, all of the same rows."""

    tenant: Tenant
    owner: User
    restricted: User
    planted: frozenset[str]

    def told(self, text: str) -> set[str]:
        """The canaries that a text holds."""
        return {canary for canary in self.planted if canary in text}


@pytest.fixture(scope="module")
def canaries(
    committed_database: None, mariadb_server: MariaDb, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[CanaryShop]:
    folder: Path = tmp_path_factory.mktemp("canaries")
    world = CanaryWorld()
    with pytest.MonkeyPatch.context() as patch, addresses(list(world.rows()), folder, mariadb_server) as found:
        patch.setattr("django.conf.settings.SQLITE_ROOT", folder)
        patch.setattr("django.conf.settings.SOURCE_HOSTS", [mariadb_server.host, settings.DATABASES["default"]["HOST"]])
        patch.setattr(services, "send", _work_at_once)
        tenant = people.create_tenant(slug="canaries", name="Canaries")
        owner = make_member(tenant, Role.ADMIN, Role.STEWARD, username="canary-owner")
        restricted = make_member(tenant, Role.ANALYST, username="canary-restricted")
        with tenant_scope(tenant.id):
            people.set_attribute(user=restricted, name="region", value=REGION, actor=owner)
            people.set_attribute(user=restricted, name="cities", value=(CITY,), actor=owner)
            for dialect, address in found.items():
                register(dialect, address, owner=owner, restricted=restricted)
        yield CanaryShop(tenant, owner, restricted, frozenset(world.planted))
    lease.rest()


@dataclass
class Gathered:
    """All that the product said and kept while the restricted user asked."""

    results: list[dict[str, Any]]
    replies: list[str]
    logs: list[str]


@pytest.fixture(scope="module")
def gathered(canaries: CanaryShop) -> Gathered:
    """The whole corpus, asked of each engine; and some of it through the API."""
    told = Gathered([], [], [])
    with _listening(told.logs):
        for dialect in Dialect:
            told.results += check(canaries, canaries.restricted, dialect, statements(dialect))
        api = Caller().with_key(canaries.restricted, canaries.tenant)
        asked = [(dialect, text) for dialect in Dialect for text in statements(dialect)]
        for dialect, text in asked[:: len(asked) // AS_RUNS]:
            body = {"sql": text, "data_source": dialect.value}
            told.replies.append(
                api.post_json("/api/ai/execute", body, **{"X-Request-Id": uuid4().hex}).content.decode()
            )
    return told


def statements(dialect: Dialect) -> list[str]:
    """What is asked of an engine, each text once."""
    written = [case.sql for pattern in MORE for case in golden.cases(pattern) if case.dialect is dialect]
    texts = dict.fromkeys([attack.sql for attack in attacks(dialect)] + written)
    return [placed(text, dialect) for text in texts]


def check(shop: CanaryShop, user: User, dialect: Dialect, texts: list[str]) -> list[dict[str, Any]]:
    with tenant_scope(shop.tenant.id, user_id=user.id):
        checker = Checker(user=user, data_source_name=dialect.value, execute=True)
        return list(checker.results([Line(number, number, text) for number, text in enumerate(texts)]))


def said(values: object) -> str:
    return json.dumps(values, default=str, ensure_ascii=False)


def test_no_statement_holds_a_canary(canaries: CanaryShop) -> None:
    assert canaries.told(said([statements(dialect) for dialect in Dialect])) == set()
    assert len(canaries.planted) > 300


def test_no_result_tells_one(canaries: CanaryShop, gathered: Gathered) -> None:
    telling = [(result["sql"], told) for result in gathered.results if (told := canaries.told(said(result)))]

    assert telling == []


def test_no_reply_tells_one(canaries: CanaryShop, gathered: Gathered) -> None:
    assert [told for reply in gathered.replies if (told := canaries.told(reply))] == []


def test_no_log_tells_one(canaries: CanaryShop, gathered: Gathered) -> None:
    assert [(line, told) for line in gathered.logs if (told := canaries.told(line))] == []
    assert len(gathered.logs) > 0


def test_nothing_kept_tells_one(canaries: CanaryShop, gathered: Gathered) -> None:
    kept = dict(_own_rows())

    assert {table: told for table, text in kept.items() if (told := canaries.told(text))} == {}
    assert {"queries_queryrun", "queries_stageevent", "audit_auditevent", "audit_audittext"} <= {
        table for table, text in kept.items() if text
    }


def test_no_cache_tells_one(canaries: CanaryShop, gathered: Gathered) -> None:
    assert canaries.told("\n".join(_cached())) == set()


def test_much_is_answered_and_nothing_breaks(gathered: Gathered) -> None:
    errors = [result["error"] for result in gathered.results]

    assert sum(result["rows"] is not None for result in gathered.results) > 400
    assert [error for error in errors if error == "internal"] == []
    assert "source.query_failed" in errors


@pytest.mark.parametrize("dialect", Dialect)
def test_the_search_would_have_found_them(canaries: CanaryShop, gathered: Gathered, dialect: Dialect) -> None:
    tables = [f"SELECT * FROM {shop.quoted(table, dialect)}" for table in shop.COLUMNS]
    results = check(canaries, canaries.owner, dialect, tables)

    assert [result["error"] for result in results] == [None] * len(tables)
    assert canaries.told(said(results)) == canaries.planted


def test_it_would_have_found_them_in_logs_records_and_caches(canaries: CanaryShop, gathered: Gathered) -> None:
    one, other, third = sorted(canaries.planted)[:3]
    lines: list[str] = []
    with _listening(lines):
        logging.getLogger("apps.anything").debug("a value: %s", one)
    check(canaries, canaries.owner, Dialect.SQLITE, [f"SELECT '{other}' AS told"])
    server = redis.Redis.from_url(settings.CACHES["default"]["LOCATION"])
    server.set("canaries-own", third, ex=60)

    assert canaries.told("".join(lines)) == {one}
    assert other in canaries.told("".join(text for _, text in _own_rows()))
    assert third in canaries.told("\n".join(_cached()))
    server.delete("canaries-own")


def _work_at_once(*, tenant_id: Any, run_id: Any) -> None:
    with tenant_scope(tenant_id):
        runner.work(run_id=run_id, now=timezone.now())


@contextmanager
def _listening(lines: list[str]) -> Iterator[None]:
    """Everything that any logger says at any level, with its arguments and traceback."""

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(f"{record.getMessage()} {record.args} {record.exc_text or ''} {record.__dict__}")
            if record.exc_info:
                lines.append(logging.Formatter().formatException(record.exc_info))

    listener = Listener(logging.DEBUG)
    root = logging.getLogger()
    named = list(logging.Logger.manager.loggerDict.values())
    closed = [logger for logger in named if isinstance(logger, logging.Logger) and not logger.propagate]
    level = root.level
    root.setLevel(logging.DEBUG)
    for logger in (root, *closed):
        logger.addHandler(listener)
    try:
        yield
    finally:
        root.setLevel(level)
        for logger in (root, *closed):
            logger.removeHandler(listener)


def _own_rows() -> Iterator[tuple[str, str]]:
    """Each table of the product's own database with all its rows as text, past row level security."""
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            # The owner is bound by it as everybody is, until this transaction ends the binding.
            cursor.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            yield table, "\n".join(row for (row,) in cursor.fetchall())
        transaction.set_rollback(True, using="owner")


def _cached() -> Iterator[str]:
    server = redis.Redis.from_url(settings.CACHES["default"]["LOCATION"])
    for key in server.scan_iter():
        yield key.decode(errors="replace")
        yield (server.dump(key) or b"").decode("latin-1")
        if server.type(key) == b"string":
            yield (server.get(key) or b"").decode(errors="replace")
