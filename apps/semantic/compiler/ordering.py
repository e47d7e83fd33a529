"""
The order of the rows: total, so that the same data always gives the same answer, and a limit cuts at the same place.

Asked order first; without one, time ascending if the rows are periods, else the first metric descending. Ties are
broken by all dimensions. NULL comes last everywhere: the engines' defaults differ, so it is always said. MySQL has no
word for it: there NULL is the least, so ascending keys are led by whether they are NULL.

Columns are named by their place in the answer: a name could also be that of a column of some joined table.
"""

from collections.abc import Iterator, Sequence

from sqlglot import exp

from apps.semantic.contracts import Dialect, OrderBy, SemanticQuery


def ordering(query: SemanticQuery, outputs: Sequence[exp.Expr], dialect: Dialect) -> tuple[exp.Ordered, ...]:
    """
    Return the ORDER BY of the query; empty if it has one row only.

    :param outputs: the answer's columns as expressions, in its order.
    """
    if not query.group_by:
        return ()
    keys = list(query.order_by or _default(query))
    named = {key.by for key in keys}
    keys += [OrderBy(group.dimension) for group in query.group_by if group.dimension not in named]
    places = {name: place for place, name in enumerate(output_names(query), start=1)}
    if dialect is Dialect.MYSQL:
        return tuple(part for key in keys for part in _nulls_last(key, places[key.by], outputs))
    return tuple(
        exp.Ordered(this=exp.Literal.number(places[key.by]), desc=key.descending, nulls_first=False) for key in keys
    )


def _nulls_last(key: OrderBy, place: int, outputs: Sequence[exp.Expr]) -> Iterator[exp.Ordered]:
    if not key.descending:
        missing = exp.Is(this=exp.paren(outputs[place - 1].copy()), expression=exp.null())
        yield exp.Ordered(this=missing, desc=False, nulls_first=True)
    yield exp.Ordered(this=exp.Literal.number(place), desc=key.descending, nulls_first=not key.descending)


def output_names(query: SemanticQuery) -> tuple[str, ...]:
    """Return the names of the answer's columns: dimensions first, then metrics, each in the query's order."""
    return (*(group.dimension for group in query.group_by), *query.metrics)


def _default(query: SemanticQuery) -> tuple[OrderBy, ...]:
    periods = tuple(OrderBy(group.dimension) for group in query.group_by if group.grain)
    return periods or (OrderBy(query.metrics[0], descending=True),)
