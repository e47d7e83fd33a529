"""
What compiled queries answer on real PostgreSQL, SQLite and MariaDB, against numbers counted by hand from `small_shop`.

Paid orders are 1 (100.00), 2 (50.50), 3 (20.00), 5 (1.25) and 6 (no amount, no date, no customer); 4 (7.00) and
7 (30.00) are cancelled. Li of 北京 placed 1, 2 and 7, Wu of 上海 3 and 4, He of no city 5, nobody 6.
"""

from collections.abc import Callable, Iterator

import pytest

from apps.semantic.compiler import compile_query
from apps.semantic.contracts import Dialect
from tests.semantic.compiler.engines import ENGINES, running
from tests.semantic.compiler.notation import query
from tests.semantic.compiler.small_shop import catalog, manifest

Ask = Callable[..., list[tuple[object, ...]]]


@pytest.fixture(scope="module", params=ENGINES, ids=str)
def ask(request: pytest.FixtureRequest) -> Iterator[Ask]:
    dialect: Dialect = request.param
    with running(dialect, request) as run:
        yield lambda metrics, **said: run(
            compile_query(query(metrics, **said), manifest(dialect), catalog(dialect)).text
        )


def test_totals_with_filters_of_their_own(ask: Ask) -> None:
    assert ask("sales,paid_orders,orders,priced_orders,cancelled") == [(171.75, 5, 7, 6, 2)]


def test_distinct_buyers_do_not_count_nobody(ask: Ask) -> None:
    assert ask("buyers,paying_buyers") == [(3, 3)]


def test_the_mean_is_exact_and_ignores_what_is_missing(ask: Ask) -> None:
    assert ask("mean_amount,largest,smallest") == [(34.791667, 100.0, 1.25)]


def test_the_mean_of_whole_numbers_is_no_whole_number(ask: Ask) -> None:
    assert ask("mean_pieces", where="customer.name in Li") == [(2.5,)]  # 1, 2, 3 and 4


def test_nothing_sums_to_null_and_counts_to_zero(ask: Ask) -> None:
    assert ask("sales,orders", time="2023-01-01..2024-01-01") == [(None, 0)]


def test_an_empty_period_has_no_groups(ask: Ask) -> None:
    assert ask("sales,orders", by="region", time="2023-01-01..2024-01-01") == []


def test_rows_without_a_parent_are_a_group_not_a_loss(ask: Ask) -> None:
    assert ask("orders,sales", by="region") == [("华北", 3, 150.5), ("华东", 2, 20.0), (None, 2, 1.25)]


def test_joins_of_many_to_one_never_multiply(ask: Ask) -> None:
    # order 1 has three items and is joined once for each; pieces are counted once
    assert ask("pieces_sold", by="customer.name") == [("Li", 10), ("Wu", 5)]


def test_a_group_in_which_nothing_counts_does_not_appear(ask: Ask) -> None:
    assert set(ask("cancelled", by="region")) == {("华北", 1), ("华东", 1)}
    assert set(ask("cancelled,paid_orders", by="region")) == {("华北", 1, 2), ("华东", 1, 1), (None, 0, 2)}


def test_half_past_midnight_in_shanghai_is_february(ask: Ask) -> None:
    # order 3 was placed on 2025-01-31T16:30Z
    assert ask("sales", by="order_date:month", time="2025-01-01..2025-03-01") == [
        ("2025-01-01", 50.5),
        ("2025-02-01", 21.25),
    ]


def test_the_last_second_of_a_month_belongs_to_it(ask: Ask) -> None:
    assert ask("orders", time="2025-02-01..2025-03-01") == [(4,)]


def test_the_first_second_of_a_day_belongs_to_it(ask: Ask) -> None:
    # order 4 was placed at midnight of the 3rd
    assert ask("orders", time="2025-02-03..2025-02-04") == [(1,)]
    assert ask("orders", time="2025-02-02..2025-02-03") == [(1,)]


