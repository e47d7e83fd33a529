"""By what the numbers are split: dimensions that the question names, and units of time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from apps.queries.understanding.board import Board
from apps.queries.understanding.labels import IGNORE
from apps.queries.understanding.meanings import Use, UseKind
from apps.queries.understanding.points import GRAIN_KEY, NO_TIME_KEY, choose_grain, no_time
from apps.queries.understanding.signals import SignalKind
from apps.queries.understanding.timing import Timing
from apps.queries.understanding.values import Default, OpenPoint
from apps.semantic.contracts import DimensionKind, Grain, GroupBy, Manifest

_DAILY_UP_TO, _MONTHLY_UP_TO = 31, 5 * 366  # days; a trend has at most some sixty points


@dataclass(frozen=True, slots=True)
class PlacedGroup:
    """A split, and the place in the question that asked for it."""

    index: int
    group: GroupBy


@dataclass(frozen=True, slots=True)
class Groups:
    """
    All splits, in the order of the question.

    :param timeless: the user agreed to leave time out, for want of a date.
    """

    placed: tuple[PlacedGroup, ...]
    points: tuple[OpenPoint, ...] = ()
    defaults: tuple[Default, ...] = ()
    timeless: bool = False


def find_groups(
    uses: Sequence[tuple[int, Use]], board: Board, timing: Timing, choices: Mapping[str, str], manifest: Manifest
) -> Groups:
    """The splits of one reading, or the points that must be settled to know them."""
    wish = _wished_grain(board, timing, choices)
    own = [(index, use.name) for index, use in uses if use.kind is UseKind.GROUP]
    times = [name for _, name in own if manifest.dimension(name).kind is DimensionKind.TIME]
    grain = wish.grain or _chosen_grain(choices)
    points = [choose_grain()] if (wish.asked or times) and not grain else []
    placed = [PlacedGroup(i, GroupBy(n, grain if n in times else None)) for i, n in own if grain or n not in times]
    if grain and not times and (wish.asked or wish.grain):
        dimension = _time_dimension(uses, manifest)
        if dimension:
            placed.append(PlacedGroup(wish.index, GroupBy(dimension, grain)))
    placed += [PlacedGroup(len(board.pieces), GroupBy(name)) for name in _compared(uses, board)]
    needs_time = timing.period is not None or wish.asked or wish.grain is not None
    missing = needs_time and not times and not _time_dimension(uses, manifest)
    timeless = missing and choices.get(NO_TIME_KEY) == IGNORE
    if missing and not timeless:
        points.append(no_time(_metric_titles(uses, manifest)))
    unique: dict[str, PlacedGroup] = {}
    for group in sorted(placed, key=lambda p: p.index):
        unique.setdefault(group.group.dimension, group)
    return Groups(tuple(unique.values()), tuple(points), wish.defaults, timeless)


@dataclass(frozen=True, slots=True)
class _Wish:
    index: int = 0
    grain: Grain | None = None
    asked: bool = False  # a split by time is wanted, whatever its unit
    defaults: tuple[Default, ...] = ()


def _wished_grain(board: Board, timing: Timing, choices: Mapping[str, str]) -> _Wish:
    end = len(board.pieces)
    signals = board.signals(SignalKind.GRAIN)
    if signals:
        grains = {signal.grain for _, signal in signals if signal.grain}
        grain = grains.pop() if len(grains) == 1 else _chosen_grain(choices)
        return _Wish(signals[0][0], grain, asked=True)
    if timing.each:
        return _Wish(end, timing.each, asked=True)
    if board.signals(SignalKind.TREND):
        return _Wish(end, _grain_by_length(timing), asked=True, defaults=(Default.GRAIN_BY_LENGTH,))
    return _Wish()


def _grain_by_length(timing: Timing) -> Grain:
    days = timing.period.days() if timing.period else None
    if days is not None and days <= _DAILY_UP_TO:
        return Grain.DAY
    return Grain.YEAR if days is not None and days > _MONTHLY_UP_TO else Grain.MONTH


def _chosen_grain(choices: Mapping[str, str]) -> Grain | None:
    chosen = choices.get(GRAIN_KEY, "")
    return Grain(chosen) if chosen in tuple(Grain) else None


def _time_dimension(uses: Sequence[tuple[int, Use]], manifest: Manifest) -> str:
    """The time dimension that all the metrics share; empty: there is none."""
    own = {manifest.metric(use.name).time_dimension for _, use in uses if use.kind is UseKind.METRIC}
    return own.pop() if len(own) == 1 else ""


def _metric_titles(uses: Sequence[tuple[int, Use]], manifest: Manifest) -> str:
    metrics = dict.fromkeys(use.name for _, use in uses if use.kind is UseKind.METRIC)
    return " / ".join(f"{manifest.metric(m).words.zh} {manifest.metric(m).words.en}".strip() for m in metrics)


def _compared(uses: Sequence[tuple[int, Use]], board: Board) -> list[str]:
    """Dimensions of which several values are compared: each of them gets its row."""
    if not board.signals(SignalKind.COMPARE):
        return []
    values: dict[str, set[str]] = {}
    for _, use in uses:
        if use.kind is UseKind.FILTER and not use.negated:
            values.setdefault(use.name, set()).add(use.value)
    return [name for name, named in values.items() if len(named) > 1]
