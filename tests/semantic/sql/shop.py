"""
A small shop in three engines: its schema, two policies, and worlds of rows.

World A and world B are equal wherever the restricted policy lets a user see, and different wherever it hides.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from apps.semantic.contracts import (
    AccessPolicy,
    ColumnInfo,
    ColumnKind,
    ColumnRule,
    Dialect,
    Mask,
    MaskKind,
    RowGrant,
    RowRestriction,
    SchemaCatalog,
    TableInfo,
    TablePolicy,
    TableRef,
    Treatment,
)

K = ColumnKind
COLUMNS: dict[str, tuple[tuple[str, str, ColumnKind], ...]] = {
    "customers": (
        ("id", "integer", K.INTEGER),
        ("name", "text", K.TEXT),
        ("phone", "text", K.TEXT),
        ("email", "text", K.TEXT),
        ("id_card", "text", K.TEXT),
        ("region", "text", K.TEXT),
        ("level", "text", K.TEXT),
        ("created_at", "timestamp", K.TIMESTAMP),
    ),
    "orders": (
        ("id", "integer", K.INTEGER),
        ("customer_id", "integer", K.INTEGER),
        ("amount", "integer", K.INTEGER),
        ("status", "text", K.TEXT),
        ("region", "text", K.TEXT),
        ("created_at", "timestamp", K.TIMESTAMP),
        ("note", "text", K.TEXT),
    ),
    "products": (
        ("id", "integer", K.INTEGER),
        ("name", "text", K.TEXT),
        ("category", "text", K.TEXT),
        ("price", "integer", K.INTEGER),
        ("cost", "integer", K.INTEGER),
    ),
    "order_items": (
        ("id", "integer", K.INTEGER),
        ("order_id", "integer", K.INTEGER),
        ("product_id", "integer", K.INTEGER),
        ("quantity", "integer", K.INTEGER),
        ("price", "integer", K.INTEGER),
    ),
    "payments": (
        ("id", "integer", K.INTEGER),
        ("amount", "integer", K.INTEGER),
        ("note", "text", K.TEXT),
        ("region", "text", K.TEXT),
        ("created_at", "timestamp", K.TIMESTAMP),
    ),
    "employees": (("id", "integer", K.INTEGER), ("name", "text", K.TEXT), ("salary", "integer", K.INTEGER)),
    "门店": (("编号", "integer", K.INTEGER), ("城市", "text", K.TEXT), ("营业额", "integer", K.INTEGER)),
    "Odd Name": (("Id", "integer", K.INTEGER), ("select", "text", K.TEXT), ('q"t', "text", K.TEXT)),
    "events": (
        ("id", "integer", K.INTEGER),
        ("customer_id", "integer", K.INTEGER),
        ("kind", "text", K.TEXT),
        ("at", "timestamptz", K.TIMESTAMPTZ),
        ("day", "date", K.DATE),
        ("amount", "numeric(10, 2)", K.DECIMAL),
        ("score", "double precision", K.FLOAT),
        ("ok", "boolean", K.BOOLEAN),
        ("payload", "jsonb", K.JSON),
        ("tags", "text[]", K.OTHER),
        ("ref", "uuid", K.TEXT),
        ("code", "text", K.TEXT),
    ),
    "categories": (("id", "integer", K.INTEGER), ("parent_id", "integer", K.INTEGER), ("name", "text", K.TEXT)),
    # What predicates ask; no user sees it.
    "territories": (
        ("id", "integer", K.INTEGER),
        ("team", "text", K.TEXT),
        ("region", "text", K.TEXT),
        ("mark", "text", K.TEXT),
    ),
}
# Types that SQLite would read otherwise than as the text that it keeps.
TEXT_IN_SQLITE = frozenset({"timestamptz", "jsonb", "text[]", "uuid"})
IN_MYSQL = {
    "text": "varchar(200)",
    "text[]": "varchar(200)",
    "timestamp": "datetime",
    "timestamptz": "timestamp",
    "jsonb": "json",
    "uuid": "char(36)",
    "boolean": "tinyint(1)",
}
SCHEMA = {Dialect.POSTGRES: "public", Dialect.SQLITE: "main", Dialect.MYSQL: "shop"}


def ref(dialect: Dialect, name: str) -> TableRef:
    return TableRef(SCHEMA[dialect], name)


def catalog(dialect: Dialect) -> SchemaCatalog:
    tables = tuple(
        TableInfo(ref(dialect, name), tuple(ColumnInfo(*column) for column in columns), (columns[0][0],))
        for name, columns in COLUMNS.items()
    )
    return SchemaCatalog(dialect, SCHEMA[dialect], tables, "shop")


def everything(dialect: Dialect) -> AccessPolicy:
    """All tables, all columns, all rows, as they are."""
    tables = tuple(
        TablePolicy(ref(dialect, name), (RowGrant("all", tuple(column[0] for column in columns)),))
        for name, columns in COLUMNS.items()
    )
    return AccessPolicy(UUID(int=1), dialect, tables, {}, "everything")


def restricted(dialect: Dialect) -> AccessPolicy:
    """
    What the restricted user sees: one region's customers without id_card, phones and e-mails masked; that region's
    orders, and of other regions' paid orders only id and status, none that is deleted; products without cost; no
    employees; one region's payments; the shops of one city; no secret events.
    """
    phone = ColumnRule("phone", Treatment.MASKED, "phones", Mask(MaskKind.PHONE, "phones"))
    email = ColumnRule("email", Treatment.MASKED, "e-mails", Mask(MaskKind.EMAIL, "e-mails"))
    cost = ColumnRule("cost", Treatment.HIDDEN, "costs")
    tables = (
        TablePolicy(
            ref(dialect, "customers"),
            (RowGrant("region", _without("customers", "id_card"), "region = :region"),),
            (),
            (phone, email),
        ),
        TablePolicy(
            ref(dialect, "orders"),
            (
                RowGrant("region", _without("orders"), "region = :region"),
                RowGrant("paid", ("id", "status"), "status = 'paid'"),
            ),
            (RowRestriction("not deleted", "note <> 'deleted' OR note IS NULL"),),
        ),
        # Costlier than what users write, so that PostgreSQL would evaluate theirs first.
        TablePolicy(
            ref(dialect, "payments"),
            (RowGrant("region", _without("payments"), "upper(lower(upper(lower(region)))) = upper(:region)"),),
        ),
        TablePolicy(ref(dialect, "products"), (RowGrant("all", _without("products")),), (), (cost,)),
        TablePolicy(ref(dialect, "order_items"), (RowGrant("all", _without("order_items")),)),
        TablePolicy(ref(dialect, "门店"), (RowGrant("city", _without("门店"), "城市 IN (:cities)"),)),
        TablePolicy(ref(dialect, "Odd Name"), (RowGrant("all", _without("Odd Name")),)),
        TablePolicy(ref(dialect, "events"), (RowGrant("kinds", _without("events"), "kind <> 'secret'"),)),
        TablePolicy(ref(dialect, "categories"), (RowGrant("all", _without("categories")),)),
    )
    return AccessPolicy(UUID(int=1), dialect, tables, {"region": "north", "cities": ("北京",)}, "restricted")


def asking(dialect: Dialect) -> AccessPolicy:
    """What the restricted user sees, to the row, but the policy looks up in another table which rows these are."""
    predicates = {
        "region = :region": "region IN (SELECT region FROM territories WHERE team = :team)",
        "status = 'paid'": "EXISTS (SELECT * FROM territories t WHERE t.mark = status AND t.team = 'any')",
        "note <> 'deleted' OR note IS NULL": "NOT EXISTS (SELECT 1 FROM territories t WHERE t.mark = orders.note)",
        "upper(lower(upper(lower(region)))) = upper(:region)": """
            EXISTS (SELECT 1 FROM territories t JOIN territories u ON u.id = t.id
                    WHERE upper(lower(t.region)) = upper(lower(payments.region)) AND u.team = :team)""",
        "城市 IN (:cities)": "城市 IN (SELECT t.mark FROM territories AS t WHERE t.team = 'shops')",
        "kind <> 'secret'": "kind NOT IN (SELECT mark FROM territories WHERE team = 'events')",
    }
    policy = restricted(dialect)
    tables = tuple(
        replace(
            table,
            grants=tuple(replace(g, predicate=g.predicate and predicates[g.predicate]) for g in table.grants),
            restrictions=tuple(replace(r, predicate=predicates[r.predicate]) for r in table.restrictions),
        )
        for table in policy.tables
    )
    return replace(policy, tables=tables, attributes={"team": "sales"}, fingerprint="asking")


POLICIES = {"everything": everything, "restricted": restricted, "asking": asking}


@dataclass(frozen=True)
class World:
    """Rows; `hidden` is what stands wherever the restricted policy hides: a number that changes them all."""

    hidden: int

    def rows(self) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
        yield "customers", [self._customer(number) for number in range(1, 41)]
        yield "orders", self._orders()
        yield "products", [(n, f"Product {n}", "ABC"[n % 3], n * 10, n * 3 + self.hidden) for n in range(1, 13)]
        items = [(n, n % 150 + 1, n % 12 + 1, n % 4 + 1, (n % 12 + 1) * 10) for n in range(1, 301)]
        yield "order_items", items
        yield "payments", [self._payment(number) for number in range(1, 61)]
        yield "employees", [(n, f"secret {self.hidden}", 1000 + self.hidden) for n in range(1, 4 + self.hidden)]
        shops = [(1, "北京", 500), (2, "上海", 700 + self.hidden), (3, "北京", 300)]
        yield "门店", [*shops, *((3 + n, "上海", 100) for n in range(1, self.hidden + 1))]
        yield "Odd Name", [(1, "a", "b"), (2, "it's", 'q"')]
        yield "events", [self._event(number) for number in range(1, 61)]
        parents = (None, 1, 1, 2, 2, 3, 4, None, 8)
        yield "categories", [(n, parent, f"Category {n}") for n, parent in enumerate(parents, start=1)]
        yield "territories", self._territories()

    def _territories(self) -> list[tuple[object, ...]]:
        told = [("sales", "north", "a"), ("any", "-", "paid"), ("-", "-", "deleted")]
        told += [("shops", "-", "北京"), ("events", "-", "secret")]
        hidden = [(f"team {n}", ("south", "north")[n % 2], f"mark {self.hidden}") for n in range(1, self.hidden + 2)]
        return [(number, *row) for number, row in enumerate(told + hidden, start=1)]

    def _event(self, number: int) -> tuple[object, ...]:
        secret = number % 4 == 0
        changed = self.hidden if secret else 0
        day = date(2024, 1, 1) + timedelta(days=number * 5 + changed)
        payload = {
            "page": f"/p{number % 7}",
            "n": number + changed,
            "items": [{"sku": f"s{i}"} for i in range(number % 4)],
        }
        return (
            number,
            (number + changed) % 40 + 1,
            "secret" if secret else ("view", "click", "buy")[number % 3],
            f"{day} {number % 24:02d}:15:00+00:00",
            f"{day}",
            f"{number * 1.25 + changed:.2f}",
            number / 8 + changed,
            (True, False, None)[number % 3],
            json.dumps(payload | ({"user": None} if number % 5 else {"user": {"name": f"u{number}", "vip": True}})),
            "{" + ",".join(("new", "hot", "sale")[: number % 4]) + "}",
            str(UUID(int=number + changed)),
            # What fails on one world's hidden rows does not on the other's.
            ("7" if self.hidden else "seven") if secret else str(number),
        )

    def _customer(self, number: int) -> tuple[object, ...]:
        north = number % 3 == 0
        middle = f"{(number * 37 + self.hidden * 1111) % 10000:04d}"
        phone = (f"138{middle}{number:04d}", f"secret {self.hidden}", None)[number % 9 // 3]
        name = f"Name {number}" if north else f"Other {number + self.hidden}"
        email = f"a{number}x{self.hidden}@example.com"
        region = "north" if north else ("south", "north-east")[self.hidden % 2]
        day = number % 27 + 1 if north else (number + self.hidden) % 27 + 1
        level = "gold" if number % 2 else None
        return (
            number,
            name,
            phone,
            email,
            f"{self.hidden:018d}",
            region,
            level,
            f"2024-{number % 12 + 1:02d}-{day:02d} 10:00:00",
        )

    def _payment(self, number: int) -> tuple[object, ...]:
        if number % 3 == 0:
            return number, number, str(number), "north", "2024-03-04 05:06:07"
        # What fails on one world's hidden rows does not on the other's.
        note = "7" if self.hidden else "seven"
        return number, 100 + self.hidden, note, "south", f"{2024 if self.hidden else 294000}-01-01 00:00:00"

    def _orders(self) -> list[tuple[object, ...]]:
        rows: list[tuple[object, ...]] = []
        for number in range(1, 151):
            customer = number % 40 + 1
            created = f"2024-{number % 12 + 1:02d}-{number % 28 + 1:02d} {number % 24:02d}:30:00"
            if number % 3 == 0:
                rows.append(
                    (number, customer, number * 7 % 90 + 1, ("paid", "open")[number % 2], "north", created, None)
                )
            elif number % 3 == 1:  # other regions, paid: id and status are visible
                amount = 100 + self.hidden
                rows.append((number, customer + self.hidden, amount, "paid", "south", created, f"12{self.hidden}"))
            else:  # other regions, open: hidden
                rows.append((number + 1000 * self.hidden, 1, 100, f"x{self.hidden}", "south", created, "0"))
        deleted = [(900 + n, 1, 100, "paid", "north", "2024-01-01 00:00:00", "deleted") for n in range(self.hidden)]
        return rows + deleted


WORLD_A, WORLD_B = World(hidden=0), World(hidden=5)


def statements(world: World, dialect: Dialect) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    """DDL, then inserts with `?` places."""
    for name, rows in world.rows():
        key, table = quoted(COLUMNS[name][0][0], dialect), quoted(name, dialect)
        columns = ", ".join(f"{quoted(column, dialect)} {_type(dialect, type_)}" for column, type_, _ in COLUMNS[name])
        yield f"CREATE TABLE {table} ({columns}, PRIMARY KEY ({key}))", []
        places = ", ".join("?" for _ in COLUMNS[name])
        yield f"INSERT INTO {table} VALUES ({places})", [tuple(_stored(dialect, cell) for cell in row) for row in rows]


def _type(dialect: Dialect, type_: str) -> str:
    if dialect is Dialect.MYSQL:
        return IN_MYSQL.get(type_, type_)
    return "text" if dialect is Dialect.SQLITE and type_ in TEXT_IN_SQLITE else type_


def _stored(dialect: Dialect, cell: object) -> object:
    """The cell as the engine takes it: MySQL's calendar ends with the year 9999, and its text names no zone."""
    if dialect is not Dialect.MYSQL or not isinstance(cell, str):
        return cell
    return cell.removesuffix("+00:00").replace("294000-01-01", "9999-12-31")


def quoted(name: str, dialect: Dialect) -> str:
    quote = "`" if dialect is Dialect.MYSQL else '"'
    return quote + name.replace(quote, quote * 2) + quote


def _without(table: str, *hidden: str) -> tuple[str, ...]:
    return tuple(column[0] for column in COLUMNS[table] if column[0] not in hidden)
