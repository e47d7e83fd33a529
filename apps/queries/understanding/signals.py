"""
Words that say what is to be done with the numbers: by, each, which, top five, except, average, trend, share …

Patterns only find them. Whether a signal holds in its place (a "by" with nothing to group by does not) is decided
where the meanings are, and one that does not hold is an unexplained word, not an ignored one.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from apps.queries.understanding.numbers import EN_NUMBER, ZH_NUMBER, whole_number
from apps.semantic.contracts import Aggregate, Grain


class SignalKind(StrEnum):
    BY = "by"  # by, per, each, 按, 各, 每个
    WHICH = "which"  # which region …, 哪个地区; `name` is "several" for 哪些
    GRAIN = "grain"  # monthly, 每月; `grain` None: "by time"
    TREND = "trend"
    RANK = "rank"  # top 5, highest, 前十; `number` None: not said; `name` is "how_many" for most and fewest
    LIMIT = "limit"  # a number of things to be ranked: the 3 regions with the …
    SORT = "sort"  # ranked, from high to low
    NOT = "not"
    NOT_END = "not_end"  # 除了…以外
    OR = "or"
    TOTAL = "total"
    AGGREGATE = "aggregate"  # average, maximum; `aggregate` says which
    COUNT = "count"  # how many, 多少, 数量
    COMPARE = "compare"
    DISTRIBUTION = "distribution"
    UNSUPPORTED = "unsupported"  # a calculation that a query cannot express yet; `name` says which
    DEFINITION = "definition"
    CATALOG = "catalog"  # which metrics are there; `name` is metrics or dimensions


@dataclass(frozen=True, slots=True)
class Signal:
    """What is to be done. Only the fields that its kind names are meaningful."""

    kind: SignalKind
    grain: Grain | None = None
    number: int | None = None
    descending: bool = True
    aggregate: Aggregate | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class FoundSignal:
    """`text[start:end]` of the normal text is this signal."""

    start: int
    end: int
    signal: Signal


_Make = Callable[[re.Match[str]], Signal | None]
_GRAINS = {
    "天": Grain.DAY,
    "日": Grain.DAY,
    "周": Grain.WEEK,
    "星": Grain.WEEK,
    "月": Grain.MONTH,
    "季": Grain.QUARTER,
    "年": Grain.YEAR,
    "dai": Grain.DAY,
    "day": Grain.DAY,
    "dat": Grain.DAY,
    "wee": Grain.WEEK,
    "mon": Grain.MONTH,
    "qua": Grain.QUARTER,
    "yea": Grain.YEAR,
    "ann": Grain.YEAR,
}
_ZH_UNIT = r"(?P<u>天|日期?|周|星期|月份?|季度?|年份?|年度)(?:度)?"
_EN_UNIT = r"(?P<u>day|date|week|month|quarter|year)s?"
_NOT_TIME = r"(?!\s?(?:个?月|天|周|个?星期|个?季度|年|日|days?|weeks?|months?|quarters?|years?|complete|full|calendar))"
_MEASURES = "个位家种款类条名单笔人件次场座部首台辆间所套张只份本支届趟项户篇幅艘架"  # what Chinese counts things in
_COUNTER = rf"(?:[大强{_MEASURES}])?"
_HOW_MANY = re.compile(r"最[多少]|most|fewest|least")
_LOW = re.compile(r"最低|最少|最小|最差|后|倒数|lowest|least|fewest|smallest|worst|bottom")


def _plain(kind: SignalKind, name: str = "") -> _Make:
    return lambda match: Signal(kind, name=name)


def _grain(match: re.Match[str]) -> Signal:
    unit = match.group("u")
    return Signal(SignalKind.GRAIN, grain=_GRAINS[unit[:3] if unit.isascii() else unit[0]])


def _which_grain(match: re.Match[str]) -> Signal:
    return Signal(SignalKind.GRAIN, grain=_grain(match).grain, name="which")


def _rank(match: re.Match[str]) -> Signal | None:
    spelled = match.groupdict().get("n")
    number = whole_number(spelled) if spelled else None
    if spelled and not number:
        return None
    name = "how_many" if _HOW_MANY.search(match.group(0)) else ""
    return Signal(SignalKind.RANK, number=number, descending=not _LOW.search(match.group(0)), name=name)


def _limit(match: re.Match[str]) -> Signal | None:
    number = whole_number(match.group("n"))
    return Signal(SignalKind.LIMIT, number=number) if number else None


def _sort(match: re.Match[str]) -> Signal:
    rising = re.search(r"升序|从低|由低|从小|由小|从少|ascending|lowest to|smallest to|asc", match.group(0))
    return Signal(SignalKind.SORT, descending=not rising)


def _aggregate(match: re.Match[str]) -> Signal:
    word = match.group(0)
    for aggregate, spelled in ((Aggregate.MAX, "最大|max"), (Aggregate.MIN, "最小|min"), (Aggregate.AVG, "")):
        if re.match(spelled, word):
            return Signal(SignalKind.AGGREGATE, aggregate=aggregate)
    raise AssertionError(word)


_ZH: tuple[tuple[str, _Make], ...] = (
    (rf"(?:按照?|每一?个?|各个?|逐|分)\s?{_ZH_UNIT}", _grain),
    (r"(?P<u>日|周|月|季|年)度", _grain),
    (rf"(?:哪一?个?|什么){_ZH_UNIT}", _which_grain),
    (r"(?:按照?|随)时间|(?:按照?)时间段", _plain(SignalKind.GRAIN)),
    (rf"按照?|依照?|根据|分|不同的?|各个?|每一?[{_MEASURES}]?", _plain(SignalKind.BY)),
    (rf"[哪这那](?P<n>{ZH_NUMBER}){_NOT_TIME}\s?{_COUNTER}", _limit),
    (rf"哪一?[{_MEASURES}]|什么", _plain(SignalKind.WHICH)),
    (rf"哪几[{_MEASURES}]|哪些", _plain(SignalKind.WHICH, "several")),
    (r"变?化?的?(?:趋势|走势)(?:变化|图)?|变化情况|变化|如何变化", _plain(SignalKind.TREND)),
    (rf"(?:排名|排行|位列|排)?(?:最?前|(?:倒数|后)(?:前|第)?)\s?(?P<n>{ZH_NUMBER}){_NOT_TIME}\s?{_COUNTER}", _rank),
    (
        rf"最(?:高|多|大|好|低|少|小|差)(?!值)的?(?:前|那)?\s?(?:(?P<n>{ZH_NUMBER}){_NOT_TIME}\s?{_COUNTER})?",
        _rank,
    ),
    (r"排名|排行榜?|排序|[从由][高大多]到[低小少]|[从由][低小少]到[高大多]|降序|升序|倒序", _sort),
    (r"不包括|不包含|不含|不算|不是|不在|不等于|非|除了|除去|除开|除|排除|去掉|剔除", _plain(SignalKind.NOT)),
    (r"以外|之外|外", _plain(SignalKind.NOT_END)),
    (r"或者?|或者是|还是", _plain(SignalKind.OR)),
    (r"总和|总计|总的|总", _plain(SignalKind.TOTAL)),
    (r"平均值|平均数|均值|平均|最大值|最小值", _aggregate),
    (rf"(?:有|共有)?多少[{_MEASURES}]?|几[{_MEASURES}]", _plain(SignalKind.COUNT)),
    (r"总?数量|个数|总数|人数|笔数|件数|总人数", _plain(SignalKind.COUNT)),
    (r"对比|相比|比较|比一比|差异|差别", _plain(SignalKind.COMPARE)),
    (r"分布", _plain(SignalKind.DISTRIBUTION)),
    (r"占比|占总.{0,4}的?比[例重]|比例|比重|份额|百分比|百分之|构成|占", _plain(SignalKind.UNSUPPORTED, "share")),
    (
        r"同比|环比|同期|增长率?|增速|增幅|增加|下降|减少|涨幅|跌幅|涨|跌|变化率",
        _plain(SignalKind.UNSUPPORTED, "growth"),
    ),
    (r"累计|累积|中位数|标准差|方差|去重|人均|平均每", _plain(SignalKind.UNSUPPORTED, "statistic")),
    (r"预测|预计|预估|未来会|为什么|为何|原因", _plain(SignalKind.UNSUPPORTED, "forecast")),
    (r"明细|清单|流水|详情|逐条|逐笔|名单", _plain(SignalKind.UNSUPPORTED, "detail")),
    (
        (
            r"(?:是)?(?:怎么|如何|怎样)(?:算|计算|定义|统计)(?:出来)?的?"
            r"|(?:的)?(?:计算)?(?:口径|定义|公式|算法|含义|计算方式)(?:是什么)?"
            r"|是?什么意思|什么是|什么叫"
        ),
        _plain(SignalKind.DEFINITION),
    ),
    (
        r"(?:有|都有)?(?:哪些|什么|多少个?)指标|指标(?:有哪些|列表|清单)|(?:所有|全部)指标",
        _plain(SignalKind.CATALOG, "metrics"),
    ),
    (
        r"(?:有|都有)?(?:哪些|什么)维度|维度(?:有哪些|列表|清单)|(?:所有|全部)维度",
        _plain(SignalKind.CATALOG, "dimensions"),
    ),
)
_HIGH_EN, _LOW_EN = "highest|largest|biggest|greatest|most|best|top", "lowest|smallest|least|fewest|worst|bottom"
_LISTED_EN = "(?:which|what|list|show|available)(?: all| the| other| kinds of)*"
_EN: tuple[tuple[str, _Make], ...] = (
    (r"(?P<u>daily|weekly|monthly|quarterly|yearly|annually|annual)", _grain),
    (
        rf"(?:(?:grouped |broken down |split )?by|per|(?:for )?(?:each|every)|across)(?: the| calendar)? {_EN_UNIT}",
        _grain,
    ),
    (r"(?P<u>day|week|month|quarter|year) by (?:day|week|month|quarter|year)", _grain),
    (r"(?:which|what) (?P<u>day|date|week|month|quarter|year)", _which_grain),
    (r"by time", _plain(SignalKind.GRAIN)),
    (
        (
            r"(?:grouped|group|broken down|split|segmented|sliced|summed up|aggregated) (?:by|across|per)|breakdown by"
            r"|by|per|(?:for |in )?(?:each|every)(?: of the)?|across(?: all| different)?|(?:for )?different"
        ),
        _plain(SignalKind.BY),
    ),
    (r"which|what", _plain(SignalKind.WHICH)),
    (r"trends?|over time|trending|evolution|evolved|trend line|changes? over time", _plain(SignalKind.TREND)),
    (rf"(?:the )?(?:{_HIGH_EN}|{_LOW_EN})[ -](?P<n>{EN_NUMBER}){_NOT_TIME}", _rank),
    (rf"(?:the )?(?P<n>{EN_NUMBER}) (?:{_HIGH_EN}|{_LOW_EN})(?: selling| performing)?", _rank),
    (rf"(?:the )?(?:{_HIGH_EN}|{_LOW_EN})", _rank),
    (
        (
            r"rank(?:ed|ing|ings|s)?|sorted|sort|ordered|(?:in )?(?:descending|ascending)(?: order)?"
            r"|from (?:the )?(?:highest|largest) to (?:the )?(?:lowest|smallest)"
            r"|from (?:the )?(?:lowest|smallest) to (?:the )?(?:highest|largest)"
        ),
        _sort,
    ),
    (
        (
            r"not in|not|excepting|except(?: for)?|excluding|exclude|excludes|other than|without|but not|apart from"
            r"|outside(?: of)?|non|aren't|isn't|!="
        ),
        _plain(SignalKind.NOT),
    ),
    (r"or", _plain(SignalKind.OR)),
    (r"totals?|sum of|sum|overall|grand total", _plain(SignalKind.TOTAL)),
    (r"average|averaged|avg|mean(?= [a-z])|maximum|minimum|max|min", _aggregate),
    (r"how many(?: different| distinct)?|(?:the )?(?:total )?(?:number|count) of|counts?|#", _plain(SignalKind.COUNT)),
    (
        r"compare[ds]?(?: to| with)?|comparing|comparison(?: of| between)?|versus|vs\.?|against",
        _plain(SignalKind.COMPARE),
    ),
    (r"distribution|distributed|breakdown|break down", _plain(SignalKind.DISTRIBUTION)),
    (r"shares?|percentages?|percent|proportions?|ratios?|fraction", _plain(SignalKind.UNSUPPORTED, "share")),
    (
        (
            r"growth(?: rate)?|grew|grow|grown|increased?|increases|decreased?|declined?|dropped?|year[ -]over[ -]year"
            r"|month[ -]over[ -]month|yoy|mom|qoq|change[sd]?|difference"
        ),
        _plain(SignalKind.UNSUPPORTED, "growth"),
    ),
    (
        r"cumulative|running total|median|standard deviation|stddev|percentile|distinct|unique",
        _plain(SignalKind.UNSUPPORTED, "statistic"),
    ),
    (
        r"forecast|predict(?:ed|ion)?|project(?:ed|ion)|why|reasons?|expected",
        _plain(SignalKind.UNSUPPORTED, "forecast"),
    ),
    (
        r"details|individual|line items|raw|rows|records|names|ids",
        _plain(SignalKind.UNSUPPORTED, "detail"),
    ),
    (
        (
            r"how (?:is|are|do you|does one|do we) (?:calculate|compute|define)d?|calculated|computed|defined"
            r"|definitions? of|definition|formula(?: for| of)?|meaning of|stands? for|means?(?=\W*$)"
        ),
        _plain(SignalKind.DEFINITION),
    ),
    (
        rf"{_LISTED_EN} (?:metrics|measures|kpis|indicators)(?: are (?:there|available)| exist)?",
        _plain(SignalKind.CATALOG, "metrics"),
    ),
    (
        rf"{_LISTED_EN} (?:dimensions|attributes|breakdowns)(?: are (?:there|available)| exist)?",
        _plain(SignalKind.CATALOG, "dimensions"),
    ),
)
_RULES: tuple[tuple[re.Pattern[str], _Make], ...] = (
    *((re.compile(pattern), make) for pattern, make in _ZH),
    *((re.compile(rf"(?<![a-z0-9])(?:{pattern})(?![a-z0-9])"), make) for pattern, make in _EN),
    (re.compile(rf"(?<![a-z0-9])(?:top|bottom)\s?(?P<n>\d{{1,6}}){_NOT_TIME}\s?{_COUNTER}"), _rank),
)


def find_signals(text: str) -> tuple[FoundSignal, ...]:
    """Every signal in a normal text, overlapping ones too."""
    return tuple(
        FoundSignal(match.start(), match.end(), signal)
        for pattern, make in _RULES
        for match in pattern.finditer(text)
        if match.end() > match.start() and (signal := make(match))
    )
