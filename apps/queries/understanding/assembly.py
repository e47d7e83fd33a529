"""One use for each name, a period and the signals: put together to one query, or to what is still open about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from apps.queries.understanding.board import Board
from apps.queries.understanding.grouping import find_groups
from apps.queries.understanding.meanings import Use, UseKind
from apps.queries.understanding.ranking import find_ranking
from apps.queries.understanding.timing import Timing
from apps.queries.understanding.values import Default, OpenPoint
from apps.semantic.contracts import DimensionKind, Filter, FilterOperator, Manifest, SemanticQuery
from apps.semantic.contracts.query import Scalar


@dataclass(frozen=True, slots=True)
class Draft:
    """
    One reading of the question.

    :param query: None: it names no number.
    :param quality: how surely the names were used so, from 0 to 1.
    """

    uses: tuple[tuple[int, Use], ...]
    query: SemanticQuery | None
    points: tuple[OpenPoint, ...]
    defaults: tuple[Default, ...]

    @property
    def quality(self) -> float:
        """The least sure of its uses decides."""
        return min((use.quality for _, use in self.uses), default=1.0)


def assemble(
    uses: Sequence[tuple[int, Use]], *, board: Board, timing: Timing, choices: Mapping[str, str], manifest: Manifest
) -> Draft:
    """Put one reading together; equal readings give equal queries."""
    metrics = _metrics(uses)
    if not metrics:
        return Draft(tuple(uses), None, (), ())
    groups = find_groups(uses, board, timing, choices, manifest)
    ranking = find_ranking(board, groups.placed, metrics, choices, manifest)
    period = None if groups.timeless else timing.period
    query = SemanticQuery(
        metrics=tuple(name for _, name in metrics),
        group_by=ranking.groups,
        filters=_filters(uses, manifest),
        time=period.to_range() if period else None,
        order_by=ranking.order_by,
        limit=ranking.limit,
    )
    defaults = (*timing.defaults, *groups.defaults, *ranking.defaults)
    return Draft(tuple(uses), query, (*groups.points, *ranking.points), defaults)


def _metrics(uses: Sequence[tuple[int, Use]]) -> list[tuple[int, str]]:
    first: dict[str, int] = {}
    for index, use in uses:
        if use.kind is UseKind.METRIC:
            first.setdefault(use.name, index)
    return [(index, name) for name, index in first.items()]


def _filters(uses: Sequence[tuple[int, Use]], manifest: Manifest) -> tuple[Filter, ...]:
    """One filter per dimension; its values sorted, so that their order in the question makes no other query."""
    values: dict[tuple[str, bool], set[str]] = {}
    for _, use in uses:
        if use.kind is UseKind.FILTER:
            values.setdefault((use.name, use.negated), set()).add(use.value)
    return tuple(
        Filter(
            name,
            FilterOperator.NOT_IN if negated else FilterOperator.IN,
            tuple(_typed(value, manifest.dimension(name).kind) for value in sorted(named)),
        )
        for (name, negated), named in sorted(values.items())
    )


def _typed(value: str, kind: DimensionKind) -> Scalar:
    if kind is DimensionKind.BOOLEAN and value.lower() in ("true", "false", "1", "0"):
        return value.lower() in ("true", "1")
    if kind is DimensionKind.NUMBER:
        try:
            return int(value) if value.lstrip("-").isdigit() else Decimal(value)
        except InvalidOperation:
            return value
    return value
