"""Fifty questions at the same moment: each is answered, by the rights of who asked, and the audit stays sound."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice, product

import psycopg

from tests.live.by_hand import QUESTIONS, by_hand, plain
from tests.live.person import Person

MANY = 50
ASKED = list(islice(cycle(product(QUESTIONS, ("zh", "en"), ("lin", "wang", "zhao"))), MANY))


def test_fifty_questions_at_once(
    people: dict[str, Person], shop: psycopg.Connection, verify_audit: Callable[[], tuple[int, str]]
):
    with ThreadPoolExecutor(MANY) as pool:
        at_once = list(pool.map(lambda one: first_reply(people[one[2]], one[0][one[1]]), ASKED))
    ends = [people[name].followed(reply) for (_, _, name), reply in zip(ASKED, at_once, strict=True)]

    assert {reply.status for reply in at_once} <= {200, 202}
    assert Counter(reply.body["status"] for reply in ends) == {"succeeded": MANY}
    for (question, _, name), reply in zip(ASKED, ends, strict=True):
        assert plain(reply.body["rows"]) == by_hand(shop, question["zh"], name, reply.body["period"])
    code, words = verify_audit()
    assert code == 0, words


def first_reply(person: Person, question: str):
    return person.post("api/ai/query", {"question": question})
