"""
A run as the page shows it: cells formatted, the period as days that are included, SQL in colours.

Nothing is computed or looked up here: everything comes from the `RunView` that every door shows.
"""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from apps.queries.contracts import Column, Period, RunStatus, RunView
from apps.queries.web.cells import Cell, look_of, show_cell
from apps.queries.web.sql_colours import Piece, colour
from apps.queries.web.sql_layout import lay_out
from apps.queries.web.words import CONFIDENCE_PARTS, GRAINS, STATUSES, unit_words
from apps.queries.wording import STAGES

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Header:
    """A column's head: `unit` is what it counts or which periods its dates are; `look` aligns it as its values are."""

    title: str
    unit: str
    look: str


@dataclass(frozen=True, slots=True)
class Step:
    """A stage as the reader follows it; `status` is empty while it waits."""

    name: str
    title: str
    status: str
    milliseconds: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the confidence, in percent."""

    title: str
    percent: int


@dataclass(frozen=True)
class Turn:
    """A question and what became of it, ready for the templates."""

    run: RunView
    asked: str
    as_of: str
    is_final: bool
    is_answer: bool
    status_words: str
    headers: tuple[Header, ...]
    rows: tuple[tuple[Cell, ...], ...]
    is_figure: bool
    sql: tuple[Piece, ...]
    period: str
    percent: int | None
    parts: tuple[Part, ...]
    steps: tuple[Step, ...]
    now: str
    tables: tuple[str, ...]
    joins: tuple[str, ...]


def present(run: RunView, *, zone: ZoneInfo) -> Turn:
    """Prepare a run for the templates, in the language that is active and with the clocks of `zone`."""
    status = RunStatus(run.status)
    asked = run.created_at.astimezone(zone)
    return Turn(
        run=run,
        asked=f"{asked:%m-%d %H:%M}",
        as_of=_("%(time)s (%(zone)s)") % {"time": f"{asked:%Y-%m-%d %H:%M:%S}", "zone": zone.key},
        is_final=status.is_final,
        is_answer=status is RunStatus.SUCCEEDED,
        status_words=str(STATUSES[status]),
        headers=tuple(_header(column) for column in run.columns),
        rows=tuple(
            tuple(show_cell(value, column) for value, column in zip(row, run.columns, strict=True)) for row in run.rows
        ),
        is_figure=len(run.columns) == 1 and len(run.rows) == 1 and run.columns[0].kind == "metric",
        sql=tuple(colour(lay_out(run.sql))),
        period=period_words(run.period) if run.period else "",
        percent=None if run.confidence is None else round(run.confidence * 100),
        parts=tuple(
            Part(str(CONFIDENCE_PARTS.get(name, name)), round(value * 100))
            for name, value in run.confidence_parts.items()
        ),
        steps=_steps(run, waiting=not status.is_final),
        now=_now(run),
        tables=_lineage(run, "source_tables"),
        joins=_lineage(run, "join_path"),
    )


def period_words(period: Period) -> str:
    """
    Say which days are covered. A period is half open; people read the last day that is included.
    """
    zone = period.timezone
    last = period.end - ONE_DAY if period.end else None
    if period.start and last:
        if period.start == last:
            return _("%(day)s (%(zone)s)") % {"day": period.start.isoformat(), "zone": zone}
        days = {"first": period.start.isoformat(), "last": last.isoformat(), "zone": zone}
        return _("%(first)s to %(last)s (%(zone)s)") % days
    if period.start:
        return _("from %(first)s (%(zone)s)") % {"first": period.start.isoformat(), "zone": zone}
    if last:
        return _("up to %(last)s (%(zone)s)") % {"last": last.isoformat(), "zone": zone}
    return _("all time")


def _header(column: Column) -> Header:
    unit = str(GRAINS.get(column.grain, "")) if column.grain else unit_words(column.unit)
    said_already = unit.casefold() in column.title.casefold()
    return Header(title=column.title, unit="" if said_already else unit, look=look_of(column))


def _steps(run: RunView, *, waiting: bool) -> tuple[Step, ...]:
    """What happened, and while the run goes on also what is still to come."""
    past = tuple(Step(s.name, s.title, s.status, f"{s.ms:,.0f}") for s in run.stages)
    if not waiting:
        return past
    seen = {step.name for step in past}
    return past + tuple(Step(name, str(title), "", "") for name, title in STAGES.items() if name not in seen)


def _now(run: RunView) -> str:
    """What a worker does next; empty: none has begun."""
    seen = {stage.name for stage in run.stages}
    return next((str(title) for name, title in STAGES.items() if name not in seen), "") if seen else ""


def _lineage(run: RunView, key: str) -> tuple[str, ...]:
    """A list of the lineage summary; empty where the run has none."""
    found = run.lineage.get(key, ())
    return tuple(str(item) for item in found) if isinstance(found, list | tuple) else ()
