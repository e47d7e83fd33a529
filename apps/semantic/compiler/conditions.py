"""
Filters and time ranges as conditions on one column.

A dimension that is NULL matches no `IN` and no comparison, and counts as "not among them" for `NOT IN`.
"""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from sqlglot import exp

from apps.semantic.compiler.binding import BoundDimension
from apps.semantic.compiler.boundaries import day_start, is_time, moment, next_day
from apps.semantic.compiler.refusals import BadFilter, BrokenDefinition, label
from apps.semantic.contracts import ColumnKind, Dialect, DimensionKind, Filter, FilterOperator, Manifest, TimeRange
from apps.semantic.contracts.query import Scalar

_COMPARISONS: dict[FilterOperator, type[exp.Binary]] = {
    FilterOperator.LT: exp.LT,
    FilterOperator.LE: exp.LTE,
    FilterOperator.GT: exp.GT,
    FilterOperator.GE: exp.GTE,
}
_NUMBERS = frozenset({ColumnKind.INTEGER, ColumnKind.DECIMAL, ColumnKind.FLOAT})
MAX_DIGITS = 60  # far beyond any column; "1e999999" must not become a megabyte of SQL
_YES = frozenset({"true", "t", "1", "yes", "y", "是"})
_NO = frozenset({"false", "f", "0", "no", "n", "否"})
_ORDERED = frozenset({DimensionKind.NUMBER, DimensionKind.TIME})


def column_of(bound: BoundDimension) -> exp.Column:
    """Return the dimension's column, qualified by its entity."""
    return exp.column(bound.column.name, table=bound.dimension.entity, quoted=True)


def in_range(bound: BoundDimension, time: TimeRange, manifest: Manifest) -> exp.Expr:
    """Return the condition that the dimension's moment lies in the range; TRUE values have at least one end."""
    require_time(bound, manifest.dialect)
    conditions: list[exp.Expr] = []
    if time.start:
        conditions.append(exp.GTE(this=column_of(bound), expression=_day(bound, time.start, manifest)))
    if time.end:
        conditions.append(exp.LT(this=column_of(bound), expression=_day(bound, time.end, manifest)))
    return exp.and_(*conditions)


def require_time(bound: BoundDimension, dialect: Dialect) -> None:
    """:raises BrokenDefinition: no days can be found in this column."""
    if not is_time(bound.column.kind, dialect):
        raise BrokenDefinition(name=label(bound.dimension.words, bound.dimension.name))


def condition(bound: BoundDimension, filter_: Filter, manifest: Manifest) -> exp.Expr:
    """
    Return a filter as a condition.

    :raises BadFilter: the values do not fit the operator or the column.
    """
    operator, values = filter_.operator, filter_.values
    if operator in (FilterOperator.IS_NULL, FilterOperator.NOT_NULL):
        if values:
            raise _misfit(bound, values)
        is_null = exp.Is(this=column_of(bound), expression=exp.null())
        return is_null if operator is FilterOperator.IS_NULL else exp.not_(is_null)
    if operator in _COMPARISONS:
        if len(values) != 1 or bound.dimension.kind not in _ORDERED:
            raise _misfit(bound, values)
        return _comparison(bound, operator, values[0], manifest)
    if not values:
        raise _misfit(bound, values)
    among = _among(bound, values, manifest)
    if operator is FilterOperator.IN:
        return among
    return exp.or_(exp.not_(among), exp.Is(this=column_of(bound), expression=exp.null()))


def _among(bound: BoundDimension, values: tuple[Scalar, ...], manifest: Manifest) -> exp.Expr:
    if bound.dimension.kind is DimensionKind.TIME:
        return exp.or_(*(_on_day(bound, value, manifest) for value in values))
    literals = list(dict.fromkeys(_literal(bound, value) for value in values))
    if len(literals) == 1:
        return exp.EQ(this=column_of(bound), expression=literals[0])
    return exp.In(this=column_of(bound), expressions=literals)


