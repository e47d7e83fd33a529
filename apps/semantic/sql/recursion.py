"""
Whether a WITH query that refers to itself comes to an end.

Four ways are understood: it counts towards something (at most 10,000 steps where both ends are written out); it walks
along a table's rows, from one column to another; it joins with UNION values that all stand in tables, so that nothing
new comes; its rows are limited, where the engine has that. A walk ends if the rows hold no circle: that the engine's
time limit says. Anything else counts as endless.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import permutations

from sqlglot import exp

from apps.semantic.sql.resolution import Resolution
from apps.semantic.sql.rules.bounded_calls import MAX_ROWS
from apps.semantic.sql.scopes import Relation
from apps.semantic.sql.steps import Step, points_apart, step_of

_UPWARDS = (exp.LT, exp.LTE)
_DOWNWARDS = (exp.GT, exp.GTE)


@dataclass(frozen=True, slots=True)
class Recursion:
    """
    A WITH query that refers to itself.

    :param body: its UNION: what it starts from, and what each round adds.
    :param itself: where it refers to itself.
    """

    body: exp.Union
    itself: list[Relation]
    names: Resolution

    def ends(self) -> bool:
        """Whether one of the ways is seen."""
        added = self.body.expression.unnest()
        if len(self.itself) != 1 or not isinstance(added, exp.Select):
            return False
        frame = self.names.frames.get(id(added))
        if frame is None or self.itself[0] not in frame.relations:
            return False
        return self._limited() or self._counts(added) or self._walks(added) or self._comes_to_know_all(added)

    def _limited(self) -> bool:
        limit = self.body.args.get("limit")
        given = limit.expression if isinstance(limit, exp.Limit) else None
        return isinstance(given, exp.Literal) and given.this.isdecimal() and int(given.this[:9]) <= MAX_ROWS

    def _counts(self, added: exp.Select) -> bool:
        conditions = list(_conditions(added))
        for place, projection in enumerate(added.expressions):
            step = step_of(projection.unalias(), partial(self._is_own, place=place))
            if step is not None and any(self._stops(condition, step, place) for condition in conditions):
                return True
        return False

    def _stops(self, condition: exp.Expr, step: Step, place: int) -> bool:
        if not isinstance(condition, _UPWARDS + _DOWNWARDS):
            return False
        left, right = condition.this, condition.expression
        upwards = isinstance(condition, _UPWARDS)
        if not self._counter(left, place):
            left, right, upwards = right, left, not upwards
        if not self._counter(left, place) or any(self._is_own(column, None) for column in right.find_all(exp.Column)):
            return False
        if upwards != step.upwards:
            return False
        starts = [row[place] for row in _rows(self.body.this) if place < len(row)]
        return bool(starts) and all(points_apart(start, right, step, MAX_ROWS) for start in starts)

    def _counter(self, node: exp.Expr, place: int) -> bool:
        """Whether this is the counter, as it is or a step further."""
        return self._is_own(node, place) or step_of(node, partial(self._is_own, place=place)) is not None

    def _walks(self, added: exp.Select) -> bool:
        return any(self._walk(condition, added) for condition in _conditions(added) if isinstance(condition, exp.EQ))

    def _walk(self, condition: exp.Expr, added: exp.Select) -> bool:
        for own, other in permutations((condition.this, condition.expression)):
            table = self.names.owners.get(id(other))
            place = self._place(own)
            if place is None or table is None or table in self.itself or place >= len(added.expressions):
                continue
            became = added.expressions[place].unalias()
            if self.names.owners.get(id(became)) is table and became.name != other.name:
                return True
        return False

    def _comes_to_know_all(self, added: exp.Select) -> bool:
        return bool(self.body.args.get("distinct")) and all(
            isinstance(projection.unalias(), exp.Column | exp.Literal | exp.Null | exp.Boolean)
            and not isinstance(projection.unalias().this, exp.Star)
            for projection in added.expressions
        )

    def _is_own(self, node: exp.Expr, place: int | None) -> bool:
        found = self._place(node)
        return found is not None and place in (None, found)

    def _place(self, node: exp.Expr) -> int | None:
        """Which of the query's own columns this is."""
        if not isinstance(node, exp.Column) or self.names.owners.get(id(node)) is not self.itself[0]:
            return None
        outputs = self.itself[0].outputs
        return next((index for index, output in enumerate(outputs) if output.name.lower() == node.name.lower()), None)


def _conditions(select: exp.Select) -> Iterator[exp.Expr]:
    """What must hold for a row to be added."""
    found = [select.args["where"].this] if select.args.get("where") is not None else []
    inner = (join for join in select.args.get("joins") or () if not join.args.get("side"))
    found.extend(join.args["on"] for join in inner if join.args.get("on") is not None)
    for condition in found:
        for part in condition.unnest().flatten() if isinstance(condition.unnest(), exp.And) else [condition]:
            yield part.unnest()


def _rows(node: exp.Expr) -> Iterator[list[exp.Expr]]:
    """What the query starts from: each row's values, as they are written."""
    inner = node.unnest()
    match inner:
        case exp.SetOperation():
            yield from _rows(inner.this)
            yield from _rows(inner.expression)
        case exp.Select() if not _is_values(inner):
            yield [projection.unalias() for projection in inner.expressions]
        case exp.Select():
            yield from _rows(inner.args["from_"].this)
        case exp.Values():
            for row in inner.expressions:
                yield list(row.expressions) if isinstance(row, exp.Tuple) else [row]
        case _:
            yield []


def _is_values(select: exp.Select) -> bool:
    from_ = select.args.get("from_")
    return from_ is not None and isinstance(from_.this, exp.Values) and len(select.expressions) == 1 and select.is_star
