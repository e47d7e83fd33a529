"""Questions that are fully understood: one reading, nothing to ask back. Asked on Sunday 22 November 2026."""

from dataclasses import replace

import pytest

from apps.queries.understanding.meanings import label_dimensions
from apps.queries.understanding.values import Default, Intent, Subject
from tests.queries.understanding.coffee import COFFEE, answered, reading

CHINESE = """
销售额 => sales
营业额是多少? => sales
请帮我看一下总销售额,谢谢 => sales
最近三个月华北的销售额 => sales where store.region in 华北 from 2026-08-23 to 2026-11-23
上个月各地区的销售额 => sales by store.region from 2026-10-01 to 2026-11-01
按大区和渠道看销售额 => sales by store.region, order.channel
每月销售额趋势 => sales by order.date:month
今年每月的订单数和销售额 => order_count, sales by order.date:month from 2026-01-01 to 2027-01-01
本月每天的订单数 => order_count by order.date:day from 2026-11-01 to 2026-12-01
销售额按季度统计 => sales by order.date:quarter
最近30天的销售额走势 => sales by order.date:day from 2026-10-24 to 2026-11-23
2024年销售额趋势 => sales by order.date:month from 2024-01-01 to 2025-01-01
销量前十的产品 => units by product.name order -units limit 10
销量排名前五的品类 => units by product.category order -units limit 5
销售额最高的5个渠道 => sales by order.channel order -sales limit 5
销量最低的三个品类 => units by product.category order units limit 3
TOP 5的产品销量 => units by product.name order -units limit 5
哪个地区销售额最高 => sales by store.region order -sales limit 1
哪三个地区销售额最低 => sales by store.region order sales limit 3
哪个月销售额最高 => sales by order.date:month order -sales limit 1
各渠道销售额排名 => sales by order.channel order -sales
各渠道销售额从低到高 => sales by order.channel order sales
华北和华东的销售额是多少 => sales where store.region in 华东|华北
华北、华东地区的销售额 => sales where store.region in 华东|华北
华北或华东的销售额 => sales where store.region in 华东|华北
除了华北以外各渠道的营业额 => sales by order.channel where store.region not_in 华北
不含线上的订单数 => order_count where order.channel not_in 线上
不包括华北、华东的销售额 => sales where store.region not_in 华东|华北
客户城市为北京的销售额 => sales where customer.city in 北京
门店城市北京的销售额 => sales where store.city in 北京
广州客户的销售额 => sales where customer.city in 广州
今年以来线上咖啡的销量 => units where order.channel in 线上 where product.category in 咖啡 from 2026-01-01 to 2026-11-23
会员等级为金卡的订单量 => order_count where customer.level in 金卡
有多少订单 => order_count
去年有多少客户 => customers from 2025-01-01 to 2026-01-01
有多少金卡客户 => customers where customer.level in 金卡
多少个门店? => stores
平均销售额 => mean_order
客单价 => mean_order
礼品单的销售额 => sales where order.gift in True
对比华北和华东的销售额 => sales by store.region where store.region in 华东|华北
对比2024年和2025年的销售额 => sales by order.date:year from 2024-01-01 to 2026-01-01
各城市的客户数 => customers by customer.city
每家门店有多少笔订单 => order_count by store.name
有多少座门店? => stores
每座门店有多少场订单 => order_count by store.name
哪家门店订单最多 => order_count by store.name order -order_count limit 1
哪个地区门店最多? => stores by store.region order -stores limit 1
门店最少的地区 => stores by store.region order stores limit 1
订单最多的3家门店 => order_count by store.name order -order_count limit 3
订单最多的是哪一年? => order_count by order.date:year order -order_count limit 1
2024或2025年有多少订单? => order_count from 2024-01-01 to 2026-01-01
华北或华东2025年3月或4月的销售额 => sales where store.region in 华东|华北 from 2025-03-01 to 2025-05-01
ＳＡＬＥＳ 按大区 => sales by store.region
销售额 华北 2025年 => sales where store.region in 华北 from 2025-01-01 to 2026-01-01
"""
ENGLISH = """
sales => sales
Show me the total revenue, please. => sales
What were sales in North China in the last 3 months? => sales where store.region in 华北 from 2026-08-23 to 2026-11-23
total sales last month by region => sales by store.region from 2026-10-01 to 2026-11-01
What is the revenue by channel and region? => sales by order.channel, store.region
sales per customer level => sales by customer.level
monthly sales this year => sales by order.date:month from 2026-01-01 to 2027-01-01
sales by month for East China => sales by order.date:month where store.region in 华东
sales trend over the last 30 days => sales by order.date:day from 2026-10-24 to 2026-11-23
daily order count this month => order_count by order.date:day from 2026-11-01 to 2026-12-01
top 5 products by units sold => units by product.name order -units limit 5
top ten products by units => units by product.name order -units limit 10
bottom 3 categories by units => units by product.category order units limit 3
the 3 regions with the lowest sales => sales by store.region order sales limit 3
which region had the top sales last year? => sales by store.region from 2025-01-01 to 2026-01-01 order -sales limit 1
Which store has the most orders? => order_count by store.name order -order_count limit 1
sales by channel, ranked => sales by order.channel order -sales
sales excluding online => sales where order.channel not_in 线上
sales in all regions except North and East China => sales by store.region where store.region not_in 华东|华北
sales for gold customers => sales where customer.level in 金卡
sales of desserts => sales where product.category in 甜点
sales of coffee since March => sales where product.category in 咖啡 from 2026-03-01 to 2026-11-23
How many orders did we have in 2025? => order_count from 2025-01-01 to 2026-01-01
number of customers => customers
how many gold customers => customers where customer.level in 金卡
how many orders per store => order_count by store.name
what is the number of stores? => stores
average order value by channel => mean_order by order.channel
average sales => mean_order
gift orders revenue => sales where order.gift in True
units sold per product in March 2025 => units by product.name from 2025-03-01 to 2025-04-01
sales in 2024 or 2025 => sales from 2024-01-01 to 2026-01-01
compare sales of North China and East China => sales by store.region where store.region in 华东|华北
Compare Q1 and Q2 revenue => sales by order.date:quarter from 2026-01-01 to 2026-07-01
customer count by city => customers by customer.city
"""