def test_weeks_start_on_monday(ask: Ask) -> None:
    assert ask("orders", by="order_date:week") == [
        ("2024-02-26", 1),  # a leap day, a Thursday
        ("2025-01-27", 3),  # Friday the 31st, Saturday the 1st, Sunday the 2nd
        ("2025-02-03", 1),  # Monday itself
        ("2025-02-24", 1),
        (None, 1),
    ]


@pytest.mark.parametrize(
    ("grain", "expected"),
    [
        ("day", ["2024-02-29", "2025-01-31", "2025-02-01", "2025-02-02", "2025-02-03", "2025-02-28", None]),
        ("month", ["2024-02-01", "2025-01-01", "2025-02-01", None]),
        ("quarter", ["2024-01-01", "2025-01-01", None]),
        ("year", ["2024-01-01", "2025-01-01", None]),
    ],
)
def test_periods_are_named_by_their_first_day(ask: Ask, grain: str, expected: list[str | None]) -> None:
    assert [row[0] for row in ask("orders", by=f"order_date:{grain}")] == expected


@pytest.mark.parametrize(
    ("grain", "expected"),
    [
        ("day", [("2024-02-29", 1), ("2025-02-01", 2), ("2025-02-10", 1), (None, 3)]),
        ("week", [("2024-02-26", 1), ("2025-01-27", 2), ("2025-02-10", 1), (None, 3)]),
        ("month", [("2024-02-01", 1), ("2025-02-01", 3), (None, 3)]),
        ("quarter", [("2024-01-01", 1), ("2025-01-01", 3), (None, 3)]),
    ],
)
def test_dates_without_a_clock_have_the_same_periods(
    ask: Ask, grain: str, expected: list[tuple[str | None, int]]
) -> None:
    assert ask("orders", by=f"pay_date:{grain}") == expected


def test_each_metric_keeps_its_own_time(ask: Ask) -> None:
    # ordered in January: 50.50; paid in January: nothing. Paid in February: 50.50, 20.00 and 1.25
    assert ask("sales,sales_by_payment", time="2025-01-01..2025-02-01") == [(50.5, None)]
    assert ask("sales,sales_by_payment", time="2025-02-01..2025-03-01") == [(21.25, 71.75)]


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ("region in 华北", 3),
        ("region not_in 华北", 4),  # two of 华东, and two that are of no region
        ("region not_in 华北|华东", 2),
        ("region is_null", 2),
        ("region not_null", 5),
        ("城市 in O'Hare", 0),
        ("member in true", 3),
        ("member not_in true", 4),
        ("amount_paid ge 20; amount_paid lt 100", 3),
        ("amount_paid gt 20", 3),
        ("amount_paid le 1.25", 1),
        ("order_date gt 2025-01-31", 4),
        ("order_date ge 2025-02-03", 2),
        ("order_date lt 2025-01-31", 1),
        ("order_date le 2025-01-31", 2),
        ("order_date in 2024-02-29", 1),
        ("order_date not_in 2024-02-29", 6),
        ("order_date ge 2025-02-28T23:59:59", 1),
        ("order_date gt 2025-02-28T23:59:59", 0),
        ("pay_date in 2025-02-01", 2),
    ],
)
def test_filters_count_exactly_these(ask: Ask, where: str, count: int) -> None:
    assert ask("orders", where=where) == [(count,)]


def test_ties_are_broken_so_that_a_limit_always_cuts_at_the_same_place(ask: Ask) -> None:
    assert ask("paid_orders", by="region,state", limit="2", order="paid_orders desc") == [
        ("华北", "paid", 2),
        (None, "paid", 2),
    ]


def test_the_smallest_first_puts_null_last(ask: Ask) -> None:
    assert ask("sales", by="customer.name", order="sales") == [
        ("He", 1.25),
        ("Wu", 20.0),
        ("Li", 150.5),
        (None, None),
    ]
