"""What the reader asks back, and how an answer settles it. It never guesses and never drops a word."""

import pytest

from apps.queries.understanding.values import MOST_OPTIONS, PointKind
from tests.queries.understanding.coffee import answered, asked, in_short, reading


def test_a_word_for_two_metrics_is_asked_about():
    assert asked("利润") == [("use:plain:利润", ["metric:gross_profit", "metric:net_profit"])]
    assert answered("利润", use__plain__利润="metric:net_profit") == "net_profit"


def test_a_value_in_two_places_is_asked_about():
    assert asked("北京的销售额") == [("use:plain:北京", ["filter:store.city=北京", "filter:customer.city=北京"])]
    assert answered("北京的销售额", use__plain__北京="filter:store.city=北京") == "sales where store.city in 北京"


def test_a_word_beside_it_decides_without_asking():
    assert answered("北京门店的销售额") == "sales where store.city in 北京"
    assert answered("北京客户的销售额") == "sales where customer.city in 北京"


def test_only_what_the_joins_allow_is_offered():
    # A customer has no store, so only one "city" can be meant.
    assert answered("北京的客户数") == "customers where customer.city in 北京"


def test_readings_that_differ_are_all_kept_best_first():
    queries = [in_short(candidate.query) for candidate in reading("按渠道统计利润").candidates]

    assert queries == ["gross_profit by order.channel", "net_profit by order.channel"]


@pytest.mark.parametrize("question", ["", "   ", "前10", "今天", "hello", "你好", "orders by region", "top 5 products"])
def test_without_a_number_it_asks_for_one(question):
    (point,) = reading(question).points

    assert (point.key, point.kind) == ("metric", PointKind.NOTHING)
    assert len(point.options) == MOST_OPTIONS


def test_the_chosen_number_completes_the_question():
    assert answered("各渠道2024年", metric="metric:sales") == "sales by order.channel from 2024-01-01 to 2025-01-01"


def test_an_unknown_word_is_never_dropped():
    found = reading("花北的销售额")

    assert found.unexplained == ("花北",)
    assert found.confidence.total < 0.7
    assert asked("花北的销售额")[0][0] == "word:花北"
    assert asked("花北的销售额")[0][1][0] == "value:store.region=华北"  # the most similar first
    assert asked("花北的销售额")[0][1][-1] == "ignore"


def test_an_unknown_word_can_be_explained_or_ignored():
    assert answered("花北的销售额", word__花北="value:store.region=华北") == "sales where store.region in 华北"
    assert answered("花北的销售额", word__花北="ignore") == "sales"
    assert reading("花北的销售额", word__花北="ignore").unexplained == ("花北",)  # still shown


def test_adding_an_unknown_word_lowers_the_confidence():
    known, unknown = reading("华北的销售额"), reading("华北的高端销售额")

    assert (known.confidence.total, unknown.unexplained) == (1.0, ("高端",))
    assert unknown.confidence.total < known.confidence.total


@pytest.mark.parametrize(
    "question", ["销售额大于100的渠道", "sales > 100", "华北或线上的销售额", "sales in Pariss", "日均销售额"]
)
def test_conditions_that_are_not_understood_are_asked_about(question):
    assert [p.kind for p in reading(question).points][:1] == [PointKind.UNEXPLAINED]


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("销售额同比", "calculation:同比"),
        ("各品类销量占比", "calculation:占比"),
        ("累计销售额", "calculation:累计"),
        ("sales growth", "calculation:growth"),
        ("share of sales by channel", "calculation:share"),
        ("average units", "calculation:average"),
        ("为什么销售额下降", "calculation:为什么"),
        ("多少个地区有销售额", "calculation:多少个"),
    ],
)
def test_a_calculation_that_no_query_expresses_is_said_to_be_none(question, key):
    assert key in [point.key for point in reading(question).points]


def test_the_plain_number_may_be_taken_instead():
    assert answered("销售额同比", calculation__同比="ignore") == "sales"
    assert answered("average units", calculation__average="ignore") == "units"