@pytest.mark.parametrize("line", [*CHINESE.strip().splitlines(), *ENGLISH.strip().splitlines()])
def test_a_question_means_this_query(line):
    question, expected = line.split(" => ")

    assert answered(question) == expected


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("销售额", Intent.AGGREGATE),
        ("每月销售额", Intent.TREND),
        ("top 5 products by units", Intent.RANKING),
        ("compare sales of North China and East China", Intent.COMPARISON),
        ("各渠道销售额分布", Intent.DISTRIBUTION),
        ("各渠道销售额占比", Intent.SHARE),
        ("订单明细", Intent.DETAIL),
        ("天气怎么样", Intent.UNKNOWN),
    ],
)
def test_the_intent_of_a_question(question, intent):
    assert reading(question).intent is intent


def test_a_column_called_name_tells_things_apart_however_it_is_written():
    spelled = tuple(replace(d, column=d.column.title()) for d in COFFEE.dimensions)

    assert label_dimensions("store", replace(COFFEE, dimensions=spelled)) == ("store.name",)


def test_what_was_filled_in_is_said():
    assert reading("最近三个月的销售额").defaults == (Default.ROLLING_TO_TODAY,)
    assert reading("3月的销售额").defaults == (Default.MOST_RECENT,)
    assert reading("哪个地区销售额最高").defaults == (Default.ALL_TIME, Default.FIRST_ONLY)
    assert reading("2024年的销售额").defaults == ()


def test_every_word_is_accounted_for_as_it_was_typed():
    found = reading("上个月 North China 的销售额?")

    assert [(t.text, str(t.kind), t.meaning) for t in found.tokens] == [
        ("上个月", "time", "2026-10-01..2026-11-01"),
        ("North China", "value", "filter:store.region=华北"),
        ("的", "function", ""),
        ("销售额", "metric", "metric:sales"),
    ]
    assert found.time_words == ("上个月",)


def test_how_a_metric_is_defined():
    for question in ("销售额怎么算的?", "销售额的口径是什么", "how is sales calculated?", "definition of revenue"):
        found = reading(question)

        assert (found.intent, found.metadata.subject, found.metadata.names) == (
            Intent.METADATA,
            Subject.DEFINITION,
            ("sales",),
        )
        assert (found.candidates, found.points) == ((), ())


def test_which_metrics_and_dimensions_there_are():
    metrics, dimensions = reading("有哪些指标?").metadata, reading("Which dimensions are available?").metadata

    assert (metrics.subject, metrics.names) == (Subject.METRICS, tuple(m.name for m in COFFEE.metrics))
    assert (dimensions.subject, dimensions.names) == (Subject.DIMENSIONS, tuple(d.name for d in COFFEE.dimensions))


def test_the_language_is_told_from_the_question_unless_it_is_given():
    assert [reading(text).language for text in ("销售额", "sales", "Top 5 产品")] == ["zh", "en", "zh"]
