"""A key is a key to a user only if it tells rows apart as they see them."""

from uuid import UUID

import pytest

from apps.semantic.contracts import (
    AccessPolicy,
    ColumnInfo,
    ColumnKind,
    ColumnRule,
    Dialect,
    Mask,
    MaskKind,
    RowGrant,
    SchemaCatalog,
    TableInfo,
    TablePolicy,
    TableRef,
    Treatment,
)
from apps.semantic.sql.visibility import visible_catalog

ORDERS = TableRef("public", "orders")
TABLE = TableInfo(
    ORDERS,
    (ColumnInfo("id", "text", ColumnKind.TEXT), ColumnInfo("amount", "integer", ColumnKind.INTEGER)),
    primary_key=("id",),
    unique_keys=(("id", "amount"),),
)
ALL = RowGrant("all", ("id", "amount"))
NORTH = RowGrant("north", ("id", "amount"), "id LIKE 'n%'")
AMOUNTS = RowGrant("amounts", ("amount",))


def keys(*grants: RowGrant, mask: MaskKind | None = None) -> tuple[object, ...]:
    rules = (ColumnRule("id", Treatment.MASKED, "ids", Mask(mask, "ids")),) if mask else ()
    policy = AccessPolicy(UUID(int=1), Dialect.POSTGRES, (TablePolicy(ORDERS, grants, (), rules),))
    (table,) = visible_catalog(SchemaCatalog(Dialect.POSTGRES, "public", (TABLE,)), policy).tables
    return table.primary_key, table.unique_keys


@pytest.mark.parametrize("grants", [(ALL,), (NORTH,), (NORTH, NORTH)], ids=["all", "some rows", "twice"])
def test_a_key_that_every_visible_row_shows_is_one(grants: tuple[RowGrant, ...]):
    assert keys(*grants) == (("id",), (("id", "amount"),))


def test_a_key_that_is_null_in_rows_of_another_grant_is_none():
    assert keys(NORTH, AMOUNTS) == ((), ())


def test_a_masked_key_is_none_but_a_hash_keeps_rows_apart():
    assert keys(ALL, mask=MaskKind.FULL) == ((), ())
    assert keys(ALL, mask=MaskKind.HASH) == (("id",), (("id", "amount"),))
