"""The words that explanations are made of, in Chinese and English side by side."""

from collections.abc import Mapping
from datetime import timedelta

from apps.queries.understanding.normal import is_han
from apps.queries.understanding.values import Default
from apps.semantic.contracts import Aggregate, Dimension, FilterOperator, Grain, TimeRange

LANGUAGES = ("zh", "en")

GRAINS: Mapping[str, Mapping[Grain, str]] = {
    "zh": {Grain.DAY: "日", Grain.WEEK: "周", Grain.MONTH: "月", Grain.QUARTER: "季度", Grain.YEAR: "年"},
    "en": {grain: grain.value for grain in Grain},
}

AGGREGATES: Mapping[str, Mapping[Aggregate, str]] = {
    "zh": {
        Aggregate.SUM: "{column}之和",
        Aggregate.COUNT: "{column}的个数",
        Aggregate.COUNT_DISTINCT: "{column}去重后的个数",
        Aggregate.AVG: "{column}的平均值",
        Aggregate.MIN: "{column}的最小值",
        Aggregate.MAX: "{column}的最大值",
    },
    "en": {
        Aggregate.SUM: "sum of {column}",
        Aggregate.COUNT: "number of {column}",
        Aggregate.COUNT_DISTINCT: "number of different {column}",
        Aggregate.AVG: "average of {column}",
        Aggregate.MIN: "smallest {column}",
        Aggregate.MAX: "largest {column}",
    },
}

OPERATORS: Mapping[str, Mapping[FilterOperator, str]] = {
    "zh": {
        FilterOperator.IN: "{dimension}为{values}",
        FilterOperator.NOT_IN: "{dimension}不为{values}",
        FilterOperator.LT: "{dimension}小于{values}",
        FilterOperator.LE: "{dimension}不超过{values}",
        FilterOperator.GT: "{dimension}大于{values}",
        FilterOperator.GE: "{dimension}不小于{values}",
        FilterOperator.IS_NULL: "{dimension}为空",
        FilterOperator.NOT_NULL: "{dimension}不为空",
    },
    "en": {
        FilterOperator.IN: "{dimension} is {values}",
        FilterOperator.NOT_IN: "{dimension} is not {values}",
        FilterOperator.LT: "{dimension} is less than {values}",
        FilterOperator.LE: "{dimension} is at most {values}",
        FilterOperator.GT: "{dimension} is more than {values}",
        FilterOperator.GE: "{dimension} is at least {values}",
        FilterOperator.IS_NULL: "{dimension} is empty",
        FilterOperator.NOT_NULL: "{dimension} is not empty",
    },
}

PARTS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "list": "、",
        "or": "或",
        "clause": "，",
        "stop": "。",
        "unit": "{title}（{unit}）",
        "where": "限{conditions}",
        "period": "时间范围 {period}",
        "all_time": "不限时间",
        "running": "（截至 {today}，该时段尚未结束）",
        "by": "按{groups}拆分",
        "grain": "{dimension}（{grain}）",
        "descending": "按{by}从高到低排列",
        "ascending": "按{by}从低到高排列",
        "limit": "只取前 {limit} 行",
        "from": "{start} 起",
        "until": "{end} 及以前",
        "span": "{start} 至 {end}",
        "defined": "{title}：{formula}",
        "filter": "只统计满足条件 {filter} 的记录",
        "time": "时间以{dimension}为准",
        "version": "定义版本 {version}",
        "unit_is": "单位 {unit}",
    },
    "en": {
        "list": ", ",
        "or": " or ",
        "clause": ", ",
        "stop": ".",
        "unit": "{title} ({unit})",
        "where": "where {conditions}",
        "period": "{period}",
        "all_time": "all time",
        "running": " (the period is not over: up to {today})",
        "by": "by {groups}",
        "grain": "{dimension} ({grain})",
        "descending": "ordered by {by}, highest first",
        "ascending": "ordered by {by}, lowest first",
        "limit": "first {limit} rows only",
        "from": "{start} onwards",
        "until": "until {end}",
        "span": "{start} to {end}",
        "defined": "{title}: {formula}",
        "filter": "counting only records with {filter}",
        "time": "dated by {dimension}",
        "version": "definition version {version}",
        "unit_is": "in {unit}",
    },
}

DEFAULTS: Mapping[str, Mapping[Default, str]] = {
    "zh": {
        Default.ALL_TIME: "问题没有给出时间，按全部时间计算",
        Default.GRAIN_BY_LENGTH: "时间粒度按时段长短选定",
        Default.MOST_RECENT: "未写年份的日期取最近的一次",
        Default.ROLLING_TO_TODAY: "“最近”算到今天为止（含今天）",
        Default.FIRST_ONLY: "“最高/最低”只取第一名",
    },
    "en": {
        Default.ALL_TIME: "no period was named, so all time is counted",
        Default.GRAIN_BY_LENGTH: "the unit of time follows from the length of the period",
        Default.MOST_RECENT: "a date without a year is the latest one",
        Default.ROLLING_TO_TODAY: "“last” ends with today, today included",
        Default.FIRST_ONLY: "“highest” and “lowest” mean the first one only",
    },
}


def spoken_language(language: str) -> str:
    """`zh` or `en`, whichever serves this language code."""
    return "zh" if language.startswith("zh") else "en"


def value_words(value: object, dimension: Dimension, language: str) -> str:
    """A value as it is called in the language, with what is stored beside it if that is written otherwise."""
    stored = str(value).lower() if isinstance(value, bool) else str(value)
    aliases = next((v.aliases for v in dimension.values if v.value == stored), ())
    chinese = spoken_language(language) == "zh"
    if any(is_han(c) for c in stored) is chinese:
        return stored
    called = next((alias for alias in aliases if any(is_han(c) for c in alias) is chinese), "")
    return f"{called} ({stored})" if called else stored


def period_words(period: TimeRange, language: str) -> str:
    """The days of a period, first and last included, as ISO dates."""
    parts = PARTS[spoken_language(language)]
    last = period.end - timedelta(days=1) if period.end else None
    if period.start is None and last is None:
        return parts["all_time"]
    if period.start is None:
        return parts["until"].format(end=last)
    if last is None:
        return parts["from"].format(start=period.start)
    return str(last) if period.start == last else parts["span"].format(start=period.start, end=last)
