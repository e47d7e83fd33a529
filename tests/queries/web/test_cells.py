"""How one value of an answer looks."""

import pytest
from django.utils import translation

from apps.queries.contracts import Column
from apps.queries.web.cells import Cell, show_cell

SALES = Column(name="sales", title="销售额", kind="metric", type="decimal", unit="CNY", decimals=2)
ORDERS = Column(name="orders", title="订单数", kind="metric", type="integer")
REGION = Column(name="region", title="大区", kind="dimension", type="text")
ORDER_ID = Column(name="order_id", title="订单号", kind="dimension", type="integer")


@pytest.mark.parametrize(
    ("value", "shown"),
    [("1234567.891", "1,234,567.89"), ("0", "0.00"), ("-0.005", "-0.01"), (12.5, "12.50"), ("NaN", "NaN")],
)
def test_a_metric_has_thousands_separators_and_its_decimals(value, shown):
    assert show_cell(value, SALES) == Cell(shown, "number")


def test_without_decimals_a_metric_keeps_its_digits():
    assert show_cell("1234.5600", ORDERS) == Cell("1,234.5600", "number")


def test_a_number_that_rows_are_grouped_by_is_a_name_without_separators():
    assert show_cell(20261122, ORDER_ID) == Cell("20261122", "number")


def test_nothing_is_a_dash_in_the_column_s_alignment():
    assert show_cell(None, SALES) == Cell("—", "number null")
    assert show_cell(None, REGION) == Cell("—", "text null")


@pytest.mark.parametrize(("language", "shown"), [("zh-hans", "是"), ("en", "yes")])
def test_a_truth_value_is_a_word(language, shown):
    column = Column(name="paid", title="已付", kind="dimension", type="boolean")

    with translation.override(language):
        assert show_cell(True, column) == Cell(shown, "text")


@pytest.mark.parametrize(
    ("grain", "shown"),
    [("day", "2026-08-01"), ("week", "2026-08-01"), ("month", "2026-08"), ("quarter", "2026-Q3"), ("year", "2026")],
)
@pytest.mark.parametrize(
    ("type_", "value"), [("date", "2026-08-01"), ("text", "2026-08-01"), ("timestamp", "2026-08-01T00:00:00")]
)
def test_a_period_is_called_by_its_grain(grain, shown, type_, value):
    column = Column(name="order_date", title="下单日期", kind="dimension", type=type_, grain=grain)

    assert show_cell(value, column) == Cell(shown, "time")


def test_a_moment_is_shown_to_the_second():
    column = Column(name="paid_at", title="paid_at", kind="column", type="timestamptz")

    assert show_cell("2026-08-01T09:30:15.123456+08:00", column) == Cell("2026-08-01 09:30:15", "time")


@pytest.mark.parametrize("type_", ["date", "timestamp", "integer", "decimal", "other", "a type of tomorrow"])
def test_what_is_not_understood_is_shown_as_it_came(type_):
    column = Column(name="x", title="x", kind="column", type=type_)

    assert show_cell("infinity?", column).text == "infinity?"
