"""Top, bottom, highest, ranked: the order and the number of rows of an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

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
    several_rankings,
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
    if not ranks and not groups and board.signals(SignalKind.DISTRIBUTION):
        return _of_nothing(None, (), choices, manifest)
    if len(ranks) != 1:
        # "The best and the worst": with several, all but one would be lost.
        return Ranking(groups, points=(several_rankings(),)) if ranks else _unranked(groups, sorts, metrics)
    index, rank = ranks[0]
    for _, limit in board.signals(SignalKind.LIMIT):
        rank = replace(rank, number=rank.number or limit.number)
    order = (OrderBy(_nearest(metrics, index), descending=rank.descending),)
    if not groups:
        return _of_nothing(rank, order, choices, manifest)
    if len(groups) > 1 and rank.number:
        ranked = next((p.group for p in placed if p.index == board.after(index)), groups[-1])
        return _within(groups, ranked, Ranking(groups, order, rank.number), choices, manifest)
    if rank.number:
        return Ranking(groups, order, rank.number)
    listed = any(_is_listed(board, p.index) for p in placed)
    return _superlative(Ranking(groups, order), choices, is_sorted=bool(sorts), is_listed=listed)


def _unranked(
    groups: tuple[GroupBy, ...], sorts: Sequence[tuple[int, Signal]], metrics: Sequence[tuple[int, str]]
) -> Ranking:
    return Ranking(groups, _sorted(sorts, metrics) if groups else ())


def _sorted(sorts: Sequence[tuple[int, Signal]], metrics: Sequence[tuple[int, str]]) -> tuple[OrderBy, ...]:
    return tuple(OrderBy(_nearest(metrics, index), descending=sort.descending) for index, sort in sorts[:1])


def _nearest(metrics: Sequence[tuple[int, str]], index: int) -> str:
    return min(metrics, key=lambda placed: (abs(placed[0] - index), placed[0]))[1]


def _of_nothing(
    rank: Signal | None, order: tuple[OrderBy, ...], choices: Mapping[str, str], manifest: Manifest
) -> Ranking:
    dimensions = [d.name for d in manifest.dimensions if d.kind is DimensionKind.CATEGORICAL]
    chosen = choices.get(RANK_GROUP_KEY, "").removeprefix("group:")
    if chosen in dimensions:
        return Ranking((GroupBy(chosen),), order, (rank.number or 1) if rank else None)
    return Ranking((), points=(choose_ranked(dimensions, manifest),))


def _within(
    groups: tuple[GroupBy, ...], ranked: GroupBy, overall: Ranking, choices: Mapping[str, str], manifest: Manifest
) -> Ranking:
    chosen = choices.get(RANK_WITHIN_KEY)
    if chosen == OVERALL:
        return overall
    if chosen == ALONE:
        return replace(overall, groups=(ranked,))
    return Ranking(groups, points=(overall_or_alone(dimension_titles(ranked.dimension, manifest)),))


def _superlative(full: Ranking, choices: Mapping[str, str], *, is_sorted: bool, is_listed: bool) -> Ranking:
    chosen = choices.get(RANK_FIRST_KEY)
    if is_sorted or chosen == ALL_ROWS:
        return full
    if is_listed and chosen != FIRST:
        return Ranking(full.groups, points=(first_or_all(),))
    return replace(full, limit=1, defaults=(Default.FIRST_ONLY,))


def _is_listed(board: Board, index: int) -> bool:
    """Several were asked for ("by region", "each month", "which products"): is only the first wanted?"""
    if index >= len(board.pieces):
        return False
    own, before = board.signal(index), board.signal(board.before(index))
    if own:
        return own.kind is SignalKind.GRAIN and own.name != "which"
    if before and before.kind is SignalKind.WHICH:
        word = board.text[board.pieces[index].start : board.pieces[index].end]
        return before.name == "several" or (word.isascii() and word.endswith("s"))
    return bool(before and before.kind is SignalKind.BY)
