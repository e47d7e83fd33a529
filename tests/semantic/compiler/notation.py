"""A semantic query in a few words, for golden files and tests: `metrics=sales by=order_date:month,region …`."""

from datetime import date, datetime

from apps.semantic.contracts import Filter, FilterOperator, Grain, GroupBy, OrderBy, SemanticQuery, TimeRange

Scalar = str | int | bool | date | datetime


def query(
    metrics: str, *, by: str = "", where: str = "", time: str = "", order: str = "", limit: str = ""
) -> SemanticQuery:
    """
    Read a query.

    :param by: `region,order_date:month`
    :param where: `region in 华北|华东; state is_null; order_date gt 2025-01-31`
    :param time: `2025-01-01..2025-02-01`, either end may be empty
    :param order: `sales desc,region`
    """
    return SemanticQuery(
        metrics=tuple(_items(metrics)),
        group_by=tuple(_group(item) for item in _items(by)),
        filters=tuple(_filter(item) for item in _items(where, ";")),
        time=_time(time),
        order_by=tuple(OrderBy(item.removesuffix(" desc"), item.endswith(" desc")) for item in _items(order)),
        limit=int(limit) if limit else None,
    )


def _items(text: str, separator: str = ",") -> list[str]:
    return [item.strip() for item in text.split(separator) if item.strip()]


def _group(text: str) -> GroupBy:
    name, _, grain = text.partition(":")
    return GroupBy(name, Grain(grain) if grain else None)


def _filter(text: str) -> Filter:
    dimension, operator, *rest = text.split(" ", 2)
    values = tuple(_value(item) for item in _items(" ".join(rest), "|"))
    return Filter(dimension, FilterOperator(operator), values)


def _value(text: str) -> Scalar:
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            return read(text)
        except ValueError:
            continue
    return text


def _time(text: str) -> TimeRange | None:
    if not text:
        return None
    start, end = (date.fromisoformat(day) if day else None for day in text.split(".."))
    return TimeRange(start, end)
