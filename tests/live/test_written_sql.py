"""
SQL typed into `/api/ai/execute` by people who may see masks only, on the running product.

Whatever they type, they get what the same text gives on tables that hold the masks instead of the values, their own
rows and no costs; and no value that is masked for them is anywhere in what the product says, stores or logs.
"""

import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from config.laptop import envfile
from tests.live.corpus import Statement, statements
from tests.live.masked_world import masked_world, outcome
from tests.live.person import Person, Reply
from tests.running_product import Product

ATTACKS, ANALYSIS = statements("attacks.sql"), statements("analysis.sql")
EVERYTHING = ATTACKS + ANALYSIS
MASKED = ("wang", "zhao")
AT_ONCE = 6

# Every place in a text where such a value could begin, also inside a longer run of digits.
LOOKS_SECRET = re.compile(r"(?=(1\d{10}))|(?=(\d{17}[\dX]))|([a-z]+\.[a-z]+\d+@example\.(?:com|org))")

Replies = Mapping[tuple[str, str], Reply]  # by name and title


@pytest.fixture(scope="module")
def replies(people: dict[str, Person]) -> Replies:
    """All statements, typed by each masked person."""
    typed = [(name, statement) for statement in EVERYTHING for name in MASKED]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        came = pool.map(lambda one: people[one[0]].execute(one[1].sql), typed)
        return {(name, statement.title): reply for (name, statement), reply in zip(typed, came, strict=True)}


@pytest.fixture(scope="module")
def worlds(product: Product) -> Iterator[Mapping[str, psycopg.Connection]]:
    address = envfile.read(product.home)["DEMO_SHOP_OWNER_URL"]
    with (
        masked_world(address, "as_wang_may_know", region=None) as everywhere,
        masked_world(address, "as_zhao_may_know", region="华北") as north,
    ):
        yield {"wang": everywhere, "zhao": north}


@pytest.fixture(scope="module")
def secrets(shop: psycopg.Connection) -> frozenset[str]:
    rows = shop.execute("SELECT unnest(ARRAY[phone, email, id_card]) FROM customers").fetchall()
    return frozenset(value for (value,) in rows if value is not None)


def told(text: str, secrets: frozenset[str]) -> set[str]:
    """The masked values that a text holds in the clear."""
    return {value for match in LOOKS_SECRET.finditer(text) for value in match.groups() if value in secrets}


@pytest.mark.parametrize("name", MASKED)
@pytest.mark.parametrize("statement", [s for s in EVERYTHING if s.answered], ids=str)
def test_it_gives_what_it_gives_where_only_masks_are(
    replies: Replies, worlds: Mapping[str, psycopg.Connection], statement: Statement, name: str
):
    body = replies[name, statement.title].body
    expected = outcome(worlds[name], statement.sql)

    if expected is None:
        assert body["error"]["code"] == "source.query_failed", body
    else:
        assert body["status"] == "succeeded", body["error"]
        assert comparable(body["rows"]) == comparable(expected)


@pytest.mark.parametrize("name", MASKED)
@pytest.mark.parametrize("statement", [s for s in EVERYTHING if not s.answered], ids=str)
def test_it_is_refused_before_the_database_sees_it(
    replies: Replies, own_rows: psycopg.Connection, statement: Statement, name: str
):
    body = replies[name, statement.title].body

    assert (body["status"], body["rows"]) == ("refused", [])
    sent = own_rows.execute("SELECT sql_sent_at FROM queries_queryrun WHERE id = %s", [body["run_id"]]).fetchone()
    assert sent == (None,)


@pytest.mark.parametrize("name", MASKED)
def test_no_reply_tells_a_value(replies: Replies, secrets: frozenset[str], name: str):
    telling = {title: told(reply.text, secrets) for (who, title), reply in replies.items() if who == name}

    assert {title: values for title, values in telling.items() if values} == {}


def test_nothing_stored_tells_a_value(replies: Replies, own_rows: psycopg.Connection, secrets: frozenset[str]):
    stored = own_rows.execute(
        """
        SELECT 'run', r::text FROM queries_queryrun r JOIN tenants_user u ON u.id = r.user_id WHERE username <> 'lin'
        UNION ALL
        SELECT 'stage', e::text FROM queries_stageevent e JOIN queries_queryrun r ON r.id = e.run_id
        JOIN tenants_user u ON u.id = r.user_id WHERE username <> 'lin'
        UNION ALL SELECT 'audit', e::text FROM audit_auditevent e
        UNION ALL SELECT 'words', t::text FROM audit_audittext t
        """
    ).fetchall()

    assert {table for table, _ in stored} == {"run", "stage", "audit", "words"}
    assert [(table, values) for table, text in stored if (values := told(text, secrets))] == []


def test_no_log_tells_a_value(replies: Replies, product: Product, secrets: frozenset[str]):
    logs = {path.name: path.read_text(errors="replace") for path in (product.home / "logs").iterdir()}

    assert {"web.log", "worker.log", "postgres.log"} <= set(logs)
    assert {name: values for name, text in logs.items() if (values := told(text, secrets))} == {}


def test_a_value_in_the_clear_would_have_been_seen(lin: Person, secrets: frozenset[str]):
    reply = lin.execute("SELECT phone, email, id_card FROM customers WHERE id_card IS NOT NULL ORDER BY id LIMIT 10")

    shown = {cell for row in reply.body["rows"] for cell in row if cell is not None}
    assert told(reply.text, secrets) == shown
    assert len(shown) > 20


def test_enough_is_tried():
    assert len(ATTACKS) >= 130
    assert len(ANALYSIS) >= 20


def comparable(rows: list[list[object]]) -> list[list[object]]:
    """Rows with floating point numbers to nine places: engines add in any order."""
    return [[f"{cell:.9g}" if isinstance(cell, float) else cell for cell in row] for row in rows]
