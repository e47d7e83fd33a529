"""
The public corpus of attacks: each is refused, or gives the same answer in two worlds that differ wherever the policy
hides, and none changes anything.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

import pytest

from apps.semantic.contracts import Dialect
from apps.semantic.sql.errors import Refused, Unprovable
from apps.semantic.sql.guard import guard
from apps.semantic.sql.rewrite import apply_policy
from apps.semantic.sql.typestate import GeneratedSql
from apps.semantic.sql.visibility import visible_catalog
from tests.semantic.sql import shop, worlds
from tests.semantic.sql.attacks import CLASSES, Attack, attacks, marked

Pairs = Mapping[Dialect, tuple[worlds.Run, worlds.Run]]

READING = ("permission bypass", "error oracle", "parser differential", "evasion")
EXPENSIVE = ("denial of service",)  # what is accepted of these ends by cost or limits, which only a whole run has
NEVER = tuple(sorted(CLASSES.difference(READING, EXPENSIVE)))
POLICIES = ("restricted", "asking")  # row filters that are constants, and subqueries

MORE_OBJECTS = {
    Dialect.SQLITE: "SELECT count(*) FROM sqlite_master",
    Dialect.POSTGRES: "SELECT (SELECT count(*) FROM pg_class), (SELECT count(*) FROM pg_largeobject_metadata)",
    Dialect.MYSQL: "SELECT count(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()",
}


def final_text(attack: Attack, policy_name: str) -> str | None:
    """What would run; None: it is refused."""
    schema, policy = shop.catalog(attack.dialect), shop.POLICIES[policy_name](attack.dialect)
    try:
        checked = guard(GeneratedSql(attack.sql, attack.dialect), visible_catalog(schema, policy), max_rows=1000)
        return apply_policy(checked, policy, schema).render()
    except (Refused, Unprovable):
        return None


def state(pairs: Pairs) -> dict[tuple[Dialect, int], list[worlds.Outcome]]:
    """All rows of all tables, and how many objects there are."""
    return {
        (dialect, number): [
            *(run(f"SELECT * FROM {shop.quoted(table, dialect)} ORDER BY 1") for table in shop.COLUMNS),
            run(MORE_OBJECTS[dialect]),
        ]
        for dialect, pair in pairs.items()
        for number, run in enumerate(pair)
    }


@pytest.fixture(scope="module")
def untouched(both_worlds: Pairs) -> Iterator[Pairs]:
    """The worlds, which must be after all attacks what they were before."""
    before = state(both_worlds)
    yield both_worlds
    assert state(both_worlds) == before


@pytest.mark.parametrize("policy_name", POLICIES)
@pytest.mark.parametrize("attack", marked(*READING))
def test_it_is_refused_or_tells_nothing(untouched: Pairs, attack: Attack, policy_name: str) -> None:
    text = final_text(attack, policy_name)
    if text is None:
        return
    in_a, in_b = untouched[attack.dialect]

    assert in_any_order(attack, in_a(text)) == in_any_order(attack, in_b(text)), text


@pytest.mark.parametrize("policy_name", [*POLICIES, "everything"])
@pytest.mark.parametrize("dialect", Dialect)
@pytest.mark.parametrize("kind", NEVER)
def test_what_does_more_than_read_tables_is_refused_whoever_asks(kind: str, dialect: Dialect, policy_name: str) -> None:
    accepted = [str(attack) for attack in attacks(dialect, kind) if final_text(attack, policy_name) is not None]

    assert accepted == []


def in_any_order(attack: Attack, outcome: worlds.Outcome) -> worlds.Outcome:
    """Who wants an order says so; otherwise it follows from the planner's guess of all rows."""
    kind, answer = outcome
    if isinstance(answer, str) or "order by" in attack.sql.lower():
        return outcome
    return kind, (answer[0], sorted(answer[1], key=repr))


def test_enough_is_tried() -> None:
    everything = [attack for dialect in Dialect for attack in attacks(dialect)]

    assert len(everything) >= 1000
    assert min(Counter(attack.dialect for attack in everything).values()) >= 300
    assert {attack.kind for attack in everything} == CLASSES
    assert [str(a) for a, n in Counter(map(str, everything)).items() if n > 1] == []
    assert [a for a, n in Counter((a.dialect, a.sql) for a in everything).items() if n > 1] == []


def test_many_of_them_are_answered() -> None:
    # Refusing all would pass everything here but this.
    found = [a for dialect in Dialect for a in attacks(dialect, *READING) if final_text(a, "restricted") is not None]

    assert len(found) >= 300
