"""
One day's trade: baskets, payment, delivery and refunds, as they stand at the end of the last day.

A basket depends on the seed and the day alone; what has become of it depends also on when one looks. Nothing lies
after `as_of`: an order not yet paid then has no payment, a refund that comes later does not exist yet.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import accumulate, islice
from random import Random
from typing import NamedTuple

from apps.semantic.demo_shop.demand import SHOP_ZONE, orders_on, sale_factor
from apps.semantic.demo_shop.lots import lots
from apps.semantic.demo_shop.tables import Customer, Order, OrderItem, Product, Refund, Store

PAID_STATUSES = frozenset({"paid", "shipped", "completed", "refunded"})

_CHANNELS = ("app", "mini_program", "marketplace", "website", "offline")
_CHANNEL_SHARES = tuple(accumulate((0.34, 0.25, 0.19, 0.08, 0.14)))
_LINES = (1, 2, 3, 4, 5)
_LINE_SHARES = tuple(accumulate((0.38, 0.29, 0.18, 0.10, 0.05)))
_QUANTITIES = (1, 1, 1, 1, 1, 2, 2, 3)
_ONE_IS_ENOUGH = Decimal("300.00")  # yuan: nobody buys two of what costs more
_HOURS = tuple(range(24))
_HOUR_SHARES = tuple(accumulate((3, 1, 1, 1, 1, 1, 2, 4, 6, 8, 10, 9, 9, 8, 7, 7, 7, 7, 8, 10, 13, 14, 11, 6)))
_REASONS = ("质量问题", "尺码不符", "不想要了", "与描述不符", "物流太慢", "发错货")
_REASON_SHARES = tuple(accumulate((0.24, 0.20, 0.26, 0.14, 0.10, 0.06)))
_NOTHING, _CENT = Decimal("0.00"), Decimal("0.01")
_NEVER_PAID = 0.055
_REFUNDED = 0.054
_REFUNDED_IN_FULL = 0.6
_PAYMENT_WINDOW = timedelta(days=1)
_SHIPPED_AFTER = timedelta(days=1)
_COMPLETED_AFTER = timedelta(days=6)


@dataclass
class DayBook:
    """What was written on one day."""

    orders: list[Order] = field(default_factory=list)
    items: list[OrderItem] = field(default_factory=list)
    refunds: list[Refund] = field(default_factory=list)


_Line = tuple[int, int, Decimal, Decimal]  # product, quantity, unit price, amount: plain, for there are many
_Basket = list[_Line]


class _Fate(NamedTuple):
    """What becomes of an order in the end, whenever one looks."""

    paid_at: datetime | None
    refunded_at: datetime | None
    refunded_share: float
    reason: str


_NOT_PAID = _Fate(paid_at=None, refunded_at=None, refunded_share=0.0, reason="")


class Trade:
    """
    The shop's trade, day after day; days are to be asked for in order, for the numbers run on.

    :param wanted: how often each product is bought, relative to the others.
    :param customers: in the order in which they registered.
    :param as_of: the moment at which everything is seen.
    """

    def __init__(
        self,
        *,
        seed: int,
        scale: float,
        products: Sequence[Product],
        wanted: Sequence[float],
        customers: Sequence[Customer],
        stores: Iterable[Store],
        as_of: datetime,
    ) -> None:
        self._seed = seed
        self._scale = scale
        self._shelf = [(product.id, product.price) for product in products]
        self._wanted = tuple(accumulate(wanted))
        self._customers = customers
        self._registered = [customer.registered_at for customer in customers]
        self._stores: dict[int, list[int]] = defaultdict(list)
        for store in stores:
            self._stores[store.city_id].append(store.id)
        self._as_of = as_of
        self._orders = self._items = self._refunds = 0

    def on(self, day: date) -> DayBook:
        """Everything ordered on `day`, and the refunds of it."""
        rng = lots(self._seed, day.isoformat())
        book = DayBook()
        number = orders_on(day, rng=rng, scale=self._scale)
        midnight = datetime.combine(day, time(), SHOP_ZONE)
        # Whoever orders today registered before today, so nobody's first order is older than the account.
        known = bisect_left(self._registered, midnight)
        customers = [self._customers[int(rng.random() * known)] for _ in range(number)]
        moments = _moments(rng, midnight, number)
        # Drawn by the day, not by the order: it is several times faster.
        channels = rng.choices(_CHANNELS, cum_weights=_CHANNEL_SHARES, k=number)
        baskets = self._baskets(rng, number)
        fates = _fates(rng, moments)
        on_sale = sale_factor(day) > 1.0
        for customer, moment, channel, basket, fate in zip(customers, moments, channels, baskets, fates, strict=True):
            goods = sum([line[3] for line in basket], _NOTHING)
            discount = _discount(rng, goods, on_sale=on_sale)
            order = self._order(customer, channel, fate, ordered_at=moment, goods=goods, discount=discount)
            book.orders.append(order)
            self._write_items(book, order, basket)
            if fate.refunded_at and fate.refunded_at <= self._as_of:
                self._write_refund(book, order, fate.reason, fate.refunded_at, share=fate.refunded_share)
        return book

    def _order(
        self, customer: Customer, channel: str, fate: _Fate, *, ordered_at: datetime, goods: Decimal, discount: Decimal
    ) -> Order:
        self._orders += 1
        return Order(
            id=self._orders,
            customer_id=customer.id,
            store_id=self._store(customer.city_id) if channel == "offline" else None,
            region=customer.region,
            channel=channel,
            status=_status(fate, ordered_at=ordered_at, as_of=self._as_of),
            ordered_at=ordered_at,
            paid_at=fate.paid_at if fate.paid_at and fate.paid_at <= self._as_of else None,
            goods_amount=goods,
            discount=discount,
            amount=goods - discount,
        )

    def _store(self, city_id: int) -> int:
        stores = self._stores[city_id]
        return stores[self._orders % len(stores)]

    def _baskets(self, rng: Random, number: int) -> Iterator[_Basket]:
        """`number` baskets of different products."""
        counts = rng.choices(_LINES, cum_weights=_LINE_SHARES, k=number)
        chosen = iter(rng.choices(self._shelf, cum_weights=self._wanted, k=sum(counts)))
        quantities = iter(rng.choices(_QUANTITIES, k=sum(counts)))
        for count in counts:
            lines: dict[int, _Line] = {}
            for product_id, price in islice(chosen, count):
                quantity = next(quantities)
                if quantity == 1 or price > _ONE_IS_ENOUGH:
                    lines[product_id] = (product_id, 1, price, price)
                else:
                    lines[product_id] = (product_id, quantity, price, price * quantity)
            yield list(lines.values())

    def _write_items(self, book: DayBook, order: Order, basket: _Basket) -> None:
        order_id, region, paid = order.id, order.region, order.status in PAID_STATUSES
        for number, (product_id, quantity, price, amount) in enumerate(basket, start=self._items + 1):
            book.items.append(OrderItem(number, order_id, product_id, region, paid, quantity, price, amount))
        self._items += len(basket)

    def _write_refund(self, book: DayBook, order: Order, reason: str, at: datetime, *, share: float) -> None:
        self._refunds += 1
        back = (order.amount * Decimal(share)).quantize(_CENT)
        book.refunds.append(Refund(self._refunds, order.id, order.region, reason, back, at))


def _moments(rng: Random, midnight: datetime, number: int) -> list[datetime]:
    """When in the day orders come in: most in the evening, hardly any at night."""
    hours = rng.choices(_HOURS, cum_weights=_HOUR_SHARES, k=number)
    seconds = sorted(hour * 3600 + int(rng.random() * 3600) for hour in hours)
    return [midnight + timedelta(seconds=second) for second in seconds]


def _discount(rng: Random, goods: Decimal, *, on_sale: bool) -> Decimal:
    """Whole yuan off: for a third of the orders, for most during a sale."""
    chance, rate = rng.random(), rng.random()
    share, least, span = (0.8, 0.08, 0.14) if on_sale else (0.35, 0.03, 0.09)
    if chance >= share:
        return _NOTHING
    return Decimal(int(float(goods) * (least + span * rate))) + _NOTHING


def _fates(rng: Random, moments: Sequence[datetime]) -> Iterator[_Fate]:
    """Draw the whole future of each order of a day."""
    reasons = rng.choices(_REASONS, cum_weights=_REASON_SHARES, k=len(moments))
    for ordered_at, reason in zip(moments, reasons, strict=True):
        if rng.random() < _NEVER_PAID:
            yield _NOT_PAID
            continue
        paid_at = ordered_at + timedelta(seconds=15 + int(rng.random() ** 4 * 1_700))
        if rng.random() >= _REFUNDED:
            yield _Fate(paid_at, None, 0.0, reason)
            continue
        share = 1.0 if rng.random() < _REFUNDED_IN_FULL else 0.1 + 0.6 * rng.random()
        yield _Fate(paid_at, paid_at + timedelta(seconds=int(rng.triangular(0.5, 21, 5) * 86_400)), share, reason)


def _status(fate: _Fate, *, ordered_at: datetime, as_of: datetime) -> str:
    if fate.paid_at is None or fate.paid_at > as_of:
        return "pending" if as_of - ordered_at < _PAYMENT_WINDOW else "cancelled"
    if fate.refunded_at and fate.refunded_at <= as_of and fate.refunded_share == 1.0:
        return "refunded"
    if as_of - fate.paid_at < _SHIPPED_AFTER:
        return "paid"
    return "shipped" if as_of - fate.paid_at < _COMPLETED_AFTER else "completed"
