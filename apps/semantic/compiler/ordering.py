"""
The order of the rows: total, so that the same data always gives the same answer, and a limit cuts at the same place.

Asked order first; without one, time ascending if the rows are periods, else the first metric descending. Ties are
broken by all dimensions. NULL comes last everywhere: the engines' defaults differ, so it is always said.

Columns are named by their place in the answer: a name could also be that of a column of some joined table.
"""

from sqlglot import exp

from apps.semantic.contracts import OrderBy, SemanticQuery


def ordering(query: SemanticQuery) -> tuple[exp.Ordered, ...]:
    """Return the ORDER BY of the query; empty if it has one row only."""
    if not query.group_by:
        return ()
    keys = list(query.order_by or _default(query))
    named = {key.by for key in keys}
    keys += [OrderBy(group.dimension) for group in query.group_by if group.dimension not in named]
    places = {name: place for place, name in enumerate(output_names(query), start=1)}
    return tuple(
        exp.Ordered(this=exp.Literal.number(places[key.by]), desc=key.descending, nulls_first=False) for key in keys
    )


def output_names(query: SemanticQuery) -> tuple[str, ...]:
    """Return the names of the answer's columns: dimensions first, then metrics, each in the query's order."""
    return (*(group.dimension for group in query.group_by), *query.metrics)


def _default(query: SemanticQuery) -> tuple[OrderBy, ...]:
    periods = tuple(OrderBy(group.dimension) for group in query.group_by if group.grain)
    return periods or (OrderBy(query.metrics[0], descending=True),)
