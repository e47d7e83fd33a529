"""
A small governed world for tests of runs: one SQLite source, one dataset, an owner and two analysts, one of them masked
and limited to the north. Built through the services, as people would.
"""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from apps.scope import tenant_scope
from apps.semantic.contracts import MaskKind, TableRef, Treatment
from apps.semantic.models import Dataset, DataSource
from apps.semantic.models.policy import AudienceKind
from apps.semantic.services.datasource import create_data_source, refresh_schema
from apps.semantic.services.import_model import import_model
from apps.semantic.services.policy import RuleWish, set_column_rule, set_grant
from apps.tenants import services as people
from apps.tenants.models import Tenant, User
from apps.tenants.roles import Role
from tests.people import make_member

SALES = TableRef("main", "sales")
COLUMNS = ("id", "region", "phone", "amount", "sold_on")
ROWS = [
    (1, "north", "13800001111", 10, "2026-01-05"),
    (2, "north", "13800002222", 20, "2026-02-05"),
    (3, "south", "13900003333", 40, "2026-02-06"),
]
MODEL = {
    "dataset": {"name": "sales", "title_zh": "销售", "title_en": "Sales data", "timezone": "Asia/Shanghai"},
    "entities": [
        {
            "name": "sale",
            "title_zh": "销售单",
            "title_en": "Sale",
            "table": "main.sales",
            "primary_key": ["id"],
            "default_time_dimension": "sold_on",
        }
    ],
    "joins": [],
    "dimensions": [
        {
            "name": "region",
            "title_zh": "大区",
            "title_en": "Region",
            "entity": "sale",
            "column": "region",
            "kind": "categorical",
            "values": [{"value": "north", "aliases": ["华北"]}, {"value": "south", "aliases": ["华南"]}],
        },
        {
            "name": "sold_on",
            "title_zh": "销售日期",
            "title_en": "Sale date",
            "entity": "sale",
            "column": "sold_on",
            "kind": "time",
        },
    ],
    "metrics": [
        {
            "name": "revenue",
            "title_zh": "销售额",
            "title_en": "Revenue",
            "entity": "sale",
            "aggregate": "sum",
            "column": "amount",
            "unit": "CNY",
        }
    ],
}


@dataclass(frozen=True)
class CornerShop:
    """`owner` sees all; `south` sees all with masked phones; `north` sees the north, masked."""

    tenant: Tenant
    source: DataSource
    dataset: Dataset
    file: Path
    owner: User
    everywhere: User
    north: User


def open_corner_shop(folder: Path, *, slug: str = "corner") -> CornerShop:
    """Build the world in the current database; the SQLite file goes to `folder`, which SQLITE_ROOT must be."""
    file = folder / f"{slug}.sqlite"
    with sqlite3.connect(file) as database:
        database.execute(
            "CREATE TABLE sales (id INTEGER PRIMARY KEY, region TEXT, phone TEXT, amount INTEGER, sold_on DATE)"
        )
        database.executemany("INSERT INTO sales VALUES (?, ?, ?, ?, ?)", ROWS)
    tenant = people.create_tenant(slug=slug, name=slug)
    owner = make_member(tenant, Role.ADMIN, Role.STEWARD, username=f"{slug}-owner", is_staff=True)
    everywhere = make_member(tenant, Role.ANALYST, username=f"{slug}-everywhere")
    north = make_member(tenant, Role.ANALYST, username=f"{slug}-north")
    with tenant_scope(tenant.id):
        people.set_attribute(user=north, name="region", value="north", actor=owner)
        source = create_data_source(
            user=owner, name=slug, title=slug, engine="sqlite", database=file.name, timezone="Asia/Shanghai"
        )
        refresh_schema(user=owner, data_source=source, now=timezone.now())
        _grant(owner, source, to=owner)
        _grant(owner, source, to=everywhere)
        _grant(owner, source, to=north, predicate="region = :region")
        for user in (everywhere, north):
            set_column_rule(
                RuleWish(f"phone of {user.username}", AudienceKind.USER, str(user.id), SALES),
                user=owner,
                data_source=source,
                column="phone",
                treatment=Treatment.MASKED,
                mask=MaskKind.PHONE,
            )
        dataset = import_model(MODEL, user=owner, data_source=source, publish=True)
        source.refresh_from_db()
    return CornerShop(tenant, source, dataset, file, owner, everywhere, north)


def _grant(owner: User, source: DataSource, *, to: User, predicate: str = "") -> None:
    set_grant(
        RuleWish(f"sales of {to.username}", AudienceKind.USER, str(to.id), SALES),
        user=owner,
        data_source=source,
        columns=COLUMNS,
        row_predicate=predicate,
    )
