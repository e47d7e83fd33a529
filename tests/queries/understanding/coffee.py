"""A coffee chain, small enough to know by heart: the manifest that the reader's tests read."""

from datetime import UTC, datetime
from uuid import UUID

from apps.queries.understanding.lexicon import build_lexicon
from apps.queries.understanding.reader import read
from apps.queries.understanding.values import Reading
from apps.semantic.contracts import (
    Aggregate,
    Dialect,
    Dimension,
    DimensionKind,
    DimensionValue,
    Entity,
    Join,
    Manifest,
    Metric,
    SemanticQuery,
    TableRef,
    Words,
)

CAT, TIME = DimensionKind.CATEGORICAL, DimensionKind.TIME


def _entity(name: str, zh: str, en: str, *synonyms: str, time: str = "") -> Entity:
    return Entity(name, Words(zh, en, synonyms), TableRef("main", name), ("id",), time)


def _dimension(name: str, zh: str, en: str, *synonyms: str, kind: DimensionKind = CAT, values: str = "") -> Dimension:
    """`values`: `华北=North China=North;华东=East China`."""
    named = tuple(DimensionValue(v, tuple(aliases)) for v, *aliases in (v.split("=") for v in values.split(";") if v))
    entity, _, column = name.partition(".")
    return Dimension(name, Words(zh, en, synonyms), entity, column, kind, named)


def _metric(
    name: str, zh: str, en: str, *synonyms: str, of: str, by: Aggregate, unit: str = "", time: str = "order.date"
) -> Metric:
    entity, _, column = of.partition(".")
    return Metric(name, Words(zh, en, synonyms), entity, by, column, unit=unit, time_dimension=time)


ENTITIES = (
    _entity("order", "订单", "order", time="order.date"),
    _entity("item", "订单明细行", "order line", time="item.date"),
    _entity("customer", "客户", "customer", "顾客", time="customer.registered"),
    _entity("product", "产品", "product", "商品"),
    _entity("store", "门店", "store", "shop"),
    _entity("barista", "咖啡师", "barista"),
)
DIMENSIONS = (
    _dimension(
        "store.region",
        "大区",
        "region",
        "地区",
        "区域",
        values="华北=North China=North;华东=East China=East;华南=South China",
    ),
    _dimension("store.city", "城市", "city", "门店城市", values="北京=Beijing;上海=Shanghai"),
    _dimension("store.name", "门店名称", "store name"),
    _dimension("customer.city", "客户城市", "customer city", "城市", "city", values="北京=Beijing;广州=Guangzhou"),
    _dimension("customer.level", "会员等级", "customer level", "等级", "level", values="金卡=gold;银卡=silver"),
    _dimension("customer.registered", "注册日期", "registration date", kind=TIME),
    _dimension("product.name", "产品", "product", "产品名称"),
    _dimension("product.category", "品类", "category", "类别", values="咖啡=coffee;甜点=dessert;周边=merchandise"),
    _dimension("order.channel", "渠道", "channel", values="线上=online;堂食=dine in"),
    _dimension("order.gift", "是否礼品", "gift", kind=DimensionKind.BOOLEAN, values="true=礼品单=gift orders"),
    _dimension("order.date", "下单日期", "order date", "日期", kind=TIME),
    _dimension("item.date", "销售日期", "sale date", kind=TIME),
)
METRICS = (
    _metric("sales", "销售额", "sales", "营业额", "revenue", of="order.amount", by=Aggregate.SUM, unit="元"),
    _metric("order_count", "订单数", "order count", "订单量", of="order", by=Aggregate.COUNT, unit="单"),
    _metric("mean_order", "客单价", "average order value", of="order.amount", by=Aggregate.AVG, unit="元"),
    _metric("units", "销量", "units sold", "units", of="item.quantity", by=Aggregate.SUM, unit="件", time="item.date"),
    _metric("gross_profit", "毛利", "gross profit", "利润", "profit", of="order.gross", by=Aggregate.SUM),
    _metric("net_profit", "净利", "net profit", "利润", "profit", of="order.net", by=Aggregate.SUM),
    _metric("customers", "客户数", "customer count", of="customer", by=Aggregate.COUNT, time="customer.registered"),
    _metric("stores", "门店数", "store count", of="store", by=Aggregate.COUNT, time=""),
)  # fmt: skip

COFFEE = Manifest(
    dataset_id=UUID(int=1),
    name="coffee",
    words=Words("咖啡连锁", "Coffee chain"),
    data_source_id=UUID(int=2),
    dialect=Dialect.SQLITE,
    timezone="Asia/Shanghai",
    entities=ENTITIES,
    joins=(
        Join("order_store", "order", "store", ("store_id",), ("id",)),
        Join("order_customer", "order", "customer", ("customer_id",), ("id",)),
        Join("item_order", "item", "order", ("order_id",), ("id",)),
        Join("item_product", "item", "product", ("product_id",), ("id",)),
    ),
    dimensions=DIMENSIONS,
    metrics=METRICS,
    fingerprint="coffee",
)

AS_OF = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)  # a Sunday evening in Shanghai
LEXICON = build_lexicon(COFFEE)


def reading(question: str, **choices: str) -> Reading:
    """The question, read on `AS_OF`; choices by key, with `__` for `:`."""
    settled = {key.replace("__", ":"): value for key, value in choices.items()}
    return read(question, lexicon=LEXICON, manifest=COFFEE, as_of=AS_OF, choices=settled)


def answered(question: str, **choices: str) -> str:
    """The one query of a question that needs no asking back, in short."""
    found = reading(question, **choices)
    assert found.points == ()
    return in_short(found.candidates[0].query)


def asked(question: str, **choices: str) -> list[tuple[str, list[str]]]:
    """The open points of a question: their keys and what may be answered."""
    return [(p.key, [o.value for o in p.options]) for p in reading(question, **choices).points]


def in_short(query: SemanticQuery) -> str:
    """`sales by store.region where order.channel in 线上 from 2026-01-01 to 2026-02-01 order -sales limit 5`."""
    words = [", ".join(query.metrics)]
    if query.group_by:
        words.append("by " + ", ".join(g.dimension + (f":{g.grain}" if g.grain else "") for g in query.group_by))
    words += [f"where {f.dimension} {f.operator} {'|'.join(map(str, f.values))}" for f in query.filters]
    if query.time:
        words.append(f"from {query.time.start} to {query.time.end}")
    words += [f"order {'-' if o.descending else ''}{o.by}" for o in query.order_by]
    if query.limit:
        words.append(f"limit {query.limit}")
    return " ".join(words)
