"""Top, bottom, highest, ranked: the order and the number of rows of an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from apps.queries.understanding.board import Board
from apps.queries.understanding.grouping import PlacedGroup
from apps.queries.understanding.labels import dimension_titles
from apps.queries.understanding.points import (
    ALL_ROWS,
    ALONE,
    FIRST,
    OVERALL,
    RANK_FIRST_KEY,
    RANK_GROUP_KEY,
    RANK_WITHIN_KEY,
    choose_ranked,
    first_or_all,
    overall_or_alone,
)
from apps.queries.understanding.signals import Signal, SignalKind
from apps.queries.understanding.values import Default, OpenPoint
from apps.semantic.contracts import DimensionKind, GroupBy, Manifest, OrderBy


@dataclass(frozen=True, slots=True)
class Ranking:
    """`groups` are the splits that remain; they differ from the given ones if the user chose so."""

    groups: tuple[GroupBy, ...]
    order_by: tuple[OrderBy, ...] = ()
    limit: int | None = None
    points: tuple[OpenPoint, ...] = ()
    defaults: tuple[Default, ...] = ()


def find_ranking(
    board: Board,
    placed: Sequence[PlacedGroup],
    metrics: Sequence[tuple[int, str]],
    choices: Mapping[str, str],
    manifest: Manifest,
) -> Ranking:
    """The order and limit of one reading; `metrics` are its metrics with their places, at least one."""
    groups = tuple(p.group for p in placed)
    ranks, sorts = board.signals(SignalKind.RANK), board.signals(SignalKind.SORT)
    if not ranks:
        return Ranking(groups, _sorted(sorts, metrics) if groups else ())
    index, rank = ranks[0]
    order = (OrderBy(_nearest(metrics, index), descending=rank.descending),)
    if not groups:
        return _of_nothing(rank, order, choices, manifest)
    if len(groups) > 1 and rank.number:
        return _within(board, index, placed, order, rank.number, choices, manifest)
    if rank.number:
        return Ranking(groups, order, rank.number)
    return _superlative(board, placed, order, choices, is_sorted=bool(sorts))


def _sorted(sorts: Sequence[tuple[int, Signal]], metrics: Sequence[tuple[int, str]]) -> tuple[OrderBy, ...]:
    return tuple(OrderBy(_nearest(metrics, index), descending=sort.descending) for index, sort in sorts[:1])


def _nearest(metrics: Sequence[tuple[int, str]], index: int) -> str:
    return min(metrics, key=lambda placed: (abs(placed[0] - index), placed[0]))[1]


def _of_nothing(rank: Signal, order: tuple[OrderBy, ...], choices: Mapping[str, str], manifest: Manifest) -> Ranking:
    dimensions = [d.name for d in manifest.dimensions if d.kind is DimensionKind.CATEGORICAL]
    chosen = choices.get(RANK_GROUP_KEY, "").removeprefix("group:")
    if chosen in dimensions:
        return Ranking((GroupBy(chosen),), order, rank.number or 1)
    return Ranking((), points=(choose_ranked(dimensions, manifest),))


def _within(
    board: Board,
    index: int,
    placed: Sequence[PlacedGroup],
    order: tuple[OrderBy, ...],
    number: int,
    choices: Mapping[str, str],
    manifest: Manifest,
) -> Ranking:
    groups, chosen = tuple(p.group for p in placed), choices.get(RANK_WITHIN_KEY)
    after = board.after(index)
    ranked = next((p.group for p in placed if p.index == after), groups[-1])
    if chosen == OVERALL:
        return Ranking(groups, order, number)
    if chosen == ALONE:
        return Ranking((ranked,), order, number)
    return Ranking(groups, points=(overall_or_alone(dimension_titles(ranked.dimension, manifest)),))


def _superlative(
    board: Board,
    placed: Sequence[PlacedGroup],
    order: tuple[OrderBy, ...],
    choices: Mapping[str, str],
    *,
    is_sorted: bool,
) -> Ranking:
    groups, chosen = tuple(p.group for p in placed), choices.get(RANK_FIRST_KEY)
    listed = any(_is_listed(board, p.index) for p in placed)
    if is_sorted or chosen == ALL_ROWS:
        return Ranking(groups, order)
    if listed and chosen != FIRST:
        return Ranking(groups, points=(first_or_all(),))
    return Ranking(groups, order, 1, defaults=(Default.FIRST_ONLY,))


def _is_listed(board: Board, index: int) -> bool:
    """It was asked for one by one ("by region", "each month"), which does not go with only the first."""
    if index >= len(board.pieces):
        return False
    own, before = board.signal(index), board.signal(board.before(index))
    if own:
        return own.kind is SignalKind.GRAIN and own.name != "which"
    return bool(before and before.kind is SignalKind.BY)
