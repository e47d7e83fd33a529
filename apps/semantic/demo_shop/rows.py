"""
All rows of the demo shop, from a seed and a last day.

The same seed, last day and scale give the same rows, on every machine and every Python from 3.11. Two years of trade
up to and including the last day; nothing happens after its end. Rows come in batches small enough to be written one
after the other; within a table, keys ascend.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from apps.semantic.demo_shop import goods, people, places
from apps.semantic.demo_shop.demand import SHOP_ZONE
from apps.semantic.demo_shop.tables import Order, OrderItem, Refund, Row
from apps.semantic.demo_shop.trade import Trade

SEED = 20_240_601
CUSTOMERS = 20_000
DAYS_PER_BATCH = 30

Batch = tuple[str, Sequence[Row]]


def first_day(until: date) -> date:
    """The first day of trade: two years before the day after `until` (28 February stands in for a 29th)."""
    after = until + timedelta(days=1)
    try:
        return after.replace(year=after.year - 2)
    except ValueError:
        return after.replace(year=after.year - 2, day=28)


def generate(*, until: date, seed: int = SEED, scale: float = 1.0) -> Iterator[Batch]:
    """
    Yield (table, rows) until the shop is complete; a table may come several times.

    :param until: the last day of trade, in the shop's own time zone.
    :param scale: share of the full number of customers and orders; cities, stores and products are always all there.
    """
    start = first_day(until)
    cities, weights = places.cities()
    stores = list(places.stores())
    products = list(goods.products(seed=seed))
    customers = people.customers(
        seed=seed, count=round(CUSTOMERS * scale), first_day=start, last_day=until, places=(cities, weights)
    )
    yield "cities", cities
    yield "stores", stores
    yield "categories", list(goods.categories())
    yield "products", products
    yield "customers", customers
    trade = Trade(
        seed=seed,
        scale=scale,
        products=products,
        wanted=goods.wanted(products, seed=seed),
        customers=customers,
        stores=stores,
        as_of=datetime.combine(until + timedelta(days=1), time(), SHOP_ZONE) - timedelta(microseconds=1),
    )
    yield from _trade_batches(trade, start=start, until=until)


def _trade_batches(trade: Trade, *, start: date, until: date) -> Iterator[Batch]:
    day = start
    while day <= until:
        orders: list[Order] = []
        items: list[OrderItem] = []
        refunds: list[Refund] = []
        for _ in range(min(DAYS_PER_BATCH, (until - day).days + 1)):
            book = trade.on(day)
            orders += book.orders
            items += book.items
            refunds += book.refunds
            day += timedelta(days=1)
        yield "orders", orders
        yield "order_items", items
        yield "refunds", refunds
