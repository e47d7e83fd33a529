"""
A shop small enough to count by hand, on every engine: Chinese and odd names, NULLs everywhere, edges of time.

PostgreSQL stores instants (`timestamptz`), SQLite local ISO text, MySQL local clocks; Shanghai is eight hours ahead of
UTC.
"""

from dataclasses import replace
from uuid import UUID

from apps.semantic.contracts import (
    Aggregate,
    ColumnInfo,
    ColumnKind,
    Dialect,
    Dimension,
    DimensionKind,
    DimensionValue,
    Entity,
    Join,
    Manifest,
    Metric,
    SchemaCatalog,
    TableInfo,
    TableRef,
    Words,
)

SCHEMA = {Dialect.POSTGRES: "shop", Dialect.SQLITE: "main", Dialect.MYSQL: "shop"}

CITIES = [(1, "北京", "华北"), (2, "上海", "华东"), (3, "O'Hare", None)]
CUSTOMERS = [(1, "Li", 1, True), (2, "Wu", 2, False), (3, "He", None, None)]
# id, customer, 金额, state, ordered_at in UTC, the same in Shanghai, paid_on
ORDERS = [
    (1, 1, "100.00", "paid", "2024-02-29 04:00:00", "2024-02-29 12:00:00", "2024-02-29"),
    (2, 1, "50.50", "paid", "2025-01-31 15:30:00", "2025-01-31 23:30:00", "2025-02-01"),
    (3, 2, "20.00", "paid", "2025-01-31 16:30:00", "2025-02-01 00:30:00", "2025-02-01"),
    (4, 2, "7.00", "cancelled", "2025-02-02 16:00:00", "2025-02-03 00:00:00", None),
    (5, 3, "1.25", "paid", "2025-02-02 02:00:00", "2025-02-02 10:00:00", "2025-02-10"),
    (6, None, None, "paid", None, None, None),
    (7, 1, "30.00", "cancelled", "2025-02-28 15:59:59", "2025-02-28 23:59:59", None),
]
# id, order, pieces: the first order has three lines, so a careless join would count its amount three times
ITEMS = [(1, 1, 1), (2, 1, 2), (3, 1, 3), (4, 2, 4), (5, 3, 5)]

_CLOCK = {Dialect.POSTGRES: ColumnKind.TIMESTAMPTZ, Dialect.SQLITE: ColumnKind.TIMESTAMP}


def catalog(dialect: Dialect) -> SchemaCatalog:
    """The four tables, as introspection would find them."""
    columns: dict[str, list[tuple[str, ColumnKind]]] = {
        "cities": [("id", ColumnKind.INTEGER), ("name", ColumnKind.TEXT), ("region", ColumnKind.TEXT)],
        "customers": [
            ("id", ColumnKind.INTEGER),
            ("name", ColumnKind.TEXT),
            ("city_id", ColumnKind.INTEGER),
            ("is_member", ColumnKind.BOOLEAN),
        ],
        "订单 orders": [
            ("id", ColumnKind.INTEGER),
            ("customer_id", ColumnKind.INTEGER),
            ("金额", ColumnKind.DECIMAL),
            ("State", ColumnKind.TEXT),
            ("ordered_at", _CLOCK.get(dialect, ColumnKind.TIMESTAMP)),
            ("paid_on", ColumnKind.DATE),
        ],
        "items": [("id", ColumnKind.INTEGER), ("order_id", ColumnKind.INTEGER), ("pieces", ColumnKind.INTEGER)],
    }
    tables = tuple(
        TableInfo(
            ref=TableRef(SCHEMA[dialect], name),
            columns=tuple(ColumnInfo(name=column, type=kind.value, kind=kind) for column, kind in listed),
            primary_key=("id",),
        )
        for name, listed in columns.items()
    )
    return SchemaCatalog(dialect=dialect, default_schema=SCHEMA[dialect], tables=tables)