def test_a_date_that_does_not_exist_is_asked_about():
    assert asked("2025年2月30日的销售额") == [("time:2025年2月30日", ["all"])]
    assert answered("2025年2月30日的销售额", time__2025年2月30日="2025-02-01..2025-03-01") == (
        "sales from 2025-02-01 to 2025-03-01"
    )


def test_years_with_another_between_them_are_not_taken_together():
    assert asked("2023或2025年的销售额") == [("time:2023+2025年", ["2023-01-01..2024-01-01", "2025-01-01..2026-01-01"])]


def test_a_vague_time_is_asked_about():
    offered = ["2026-11-16..2026-11-23", "2026-10-24..2026-11-23", "2026-08-23..2026-11-23", "all"]

    assert asked("最近的销售额") == [("time:最近", offered)]


def test_two_periods_are_not_merged_without_asking():
    assert asked("2025年3月和4月的销售额") == [
        (
            "time:2025年3月+4月",
            [
                "2025-03-01..2025-05-01/month",
                "2025-03-01..2025-05-01",
                "2025-03-01..2025-04-01",
                "2025-04-01..2025-05-01",
            ],
        )
    ]
    assert answered("2025年3月和4月的销售额", **{"time__2025年3月+4月": "2025-03-01..2025-05-01/month"}) == (
        "sales by order.date:month from 2025-03-01 to 2025-05-01"
    )


def test_a_metric_without_a_date_has_no_period():
    assert asked("去年的门店数") == [("time:none", ["ignore"])]
    assert answered("去年的门店数", time__none="ignore") == "stores"


def test_a_period_of_another_date_is_not_applied_silently():
    assert asked("注册日期在2024年的销售额") == [("word:注册日期", ["ignore"])]


def test_by_time_asks_for_the_unit():
    assert asked("按时间统计销售额") == [("grain", ["day", "week", "month", "quarter", "year"])]
    assert answered("按时间统计销售额", grain="week") == "sales by order.date:week"


def test_the_top_of_each_group_is_not_mistaken_for_the_top_of_all():
    assert asked("每个地区销量前3的产品") == [("rank:within", ["overall", "alone"])]
    assert answered("每个地区销量前3的产品", rank__within="alone") == "units by product.name order -units limit 3"


def test_the_highest_of_a_list_may_mean_one_or_all():
    assert asked("各地区最高的销售额") == [("rank:first", ["first", "all"])]
    assert answered("各地区最高的销售额", rank__first="all") == "sales by store.region order -sales"


def test_a_mention_that_could_split_the_number_is_asked_about():
    assert asked("产品销量") == [("use:plain:产品", ["group:product.name", "none:"])]
    assert asked("sales and orders") == [("use:plain:orders", ["metric:order_count", "none:"])]


def test_all_open_points_come_at_once():
    assert [point.key for point in reading("最近花北的利润").points] == ["time:最近", "word:花北", "use:plain:利润"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("use__plain__利润", "metric:salary"),
        ("use__plain__利润", ""),
        ("use__plain__利润", "filter:store.region=华北"),
        ("metric", "metric:salary"),
    ],
)
def test_an_answer_that_was_not_offered_changes_nothing(key, value):
    assert asked("利润", **{key: value}) == asked("利润")


@pytest.mark.parametrize("value", ["value:staff.salary=1", "x", "2025-99-01..", "metric:salary"])
def test_a_hidden_name_cannot_be_chosen(value):
    assert asked("花北的销售额", word__花北=value) == asked("花北的销售额")
    assert asked("最近的销售额", time__最近=value) == asked("最近的销售额")


@pytest.mark.parametrize("question", ["销售额前三和后三的渠道", "top 3 and bottom 3 channels by sales"])
def test_two_rankings_at_once_are_not_answered_by_one_of_them(question):
    assert PointKind.RANKING in [p.kind for p in reading(question).points]
