"""
The shop of the SQL tests in which everything that its restricted user may not see is a canary: a text or number that
stands nowhere else in the world, so that finding it anywhere means that the database told it.
"""

import random
from collections.abc import Iterator

Rows = list[tuple[object, ...]]
REGION, CITY = "north", "北京"  # the user's own


class CanaryWorld:
    """Rows as `shop.World` makes them, and `planted`: every value that must never come out."""

    def __init__(self) -> None:
        self._dice = random.Random(20260301)
        self.planted: set[str] = set()

    def word(self) -> str:
        """A text of its own. It is no number, date or JSON, so that casts fail on it."""
        return self._planted("zq" + "".join(self._dice.choice("bcdfghjkmnpqrstvwxz") for _ in range(12)))

    def number(self) -> int:
        """A number of nine digits of its own."""
        return int(self._planted(str(self._dice.randrange(100_000_001, 999_999_999))))

    def rows(self) -> Iterator[tuple[str, Rows]]:
        """All tables with their rows."""
        yield "customers", [self._customer(n) for n in range(1, 31)]
        yield "orders", [self._order(n) for n in range(1, 61)]
        yield "products", [(n, f"Product {n}", "ABC"[n % 3], n * 10, self.number()) for n in range(1, 13)]
        items = [(n, n % 60 + 1, n % 12 + 1, n % 4 + 1, (n % 12 + 1) * 10) for n in range(1, 121)]
        yield "order_items", items
        yield "payments", [self._payment(n) for n in range(1, 31)]
        yield "employees", [(self.number(), self.word(), self.number()) for _ in range(5)]
        yield "门店", [(1, CITY, 500), *((self.number(), self.word(), self.number()) for _ in range(4))]
        yield "Odd Name", [(1, "a", "b")]
        yield "events", [self._event(n) for n in range(1, 31)]
        yield "categories", [(n, n // 2 or None, f"Category {n}") for n in range(1, 8)]
        yield "territories", [(self.number(), self.word(), self.word(), self.word()) for _ in range(3)]

    def _planted(self, value: str) -> str:
        assert value not in self.planted
        self.planted.add(value)
        return value

    def _customer(self, number: int) -> tuple[object, ...]:
        # Masks show four digits and a letter; in the clear these stand nowhere.
        phone = self._planted(f"138{self._dice.randrange(10**8):08d}")
        email = f"{self.word()}@example.com"
        at = f"2024-{number % 12 + 1:02d}-{number % 27 + 1:02d} 10:00:00"
        if number % 3 == 0:
            return number, f"Name {number}", phone, email, self.word(), REGION, ("gold", None)[number % 2], at
        return self.number(), self.word(), phone, email, self.word(), self.word(), self.word(), at

    def _order(self, number: int) -> tuple[object, ...]:
        at = f"2024-{number % 12 + 1:02d}-{number % 28 + 1:02d} 12:30:00"
        match number % 3:
            case 0:
                return number, number % 30 + 1, number * 7 % 90 + 1, ("paid", "open")[number % 2], REGION, at, None
            case 1:  # of these the user sees id and status
                return number, self.number(), self.number(), "paid", self.word(), at, self.word()
        return self.number(), self.number(), self.number(), self.word(), self.word(), at, self.word()

    def _payment(self, number: int) -> tuple[object, ...]:
        if number % 3 == 0:
            return number, number, str(number), REGION, "2024-03-04 05:06:07"
        # 100 and 105 make the corpus's divisors zero.
        amount = {1: 100, 2: 105}.get(number % 6) or self.number()
        return self.number(), amount, self.word(), self.word(), "2024-05-06 07:08:09"

    def _event(self, number: int) -> tuple[object, ...]:
        seen = number % 4 != 0
        payload = f'{{"page": "/p{number}", "n": {number}, "items": [{{"sku": "s1"}}], "user": null}}'
        if not seen:
            payload = f'{{"page": "{self.word()}", "n": {self.number()}, "items": ["{self.word()}"]}}'
        return (
            number if seen else self.number(),
            number,
            ("view", "click", "buy")[number % 3] if seen else "secret",
            f"2024-01-{number:02d} 08:15:00+00:00",
            f"2024-01-{number:02d}",
            f"{number * 1.25:.2f}",
            number / 8,
            (True, False, None)[number % 3],
            payload,
            "{new,hot}" if seen else f"{{{self.word()}}}",
            f"00000000-0000-0000-0000-{number:012d}",
            str(number) if seen else self.word(),
        )