def manifest(dialect: Dialect) -> Manifest:
    """What the tables mean."""

    def entity(name: str, zh: str, table: str, time: str = "") -> Entity:
        return Entity(name, Words(zh, name), TableRef(SCHEMA[dialect], table), ("id",), time)

    def dimension(name: str, zh: str, entity: str, column: str, kind: DimensionKind) -> Dimension:
        return Dimension(name, Words(zh, name), entity, column, kind)

    text, time, number, boolean = (
        DimensionKind.CATEGORICAL,
        DimensionKind.TIME,
        DimensionKind.NUMBER,
        DimensionKind.BOOLEAN,
    )
    region = replace(dimension("region", "大区", "city", "region", text), values=(DimensionValue("华北", ("North",)),))
    return Manifest(
        dataset_id=UUID(int=1),
        name="small_shop",
        words=Words("小店", "Small shop"),
        data_source_id=UUID(int=2),
        dialect=dialect,
        timezone="Asia/Shanghai",
        entities=(
            entity("order", "订单", "订单 orders", "order_date"),
            entity("customer", "客户", "customers"),
            entity("city", "城市", "cities"),
            entity("item", "明细", "items", "order_date"),
        ),
        joins=(
            Join("order_customer", "order", "customer", ("customer_id",), ("id",)),
            Join("customer_city", "customer", "city", ("city_id",), ("id",), role="home"),
            Join("item_order", "item", "order", ("order_id",), ("id",)),
        ),
        dimensions=(
            dimension("order_date", "下单日期", "order", "ordered_at", time),
            dimension("pay_date", "付款日期", "order", "paid_on", time),
            dimension("state", "状态", "order", "State", text),
            dimension("amount_paid", "金额", "order", "金额", number),
            dimension("customer.name", "客户姓名", "customer", "name", text),
            dimension("member", "是否会员", "customer", "is_member", boolean),
            dimension("城市", "城市", "city", "name", text),
            region,
            dimension("pieces", "件数", "item", "pieces", number),
        ),
        metrics=_metrics(dialect),
        fingerprint="f" * 64,
    )


def _metrics(dialect: Dialect) -> tuple[Metric, ...]:
    def metric(name: str, zh: str, aggregate: Aggregate, column: str = "", filter_: str = "") -> Metric:
        return Metric(name, Words(zh, name), "order", aggregate, column, filter_, time_dimension="order_date")

    state = "`State`" if dialect is Dialect.MYSQL else '"State"'
    paid = f"{state} = 'paid'"
    return (
        replace(metric("sales", "销售额", Aggregate.SUM, "金额", paid), unit="CNY", decimals=2, version=3),
        metric("paid_orders", "付款订单数", Aggregate.COUNT, "", paid),
        metric("orders", "订单数", Aggregate.COUNT),
        metric("priced_orders", "有金额的订单数", Aggregate.COUNT, "金额"),
        metric("buyers", "下单客户数", Aggregate.COUNT_DISTINCT, "customer_id"),
        metric("paying_buyers", "付款客户数", Aggregate.COUNT_DISTINCT, "customer_id", paid),
        metric("cancelled", "取消订单数", Aggregate.COUNT, "", f"{state} = 'cancelled' OR {state} = 'void'"),
        metric("mean_amount", "平均金额", Aggregate.AVG, "金额"),
        metric("largest", "最大金额", Aggregate.MAX, "金额"),
        metric("smallest", "最小金额", Aggregate.MIN, "金额"),
        replace(metric("sales_by_payment", "回款额", Aggregate.SUM, "金额"), time_dimension="pay_date"),
        Metric(
            "pieces_sold", Words("销量", "pieces sold"), "item", Aggregate.SUM, "pieces", time_dimension="order_date"
        ),
        Metric("mean_pieces", Words("平均件数", "mean pieces"), "item", Aggregate.AVG, "pieces"),
        Metric("customers", Words("客户数", "customers"), "customer", Aggregate.COUNT),
    )
