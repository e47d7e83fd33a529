"""Row predicates that ask other tables: what they may ask, what their names mean, and what becomes of a statement."""

from dataclasses import replace

import pytest

from apps.semantic.contracts import (
    AccessPolicy,
    AttributeType,
    ColumnInfo,
    ColumnKind,
    Dialect,
    RowGrant,
    RowRestriction,
    SchemaCatalog,
    TableInfo,
    TablePolicy,
)
from apps.semantic.sql.errors import Refused, Unprovable
from apps.semantic.sql.guard import guard
from apps.semantic.sql.predicates import attributes_named, check_row_predicate
from apps.semantic.sql.rewrite import apply_policy
from apps.semantic.sql.typestate import AuthorizedSql, GeneratedSql
from apps.semantic.sql.visibility import visible_catalog
from tests.semantic.sql import shop

PG = Dialect.POSTGRES
TEXT, WHOLE = AttributeType(ColumnKind.TEXT), AttributeType(ColumnKind.INTEGER)


def meaning(text: str, dialect: Dialect = PG, table: str = "orders") -> str:
    return check_row_predicate(text, shop.ref(dialect, table), shop.catalog(dialect)).text


def refusal(text: str, catalog: SchemaCatalog | None = None) -> set[str]:
    with pytest.raises(Refused) as refused:
        check_row_predicate(text, shop.ref(PG, "orders"), catalog or shop.catalog(PG))
    return {violation.rule for violation in refused.value.violations}


OWN = '"__c2s_scan"'


@pytest.mark.parametrize(
    ("text", "means"),
    [
        (
            "customer_id IN (SELECT id FROM customers WHERE level = :level)",
            (
                f'{OWN}."customer_id" IN (SELECT "__c2s_p1"."id" FROM "public"."customers" AS "__c2s_p1" '
                'WHERE "__c2s_p1"."level" = %(level)s)'
            ),
        ),
        (
            "EXISTS (SELECT * FROM customers c WHERE c.id = orders.customer_id AND c.region = region)",
            (
                'EXISTS(SELECT 1 FROM "public"."customers" AS "__c2s_p1" WHERE "__c2s_p1"."id" = '
                f'{OWN}."customer_id" AND "__c2s_p1"."region" = "__c2s_p1"."region")'
            ),
        ),
        (
            "NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = orders.customer_id AND o.id < orders.id)",
            (
                'NOT EXISTS(SELECT 1 FROM "public"."orders" AS "__c2s_p1" WHERE "__c2s_p1"."customer_id" = '
                f'{OWN}."customer_id" AND "__c2s_p1"."id" < {OWN}."id")'
            ),
        ),
        (
            (
                "id IN (SELECT i.order_id FROM order_items i JOIN products p ON p.id = i.product_id "
                "WHERE EXISTS (SELECT 1 FROM territories t WHERE t.mark = p.category AND t.region = orders.region))"
            ),
            (
                f'{OWN}."id" IN (SELECT "__c2s_p1"."order_id" FROM "public"."order_items" AS "__c2s_p1" JOIN '
                '"public"."products" AS "__c2s_p2" ON "__c2s_p2"."id" = "__c2s_p1"."product_id" WHERE '
                'EXISTS(SELECT 1 FROM "public"."territories" AS "__c2s_p3" WHERE "__c2s_p3"."mark" = '
                f'"__c2s_p2"."category" AND "__c2s_p3"."region" = {OWN}."region"))'
            ),
        ),
        ("PUBLIC.orders.Amount > 5", f'{OWN}."amount" > 5'),
    ],
)
def test_every_name_is_settled(text: str, means: str) -> None:
    assert meaning(text) == means


@pytest.mark.parametrize("dialect", [Dialect.SQLITE, Dialect.MYSQL])
def test_names_are_read_as_the_engine_reads_them(dialect: Dialect) -> None:
    spelled = meaning("EXISTS (SELECT 1 FROM customers c WHERE C.ID = CUSTOMER_ID)".replace("C.ID", "c.ID"), dialect)

    assert spelled == meaning("EXISTS (SELECT 1 FROM customers AS x WHERE x.id = orders.customer_id)", dialect)