def _on_day(bound: BoundDimension, value: Scalar, manifest: Manifest) -> exp.Expr:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise _misfit(bound, (value,))
    return in_range(bound, TimeRange(value, _day_after(bound, value)), manifest)


def _comparison(bound: BoundDimension, operator: FilterOperator, value: Scalar, manifest: Manifest) -> exp.Expr:
    if bound.dimension.kind is not DimensionKind.TIME:
        return _COMPARISONS[operator](this=column_of(bound), expression=_literal(bound, value))
    require_time(bound, manifest.dialect)
    if isinstance(value, datetime):
        return _COMPARISONS[operator](this=_clock_of(bound, manifest), expression=_moment(bound, value, manifest))
    if not isinstance(value, date):
        raise _misfit(bound, (value,))
    # A day is a stretch of time: "after the 3rd" starts with the 4th, "up to the 3rd" ends before it.
    if operator in (FilterOperator.GT, FilterOperator.LE):
        value = _day_after(bound, value)
    kind = exp.GTE if operator in (FilterOperator.GT, FilterOperator.GE) else exp.LT
    return kind(this=column_of(bound), expression=_day(bound, value, manifest))


def _day(bound: BoundDimension, day: date, manifest: Manifest) -> exp.Expr:
    return day_start(day, column=bound.column, dialect=manifest.dialect, timezone=manifest.timezone)


def _moment(bound: BoundDimension, value: datetime, manifest: Manifest) -> exp.Expr:
    if bound.column.kind is ColumnKind.DATE:
        raise _misfit(bound, (value,))
    try:
        return moment(value, kind=bound.column.kind, dialect=manifest.dialect, timezone=manifest.timezone)
    except OverflowError:
        raise _misfit(bound, (value,)) from None


def _day_after(bound: BoundDimension, day: date) -> date:
    try:
        return next_day(day)
    except OverflowError:
        raise _misfit(bound, (day,)) from None


def _clock_of(bound: BoundDimension, manifest: Manifest) -> exp.Expr:
    """Return the column in the form in which moments are written: ISO text has several."""
    column = column_of(bound)
    return exp.Anonymous(this="DATETIME", expressions=[column]) if manifest.dialect is Dialect.SQLITE else column


def _literal(bound: BoundDimension, value: Scalar) -> exp.Expr:
    """Return a value as a literal of the column's type; the vocabulary spells all values as text."""
    kind = bound.column.kind
    if kind in _NUMBERS:
        return _number(bound, value)
    if kind is ColumnKind.BOOLEAN:
        return _boolean(bound, value)
    if kind not in (ColumnKind.TEXT, ColumnKind.OTHER) or isinstance(value, bool | date):
        raise _misfit(bound, (value,))
    text = str(value)
    if "\0" in text:
        raise _misfit(bound, (value,))
    return exp.Literal.string(text)


def _number(bound: BoundDimension, value: Scalar) -> exp.Expr:
    if isinstance(value, bool | date):
        raise _misfit(bound, (value,))
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise _misfit(bound, (value,)) from None
    if not number.is_finite() or abs(number.adjusted()) > MAX_DIGITS:
        raise _misfit(bound, (value,))
    literal = exp.Literal(this=format(abs(number), "f"), is_string=False)
    return exp.Neg(this=literal) if number < 0 else literal


def _boolean(bound: BoundDimension, value: Scalar) -> exp.Expr:
    word = str(value).strip().casefold()
    if word in _YES:
        return exp.true()
    if word in _NO:
        return exp.false()
    raise _misfit(bound, (value,))


def _misfit(bound: BoundDimension, values: tuple[Scalar, ...]) -> BadFilter:
    return BadFilter(
        dimension=label(bound.dimension.words, bound.dimension.name),
        value=", ".join(str(value)[:80] for value in values) or "∅",
    )
