"""The small shop as rows of a tenant: a source with a schema that was read, a dataset made from a file's content."""

from datetime import UTC, datetime
from typing import Any

from apps.scope import current_tenant_id
from apps.semantic.contracts import Dialect
from apps.semantic.models import DataSource, SchemaSnapshot
from apps.semantic.snapshots import to_json, with_fingerprint
from apps.tenants.models import User
from apps.tenants.roles import Role
from apps.tenants.services import add_member, create_user
from tests.semantic.compiler.small_shop import catalog

READ_AT = datetime(2026, 1, 1, tzinfo=UTC)


def member(name: str, *roles: Role) -> User:
    user: User = create_user(username=name, password=None)
    add_member(user=user, roles=roles, actor=None)
    return user


def source(name: str = "shop", **fields: Any) -> DataSource:
    assert current_tenant_id()
    found: DataSource = DataSource.objects.create(name=name, title=name, engine="postgres", **fields)
    known = with_fingerprint(catalog(Dialect.POSTGRES))
    SchemaSnapshot.objects.create(
        data_source=found,
        content=to_json(known),
        fingerprint=known.fingerprint,
        taken_at=READ_AT,
        confirmed_at=READ_AT,
    )
    return found


def content() -> dict[str, Any]:
    """What a file would say."""
    return {
        "dataset": {"name": "shop", "title_zh": "小店", "title_en": "Shop", "timezone": "Asia/Shanghai"},
        "entities": [
            {
                "name": "order",
                "title_zh": "订单",
                "table": "shop.订单 orders",
                "primary_key": ["id"],
                "default_time_dimension": "order_date",
            },
            {"name": "customer", "title_zh": "客户", "table": "shop.customers", "primary_key": ["id"]},
            {"name": "city", "title_zh": "城市", "table": "shop.cities", "primary_key": ["id"]},
        ],
        "joins": [
            {
                "name": "order_customer",
                "source": "order",
                "target": "customer",
                "source_columns": ["customer_id"],
                "target_columns": ["id"],
            },
            {
                "name": "customer_city",
                "source": "customer",
                "target": "city",
                "source_columns": ["city_id"],
                "target_columns": ["id"],
            },
        ],
        "dimensions": [
            {"name": "order_date", "title_zh": "下单日期", "entity": "order", "column": "ordered_at", "kind": "time"},
            {"name": "customer_name", "title_zh": "客户姓名", "entity": "customer", "column": "name"},
            {
                "name": "region",
                "title_zh": "大区",
                "title_en": "Region",
                "synonyms": ["地区"],
                "entity": "city",
                "column": "region",
                "kind": "categorical",
                "values": [{"value": "华北", "aliases": ["North"]}, {"value": "华东"}],
            },
        ],
        "metrics": [
            {
                "name": "sales",
                "title_zh": "销售额",
                "title_en": "Sales",
                "entity": "order",
                "aggregate": "sum",
                "column": "金额",
                "filter": "\"State\" = 'paid'",
                "unit": "CNY",
                "decimals": 2,
            },
            {"name": "orders", "title_zh": "订单数", "entity": "order", "aggregate": "count"},
        ],
    }
