"""
Says back what a query computes, in Chinese or English.

Everything is generated from the `SemanticQuery` and the manifest, never from SQL or from the question's words: if the
reading was wrong, the sentence shows it. Periods are given as dates.
"""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from apps.queries.understanding.phrases import (
    AGGREGATES,
    GRAINS,
    OPERATORS,
    PARTS,
    period_words,
    spoken_language,
    value_words,
)
from apps.queries.understanding.phrases import DEFAULTS as DEFAULT_WORDS
from apps.queries.understanding.values import Default
from apps.semantic.contracts import Filter, GroupBy, Manifest, Metric, OrderBy, SemanticQuery


def explain(
    query: SemanticQuery,
    manifest: Manifest,
    *,
    language: str,
    as_of: datetime,
    defaults: Sequence[Default] = (),
) -> str:
    """
    One sentence: metrics with units, filters, period with dates, splits, order, limit, and what was assumed.

    :raises KeyError: the query names what the manifest does not have.
    """
    spoken = spoken_language(language)
    parts = PARTS[spoken]
    clauses = [
        parts["list"].join(_metric_title(manifest.metric(name), spoken) for name in query.metrics),
        _conditions(query.filters, manifest, spoken),
        _period(query, manifest, spoken, as_of),
        _groups(query.group_by, manifest, spoken),
        *(_order(order, manifest, spoken) for order in query.order_by),
        parts["limit"].format(limit=query.limit) if query.limit is not None else "",
        *(DEFAULT_WORDS[spoken][d] for d in defaults if d is not Default.ALL_TIME),
    ]
    sentence = parts["clause"].join(clause for clause in clauses if clause) + parts["stop"]
    return sentence[:1].upper() + sentence[1:]


def describe_metric(metric: Metric, manifest: Manifest, language: str) -> str:
    """How a metric is defined: its formula, conditions, date, unit and version, and the steward's own words if any."""
    spoken = spoken_language(language)
    parts = PARTS[spoken]
    clauses = [
        _formula(metric, manifest, spoken),
        parts["filter"].format(filter=metric.filter) if metric.filter else "",
        parts["time"].format(dimension=_dimension_title(metric.time_dimension, manifest, spoken))
        if metric.time_dimension
        else "",
        parts["unit_is"].format(unit=metric.unit) if metric.unit else "",
        parts["version"].format(version=metric.version),
    ]
    formula = parts["clause"].join(clause for clause in clauses if clause)
    defined = (
        parts["defined"].format(title=metric.words.title(language) or metric.name, formula=formula) + parts["stop"]
    )
    own = metric.description.title(language)
    return f"{defined} {own}" if own else defined


def _metric_title(metric: Metric, language: str) -> str:
    title = metric.words.title(language) or metric.name
    return PARTS[language]["unit"].format(title=title, unit=metric.unit) if metric.unit else title


def _dimension_title(name: str, manifest: Manifest, language: str) -> str:
    return manifest.dimension(name).words.title(language) or name


def _conditions(filters: Sequence[Filter], manifest: Manifest, language: str) -> str:
    if not filters:
        return ""
    said = [
        OPERATORS[language][f.operator].format(
            dimension=_dimension_title(f.dimension, manifest, language),
            values=PARTS[language]["or"].join(
                value_words(value, manifest.dimension(f.dimension), language) for value in f.values
            ),
        )
        for f in filters
    ]
    return PARTS[language]["where"].format(conditions=PARTS[language]["list"].join(said))


def _period(query: SemanticQuery, manifest: Manifest, language: str, as_of: datetime) -> str:
    parts = PARTS[language]
    if query.time is None:
        return parts["all_time"] if any(manifest.metric(name).time_dimension for name in query.metrics) else ""
    said = parts["period"].format(period=period_words(query.time, language))
    today = as_of.astimezone(ZoneInfo(manifest.timezone)).date()
    begun = query.time.start is None or query.time.start <= today
    lasts = query.time.end is not None and (query.time.end - today).days > 1
    return said + parts["running"].format(today=today) if begun and lasts else said


def _groups(groups: Sequence[GroupBy], manifest: Manifest, language: str) -> str:
    if not groups:
        return ""
    said = []
    for group in groups:
        title = _dimension_title(group.dimension, manifest, language)
        grain = GRAINS[language][group.grain] if group.grain else ""
        said.append(PARTS[language]["grain"].format(dimension=title, grain=grain) if grain else title)
    return PARTS[language]["by"].format(groups=PARTS[language]["list"].join(said))


def _order(order: OrderBy, manifest: Manifest, language: str) -> str:
    metrics = {metric.name: metric for metric in manifest.metrics}
    words = metrics[order.by].words if order.by in metrics else manifest.dimension(order.by).words
    return PARTS[language]["descending" if order.descending else "ascending"].format(
        by=words.title(language) or order.by
    )


def _formula(metric: Metric, manifest: Manifest, language: str) -> str:
    entity = manifest.entity(metric.entity).words.title(language) or metric.entity
    titles = [
        d.words.title(language) for d in manifest.dimensions if (d.entity, d.column) == (metric.entity, metric.column)
    ]
    column = next(iter(titles), f"{entity}.{metric.column}") if metric.column else entity
    return AGGREGATES[language][metric.aggregate].format(column=column)
