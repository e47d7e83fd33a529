"""What the demo's questions must be answered with: SQL written by hand, run on the shop past the product."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import psycopg
import yaml

from tests.running_product import ROOT

QUESTIONS = yaml.safe_load((ROOT / "apps/semantic/demo_shop/questions.yaml").read_text(encoding="utf-8"))["questions"]

SOLD = "status IN ('paid', 'shipped', 'completed', 'refunded')"
TODAY = "(now() AT TIME ZONE 'Asia/Shanghai')::date"
THIS_MONTH, THIS_YEAR = f"date_trunc('month', {TODAY})", f"date_trunc('year', {TODAY})"


def _between(column: str, start: str, end: str) -> str:
    local = f"({column} AT TIME ZONE 'Asia/Shanghai')"
    return f"{local} >= {start} AND {local} < {end}"


# By the Chinese question. `{mine}` becomes the condition that keeps the rows of who asks.
_BY_HAND = {
    "今年每月的销售额": f"""
        SELECT date_trunc('month', ordered_at AT TIME ZONE 'Asia/Shanghai')::date, sum(amount) FROM orders o
        WHERE {SOLD} AND {_between("ordered_at", THIS_YEAR, "'infinity'")} AND {{mine}} GROUP BY 1 ORDER BY 1
    """,
    "去年各大区的销售额": f"""
        SELECT o.region, sum(amount) FROM orders o
        WHERE {SOLD} AND {_between("ordered_at", f"{THIS_YEAR} - interval '1 year'", THIS_YEAR)} AND {{mine}}
        GROUP BY 1 ORDER BY 2 DESC
    """,
    "今年销量前十的商品": f"""
        SELECT p.name, sum(i.quantity) FROM order_items i JOIN orders o ON o.id = i.order_id
        JOIN products p ON p.id = i.product_id
        WHERE i.paid AND {_between("ordered_at", THIS_YEAR, "'infinity'")} AND {{mine}}
        GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10
    """,
    "上个月各退款原因的退款额": f"""
        SELECT o.reason, sum(amount) FROM refunds o
        WHERE {_between("refunded_at", f"{THIS_MONTH} - interval '1 month'", THIS_MONTH)} AND {{mine}}
        GROUP BY 1 ORDER BY 2 DESC
    """,
    "上个月小程序的下单客户数": f"""
        SELECT count(DISTINCT customer_id) FROM orders o
        WHERE {SOLD} AND channel = 'mini_program'
          AND {_between("ordered_at", f"{THIS_MONTH} - interval '1 month'", THIS_MONTH)} AND {{mine}}
    """,
    "最近三个月华北的销售额": f"""
        SELECT sum(amount) FROM orders o JOIN customers c ON c.id = o.customer_id JOIN cities t ON t.id = c.city_id
        WHERE {SOLD} AND t.region = '华北' AND ordered_at >= %(start)s::date AND ordered_at < %(end)s::date AND {{mine}}
    """,
}
_MINE = {"lin": "TRUE", "wang": "TRUE", "zhao": "o.region = '华北'"}


def by_hand(shop: psycopg.Connection, question: str, name: str, period: Mapping[str, str]) -> list[list[str]]:
    """The rows that this person's answer to the (Chinese) question has, as `plain` gives them."""
    rows = shop.execute(_BY_HAND[question].format(mine=_MINE[name]).encode(), period).fetchall()
    assert rows
    return plain(rows)


def plain(rows: Sequence[Sequence[object]]) -> list[list[str]]:
    """Rows as comparable text, sorted: numbers without trailing zeros, moments as days."""
    return sorted([_cell(cell) for cell in row] for row in rows)


def _cell(cell: object) -> str:
    text = str(cell)
    return format(Decimal(text).normalize(), "f") if text.replace(".", "", 1).isdecimal() else text[:10]
