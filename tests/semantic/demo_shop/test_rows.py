"""The generated shop: repeatable, consistent with itself, and like a shop."""

import hashlib
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from apps.semantic.demo_shop.demand import SHOP_ZONE
from apps.semantic.demo_shop.rows import first_day, generate
from apps.semantic.demo_shop.tables import TABLES, Customer, Order, OrderItem, Refund, Row
from apps.semantic.demo_shop.trade import PAID_STATUSES

UNTIL = date(2026, 11, 21)


def shop(until: date = UNTIL, *, scale: float = 0.05, seed: int = 1) -> dict[str, list[Row]]:
    tables: dict[str, list[Row]] = defaultdict(list)
    for table, rows in generate(until=until, seed=seed, scale=scale):
        tables[table] += rows
    return tables


def digest(tables: dict[str, list[Row]]) -> str:
    text = "\n".join(f"{table}\t{row!r}" for table, rows in tables.items() for row in rows)
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture(scope="module")
def tables() -> dict[str, list[Row]]:
    return shop()


@pytest.fixture(scope="module")
def customers(tables: dict[str, list[Row]]) -> dict[int, Customer]:
    return {row.id: row for row in tables["customers"]}


@pytest.fixture(scope="module")
def orders(tables: dict[str, list[Row]]) -> dict[int, Order]:
    return {row.id: row for row in tables["orders"]}


@pytest.fixture(scope="module")
def items(tables: dict[str, list[Row]]) -> list[OrderItem]:
    return tables["order_items"]


@pytest.fixture(scope="module")
def refunds(tables: dict[str, list[Row]]) -> list[Refund]:
    return tables["refunds"]


def test_the_same_seed_and_day_give_the_same_bytes():
    assert digest(shop(scale=0.01)) == "3b8fe3216b70ae9503925da98cd203de460ee2b6356e1086d505c48368addedf"


def test_another_seed_gives_another_shop():
    assert digest(shop(scale=0.01, seed=2)) != digest(shop(scale=0.01, seed=1))


def test_a_day_later_the_former_days_sold_the_same(tables):
    def goods_by_day(rows: list[Row]) -> Counter[date]:
        totals: Counter[date] = Counter()
        for order in rows:
            totals[order.ordered_at.date()] += order.amount
        return totals

    before = goods_by_day(tables["orders"])
    after = goods_by_day(shop(UNTIL + timedelta(days=1))["orders"])

    del before[first_day(UNTIL)]
    del after[UNTIL + timedelta(days=1)]
    assert after == before


def test_it_has_the_promised_size(tables):
    assert {table: len(rows) for table, rows in tables.items()} == {
        "cities": 39,
        "stores": 50,
        "categories": 8,
        "products": 400,
        "customers": 1000,
        "orders": 6007,
        "order_items": 12848,
        "refunds": 265,
    }
    assert tables.keys() == TABLES.keys()


def test_it_covers_two_years_to_the_end_of_the_last_day(orders, refunds):
    days = {order.ordered_at.date() for order in orders.values()}
    end = datetime(2026, 11, 22, tzinfo=SHOP_ZONE)

    assert days == {date(2024, 11, 22) + timedelta(days=n) for n in range(730)}
    assert [order for order in orders.values() if order.paid_at and order.paid_at >= end] == []
    assert [refund for refund in refunds if refund.refunded_at >= end] == []


def test_two_years_before_a_leap_day_begin_on_the_first_of_march():
    assert first_day(date(2028, 2, 28)) == date(2026, 2, 28)
    assert first_day(date(2028, 2, 29)) == date(2026, 3, 1)


def test_amounts_add_up(orders, items):
    goods: Counter[int] = Counter()
    for item in items:
        assert item.amount == item.unit_price * item.quantity
        goods[item.order_id] += item.amount

    for order in orders.values():
        assert order.goods_amount == goods[order.id]
        assert order.amount == order.goods_amount - order.discount
        assert order.amount > 0
        assert order.amount.as_tuple().exponent == -2


def test_nobody_orders_the_same_product_twice_in_one_order(items):
    assert max(Counter((item.order_id, item.product_id) for item in items).values()) == 1


def test_unpaid_orders_have_no_payment_and_their_goods_are_not_sold(orders, items):
    assert {order.status for order in orders.values() if order.paid_at is None} == {"pending", "cancelled"}
    assert {order.status for order in orders.values() if order.paid_at} == PAID_STATUSES
    for item in items:
        assert item.paid == (orders[item.order_id].status in PAID_STATUSES)


def test_a_refund_is_of_a_paid_order_and_never_more_than_it(orders, refunds):
    for refund in refunds:
        order = orders[refund.order_id]
        assert order.paid_at < refund.refunded_at
        assert Decimal(0) < refund.amount <= order.amount
        assert (order.status == "refunded") == (refund.amount == order.amount)


def test_every_refunded_order_has_its_refund(orders, refunds):
    refunded = {order.id for order in orders.values() if order.status == "refunded"}

    assert refunded - {refund.order_id for refund in refunds} == set()


def test_region_is_the_customers_everywhere(tables, customers, orders, items, refunds):
    region_of_city = {city.id: city.region for city in tables["cities"]}
    for customer in customers.values():
        assert customer.region == region_of_city[customer.city_id]
    for order in orders.values():
        assert order.region == customers[order.customer_id].region
    for row in [*items, *refunds]:
        assert row.region == orders[row.order_id].region


def test_only_offline_orders_have_a_store_and_it_is_in_the_customers_city(tables, customers, orders):
    city_of_store = {store.id: store.city_id for store in tables["stores"]}
    for order in orders.values():
        assert (order.store_id is not None) == (order.channel == "offline")
    for order in (order for order in orders.values() if order.store_id):
        assert city_of_store[order.store_id] == customers[order.customer_id].city_id


def test_nobody_orders_before_registering(customers, orders):
    for order in orders.values():
        assert customers[order.customer_id].registered_at < order.ordered_at


def test_the_eleventh_of_november_is_the_best_day(orders):
    by_day = Counter(order.ordered_at.date() for order in orders.values())

    assert [day for day, _ in by_day.most_common(2)] == [date(2026, 11, 11), date(2025, 11, 11)]


def test_people_have_numbers_of_their_own_and_invented_addresses_and_ids(customers):
    phones = [customer.phone for customer in customers.values()]

    assert len(set(phones)) == 1000
    assert {len(phone) for phone in phones} == {11}
    assert {customer.email.split("@")[1] for customer in customers.values() if customer.email} == {
        "example.com",
        "example.org",
    }
    assert {customer.id_card[:6] for customer in customers.values() if customer.id_card} == {"990101"}


def test_customer_files_have_gaps(customers):
    missing = Counter(
        column
        for customer in customers.values()
        for column in ("email", "gender", "id_card", "birthday")
        if getattr(customer, column) is None
    )

    assert missing == {"email": 153, "gender": 64, "id_card": 723, "birthday": 200}
