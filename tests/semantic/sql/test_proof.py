"""The proof finds what a broken rewrite would have left out: each promise, broken once on purpose."""

from collections.abc import Callable

import pytest
from sqlglot import exp

from apps.semantic.contracts import Dialect
from apps.semantic.sql.errors import Unprovable
from apps.semantic.sql.governed import governed
from apps.semantic.sql.guard import guard
from apps.semantic.sql.proof import prove
from apps.semantic.sql.rewrite import apply_policy
from apps.semantic.sql.scans import Scan
from apps.semantic.sql.typestate import CheckedSql, GeneratedSql
from apps.semantic.sql.visibility import visible_catalog
from tests.semantic.sql import shop

PG = Dialect.POSTGRES
SQL = "SELECT phone FROM customers WHERE 1 / id > 0"


def prepared(sql: str = SQL) -> tuple[str, CheckedSql, dict[Scan, exp.Select]]:
    schema, policy = shop.catalog(PG), shop.restricted(PG)
    checked = guard(GeneratedSql(sql, PG), visible_catalog(schema, policy), max_rows=10)
    views = {scan: governed(scan, policy, schema, fence=checked.fence) for scan in checked.scans}
    return apply_policy(checked, policy, schema).render(), checked, views


def replaced(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return change


BROKEN = {
    "no row predicate": (replaced(""" WHERE ("__c2s_scan"."region" = 'north')""", ""), "view"),
    "another predicate": (replaced("'north'", "'south'"), "view"),
    "no fence": (replaced(" OFFSET 0", ""), "view"),
    "a hidden column": (replaced('"__c2s_scan"."id",', '"__c2s_scan"."id", "__c2s_scan"."id_card",'), "view"),
    "a column that is not needed": (replaced('"__c2s_scan"."id",', '"__c2s_scan"."id", "__c2s_scan"."name",'), "view"),
    "a needed column left out": (replaced('"__c2s_scan"."id", ', ""), "view"),
    "no mask": (replaced("ELSE '***'", 'ELSE "__c2s_scan"."phone"'), "view"),
    "no limit": (replaced(" LIMIT 10", ""), "limit"),
    "a larger limit": (replaced(" LIMIT 10", " LIMIT 11"), "limit"),
    "another table": (replaced('"public"."customers"', '"public"."employees"'), "view"),
    "a scan beside": (replaced(" WHERE 1 /", ', "public"."employees" AS "e" WHERE 1 /'), "scan outside its view"),
    "a disguised scan": (
        replaced(" WHERE 1 /", ', "public"."employees" AS "__c2s_scan" WHERE 1 /'),
        "scan outside its view",
    ),
    "another condition": (replaced("> 0", ">= 0"), "statement"),
    "another column": (replaced('SELECT "phone"', 'SELECT "email"'), "statement"),
    "a second statement": (lambda text: text + "; SELECT 1", "one statement"),
    "a write": (lambda text: 'DELETE FROM "public"."customers"', "one statement"),
    "an unquoted name": (replaced('"phone" FROM', "phone FROM"), "quoting"),
    "a comment": (lambda text: text + " /* x */", "canonical"),
}


@pytest.mark.parametrize(("change", "reason"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_promise_is_found(change: Callable[[str], str], reason: str) -> None:
    text, checked, views = prepared()

    with pytest.raises(Unprovable) as found:
        prove(change(text), checked, views, shop.restricted(PG))

    assert found.value.reason == reason


def test_two_scans_of_one_table_cannot_change_places() -> None:
    text, checked, views = prepared("SELECT a.level FROM customers AS a JOIN customers AS b ON b.id > 1")
    level, id_ = ('SELECT "__c2s_scan"."level" FROM', 'SELECT "__c2s_scan"."id" FROM')
    swapped = text.replace(level, "…").replace(id_, level).replace("…", id_)

    with pytest.raises(Unprovable) as found:
        prove(swapped, checked, views, shop.restricted(PG))

    assert swapped != text
    assert found.value.reason == "view"


def test_a_whole_text_is_proved() -> None:
    text, checked, views = prepared()

    proof = prove(text, checked, views, shop.restricted(PG))

    assert proof.as_dict()["tables"] == ["public.customers"]
    assert proof.policy_fingerprint == "restricted"
