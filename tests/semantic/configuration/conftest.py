"""A customer's SQLite file, and files that describe a tenant around it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import apsw
import pytest

from apps.audit.models import AuditEvent
from apps.scope import tenant_scope
from apps.semantic.configuration.importing import Import, TenantPlan
from apps.semantic.models import ColumnRule, DataSource, Grant, SchemaSnapshot
from apps.tenants.models import Group, GroupMember, Membership, Tenant, User, UserAttribute

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ENVIRONMENT = {"ALICE": "a long and quiet night", "SHOP": "CANARY-5e0c-source"}
SHOP = """
CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, phone TEXT, region TEXT);
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER, amount DECIMAL, region TEXT);
"""
ACME = """
tenants:
  - slug: acme
    name: Acme
    users:
      - username: alice
        password: {env: ALICE}
        is_staff: true
        roles: [admin]
      - username: wang
        full_name: 王维
        roles: [analyst]
        attributes: {region: 华北, clearance: 3}
    groups:
      - {name: 财务, members: [wang]}
    data_sources:
      - name: shop
        title: Shop
        engine: sqlite
        database: shop.db
        grants:
          - {name: orders, role: analyst, table: orders, columns: all, row_predicate: "region = :region"}
          - {name: finance, group: 财务, table: main.customers, columns: [id, phone]}
        column_rules:
          - {name: phones, user: wang, table: customers, column: phone, mask: phone}
"""

RunImport = Callable[..., tuple[TenantPlan, ...]]


@pytest.fixture
def shop(settings, tmp_path: Path) -> Path:
    settings.SQLITE_ROOT = tmp_path
    path = tmp_path / "shop.db"
    ask(path, SHOP)
    return path


def ask(path: Path, text: str) -> None:
    connection = apsw.Connection(str(path))
    connection.execute(text)
    connection.close()


@pytest.fixture
def run_import(db: None, shop: Path) -> RunImport:
    """Import a text as alice; keywords say otherwise."""

    minutes = count()

    def run(text: str, *, dry_run: bool = False, acting: str = "alice", prune: bool = False) -> tuple[TenantPlan, ...]:
        one = Import(look_up=ENVIRONMENT.get, acting=acting, now=NOON + timedelta(minutes=next(minutes)), prune=prune)
        return one.run(text.encode(), dry_run=dry_run)

    return run


def changed(plans: tuple[TenantPlan, ...]) -> list[str]:
    """What an import did, a short line each."""
    return [f"{c.verb} {c.kind.name.lower()} {'/'.join(c.names)}" for plan in plans for c in plan.changes]


def stored() -> dict[str, int]:
    """How many rows of each kind there are, and the head of each audit chain."""
    counts = {model.__name__: model.objects.count() for model in (Tenant, User)}
    for tenant in Tenant.objects.all():
        with tenant_scope(tenant.id):
            for model in (Membership, UserAttribute, Group, GroupMember, DataSource, SchemaSnapshot, Grant, ColumnRule):
                counts[f"{tenant.slug}.{model.__name__}"] = model.objects.count()
            counts[f"{tenant.slug}.versions"] = sum(DataSource.objects.values_list("policy_version", flat=True))
            head = AuditEvent.objects.order_by("-sequence").first()
            counts[f"{tenant.slug}.audit"] = head.sequence if head else 0
    return counts
