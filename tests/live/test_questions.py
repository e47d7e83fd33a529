"""The demo's questions, asked over REST by people with different rights, against SQL written by hand."""

import psycopg
import pytest

from tests.live.by_hand import QUESTIONS, TODAY, by_hand, plain
from tests.live.person import Person


@pytest.mark.parametrize("name", ["lin", "wang", "zhao"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["en"])
def test_each_person_gets_the_numbers_of_their_own_rows(
    people: dict[str, Person], shop: psycopg.Connection, question: dict[str, str], language: str, name: str
):
    answer = people[name].ask(question[language]).body

    assert answer["status"] == "succeeded", answer
    assert plain(answer["rows"]) == by_hand(shop, question["zh"], name, answer["period"])


def test_the_last_three_months_end_with_today(lin: Person, shop: psycopg.Connection):
    period = lin.ask(QUESTIONS[0]["zh"]).body["period"]

    expected = shop.execute(f"SELECT ({TODAY} - interval '3 months' + interval '1 day')::date, {TODAY} + 1").fetchone()
    assert [period["start"], period["end"]] == [str(day) for day in expected]


def test_one_question_has_three_right_answers(lin: Person, wang: Person, zhao: Person):
    everything, masked, north = (person.ask("去年各大区的销售额").body for person in (lin, wang, zhao))

    assert len(everything["rows"]) == 7
    assert masked["rows"] == everything["rows"]
    assert north["rows"] == [row for row in everything["rows"] if row[0] == "华北"]


def test_the_answer_says_what_governed_it(lin: Person, wang: Person, zhao: Person):
    governed = {
        person.name: {policy["kind"] for policy in person.ask("去年各大区的销售额").body["policies"]}
        for person in (lin, wang, zhao)
    }

    assert "row_filter" in governed["zhao"]
    assert "row_filter" not in governed["wang"] | governed["lin"]


@pytest.mark.parametrize("name", ["wang", "zhao"])
@pytest.mark.parametrize("question", ["去年各手机号的销售额", "上个月各邮箱的订单数", "Sales by phone last month"])
def test_a_question_brings_masked_values_only(people: dict[str, Person], name: str, question: str):
    answer = people[name].ask(question).body

    assert answer["status"] == "succeeded", answer
    assert answer["rows"]
    assert {row[0] for row in answer["rows"] if row[0] is not None and "***" not in row[0]} == set()
