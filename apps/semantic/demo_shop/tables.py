"""The shop's row types. Field names are the column names of `schema.sql`, in the order in which rows are copied."""

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple


class City(NamedTuple):
    id: int
    name: str
    name_en: str
    province: str
    province_en: str
    region: str
    region_en: str


class Store(NamedTuple):
    id: int
    name: str
    name_en: str
    city_id: int
    region: str
    opened_on: date


class Category(NamedTuple):
    id: int
    name: str
    name_en: str


class Product(NamedTuple):
    id: int
    name: str
    name_en: str
    category_id: int
    brand: str
    price: Decimal
    cost: Decimal


class Customer(NamedTuple):
    id: int
    name: str
    gender: str | None
    phone: str
    email: str | None
    id_card: str | None
    birthday: date | None
    city_id: int
    region: str
    level: str
    registered_at: datetime


class Order(NamedTuple):
    id: int
    customer_id: int
    store_id: int | None
    region: str
    channel: str
    status: str
    ordered_at: datetime
    paid_at: datetime | None
    goods_amount: Decimal
    discount: Decimal
    amount: Decimal


class OrderItem(NamedTuple):
    id: int
    order_id: int
    product_id: int
    region: str
    paid: bool
    quantity: int
    unit_price: Decimal
    amount: Decimal


class Refund(NamedTuple):
    id: int
    order_id: int
    region: str
    reason: str
    amount: Decimal
    refunded_at: datetime


Row = City | Store | Category | Product | Customer | Order | OrderItem | Refund

TABLES: dict[str, type[Row]] = {
    "cities": City,
    "stores": Store,
    "categories": Category,
    "products": Product,
    "customers": Customer,
    "orders": Order,
    "order_items": OrderItem,
    "refunds": Refund,
}


def money(cents: int) -> Decimal:
    """Whole cents as an amount in yuan with two decimals."""
    return Decimal(cents).scaleb(-2)