@pytest.mark.parametrize(
    "text",
    [
        "amount > (SELECT 5)",
        "amount > (SELECT max(price) FROM products)",
        "amount > ANY (SELECT price FROM products)",
        "EXISTS (SELECT 1)",
        "EXISTS (SELECT count(*) FROM products)",
        "EXISTS (SELECT 1 FROM products GROUP BY category)",
        "EXISTS (SELECT category FROM products GROUP BY category HAVING count(*) > 1)",
        "EXISTS (SELECT 1 FROM products LIMIT 1)",
        "EXISTS (SELECT 1 FROM products ORDER BY id)",
        "EXISTS (SELECT 1 FROM products OFFSET 3)",
        "EXISTS (SELECT row_number() OVER () FROM products)",
        "EXISTS (SELECT 1 FROM (SELECT 1) AS t)",
        "EXISTS (SELECT 1 FROM generate_series(1, 10) AS g)",
        "EXISTS (SELECT 1 FROM products, LATERAL (SELECT 1) AS t)",
        "EXISTS (SELECT 1 FROM products p NATURAL JOIN order_items i)",
        "EXISTS (SELECT 1 FROM products p JOIN order_items i USING (id))",
        "EXISTS (SELECT 1 FROM products AS p(a, b))",
        "EXISTS (SELECT DISTINCT ON (id) id FROM products)",
        "EXISTS (SELECT 1 FROM products UNION SELECT 1 FROM products)",
        "EXISTS (WITH t AS (SELECT 1) SELECT 1 FROM t)",
        "EXISTS (SELECT 1 FROM products FOR UPDATE)",
        "EXISTS (VALUES (1))",
        "EXISTS (SELECT pg_sleep(1) FROM products)",
        "EXISTS (SELECT 1 FROM products WHERE pg_sleep(1) IS NULL)",
        "id IN (SELECT * FROM territories)",
        "id IN (SELECT id FROM products UNION SELECT 1)",
        "id IN (VALUES (1))",
        "EXISTS (SELECT 1 FROM pg_catalog.pg_class)",
        "EXISTS (SELECT 1 FROM nothing)",
        "EXISTS (SELECT 1 FROM products WHERE nothing = 1)",
        "EXISTS (SELECT 1 FROM products p JOIN order_items i ON price > 1)",
        "EXISTS (SELECT 1 FROM products __c2s_p1)",
        "__c2s_scan.amount > 1",
        "EXISTS (SELECT p FROM products p WHERE p IS NOT NULL)",
        "EXISTS (SELECT 1 FROM products p WHERE (p).cost > 1)",
        "EXISTS (SELECT 1 FROM products) OR amount > (TABLE products)",
        "amount = 1) OR EXISTS (SELECT 1 FROM products",
    ],
)
def test_more_is_refused(text: str) -> None:
    assert refusal(text)


def test_what_is_not_in_the_catalog_does_not_exist() -> None:
    seen = shop.catalog(PG)
    seen = replace(seen, tables=tuple(table for table in seen.tables if table.ref.name != "employees"))

    hidden = refusal("EXISTS (SELECT 1 FROM employees)", seen)

    assert hidden == refusal("EXISTS (SELECT 1 FROM nothing)") == {"tables"}


@pytest.mark.parametrize(
    ("text", "types", "fits"),
    [
        ("region = :a", [TEXT], True),
        ("region = :a", [WHOLE], False),
        ("region = :a", [TEXT, WHOLE], False),
        ("amount >= :a", [WHOLE], True),
        ("amount >= :a", [TEXT], False),
        ("amount + :a > 5", [WHOLE], True),
        ("amount + :a > 5", [TEXT], False),
        ("region IN (:a)", [AttributeType(ColumnKind.TEXT, is_list=True)], True),
        ("region = :a", [AttributeType(ColumnKind.TEXT, is_list=True)], False),
        ("amount IN (:a)", [AttributeType(ColumnKind.INTEGER, is_list=True)], True),
        ("amount IN (:a)", [AttributeType(ColumnKind.TEXT, is_list=True)], False),
        (":a IN (SELECT region FROM territories)", [TEXT], True),
        (":a IN (SELECT region FROM territories)", [WHOLE], False),
        ("EXISTS (SELECT 1 FROM territories t WHERE t.team = :a)", [TEXT], True),
        ("EXISTS (SELECT 1 FROM territories t WHERE t.team = :a)", [WHOLE], False),
        ("created_at >= :a", [AttributeType(ColumnKind.DATE)], True),
        ("created_at >= :a", [TEXT], False),
        (":a BETWEEN 9 AND 17", [WHOLE], True),
        (":a BETWEEN 9 AND 17", [TEXT], False),
        ("amount > 5 AND :a", [AttributeType(ColumnKind.BOOLEAN)], True),
        ("amount > 5 AND :a", [WHOLE], False),
        ("lower(region) = lower(:a)", [TEXT], True),
        ("lower(region) = lower(:a)", [WHOLE], False),
        ("extract(year FROM created_at) = :a", [TEXT], False),
        ("CAST(:a AS integer) = amount", [TEXT], False),
        ("region LIKE :a || '%'", [TEXT], True),
    ],
)
def test_an_attribute_must_fit_its_place_when_it_is_saved(text: str, types: list[AttributeType], fits: bool) -> None:
    def saves() -> bool:
        try:
            check_row_predicate(text, shop.ref(PG, "orders"), shop.catalog(PG), {"a": types})
        except Refused:
            return False
        return True

    assert saves() is fits


def test_the_attributes_that_a_predicate_names() -> None:
    text = "region = :region AND note <> ':hour' AND EXISTS (SELECT 1 FROM territories t WHERE t.id > :hour)"

    assert attributes_named(text, PG) == {"region", "hour"}
    assert attributes_named("this is :not SQL (", PG) == frozenset()


def policy_of(*predicates: str | None, meaning: str = "", restriction: str = "") -> AccessPolicy:
    columns = tuple(column[0] for column in shop.COLUMNS["orders"])
    grants = tuple(RowGrant(f"g{n}", columns, text, meaning) for n, text in enumerate(predicates))
    restrictions = (RowRestriction("r", restriction),) if restriction else ()
    return AccessPolicy(
        shop.everything(PG).data_source_id, PG, (TablePolicy(shop.ref(PG, "orders"), grants, restrictions),)
    )


def authorized(sql: str, policy: AccessPolicy, catalog: SchemaCatalog | None = None) -> AuthorizedSql:
    schema = catalog or shop.catalog(PG)
    checked = guard(GeneratedSql(sql, PG), visible_catalog(schema, policy), max_rows=5)
    return apply_policy(checked, policy, schema)


ASKS = "customer_id IN (SELECT id FROM customers WHERE level = 'gold')"


def test_the_proof_names_the_tables_that_the_policy_asks() -> None:
    sql = authorized("SELECT id FROM orders", policy_of(ASKS, restriction="EXISTS (SELECT 1 FROM territories)"))

    assert sql.tables == (shop.ref(PG, "orders"),)
    assert sql.proof.policy_tables == (shop.ref(PG, "customers"), shop.ref(PG, "territories"))
    assert sql.proof.as_dict()["policy_tables"] == ["public.customers", "public.territories"]


def test_the_user_is_not_told_of_them() -> None:
    sql = authorized("SELECT id FROM orders", policy_of(ASKS))

    assert "customers" not in str(sql.proof.told())
    assert [(rule.table.name, rule.name) for rule in sql.applied] == [("orders", "g0")]


def test_they_are_read_as_they_are_whatever_governs_them() -> None:
    sql = authorized("SELECT id FROM orders", policy_of(ASKS))

    assert sql.render().count('__c2s_scan" WHERE') == 1
    assert 'FROM "public"."customers" AS "__c2s_p1" WHERE' in sql.render()


def test_what_the_policy_asks_the_user_may_not_name() -> None:
    with pytest.raises(Refused):
        authorized("SELECT id FROM customers", policy_of(ASKS))


@pytest.mark.parametrize(
    ("predicate", "is_fenced"),
    [
        (ASKS, False),
        ("amount > 5", False),
        ("100 / amount > 5", True),
        ("EXISTS (SELECT 1 FROM products p WHERE 1 / (p.cost - orders.amount) > 0)", True),
        ("id IN (SELECT 1 / cost FROM products)", True),
    ],
)
def test_a_predicate_that_can_fail_is_fenced(predicate: str, is_fenced: bool) -> None:
    text = authorized("SELECT id FROM orders WHERE id = 7", policy_of(predicate)).render()

    assert ("OFFSET 0" in text) is is_fenced


def unresolved(catalog: SchemaCatalog, policy: AccessPolicy) -> str:
    with pytest.raises(Unprovable) as denied:
        authorized("SELECT id FROM orders", policy, catalog)
    return denied.value.reason


def without(catalog: SchemaCatalog, table: str) -> SchemaCatalog:
    return replace(catalog, tables=tuple(t for t in catalog.tables if t.ref.name != table))


def test_a_table_that_is_gone_denies() -> None:
    assert unresolved(without(shop.catalog(PG), "customers"), policy_of(ASKS)) == "policy"


def test_another_grant_does_not_step_in_for_one_that_is_not_understood() -> None:
    assert unresolved(without(shop.catalog(PG), "customers"), policy_of("id > 1", ASKS)) == "policy"


def test_another_meaning_than_was_saved_denies() -> None:
    text = "EXISTS (SELECT 1 FROM territories t WHERE t.team = status)"
    saved = check_row_predicate(text, shop.ref(PG, "orders"), shop.catalog(PG)).text
    policy = policy_of(text, meaning=saved)
    old = shop.catalog(PG).table(shop.ref(PG, "territories"))
    assert old is not None
    # The table that is asked gets a column of that name: from now on the text means that one.
    new = TableInfo(old.ref, (*old.columns, ColumnInfo("status", "text", ColumnKind.TEXT)))
    changed = without(shop.catalog(PG), "territories")

    assert authorized("SELECT id FROM orders", policy).proof.policy_tables
    assert unresolved(replace(changed, tables=(*changed.tables, new)), policy) == "policy"
