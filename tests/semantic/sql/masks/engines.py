"""Shows one value through one mask on real engines, in sessions that hold a tenant's key as the product's do."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import apsw
import psycopg
import pymysql
from sqlglot import exp

from apps.semantic.connectors.mask_key import pads_of
from apps.semantic.connectors.sqlite import masking
from apps.semantic.contracts import ColumnInfo, ColumnKind, Dialect, Mask, TableInfo, TableRef
from apps.semantic.secrets import Secret
from apps.semantic.sql import reading
from apps.semantic.sql.languages import LANGUAGES, language_of
from apps.semantic.sql.masks import masked
from config.env import load_env
from tests.mariadb import MariaDb

DIALECTS = tuple(LANGUAGES)
KEY = Secret("5f" * 32)
Rows = list[tuple[object, ...]]


@dataclass(frozen=True)
class Engine:
    """A session of one engine; `run` gives the rows, if there are any, and raises what the engine raises."""

    dialect: Dialect
    run: Callable[[str], Rows]

    def ask(self, text: str) -> object:
        """The one value of the one row."""
        ((value,),) = self.run(text)
        return value

    def rows(self, text: str) -> Rows:
        """The rows, with values as `plain` has them; whole numbers stay numbers."""
        return [tuple(v if isinstance(v, int) else plain(v) for v in row) for row in self.run(text)]

    def shows(self, mask: Mask, kind: ColumnKind, literal: str) -> object:
        """What stands for `literal`, an expression of the engine's SQL, in a column of that kind."""
        text = sql_of(mask, kind, self.dialect)
        return plain(self.ask(f"SELECT {text} FROM (SELECT {literal} AS v) AS t"))


def sql_of(mask: Mask, kind: ColumnKind, dialect: Dialect) -> str:
    """The mask's SQL over a column `v`. What the proof would read in it is what is printed."""
    info = ColumnInfo("v", kind.value, kind)
    tree = masked(
        exp.column(exp.to_identifier("v", quoted=True)), info, mask, TableInfo(TableRef("", "t"), (info,)), dialect
    )
    text = reading.render(tree, dialect)
    (again,) = reading.read_own(f"SELECT {text}", language_of(dialect)).statements
    assert again is not None
    assert reading.render(again, dialect) == f"SELECT {text}"
    return text


def plain(value: object) -> object:
    """Numbers by their value and moments in ISO form, whatever the driver makes of them."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int | float | Decimal):
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        return format(number.normalize() + 0, "f")
    return (
        value.isoformat(sep=" ")
        if isinstance(value, datetime)
        else value.isoformat()
        if isinstance(value, date)
        else value
    )


@contextmanager
def sqlite(key: Secret = KEY) -> Iterator[Engine]:
    """A SQLite database in memory."""
    with closing(apsw.Connection(":memory:")) as connection:
        masking.register(connection, key)
        yield Engine(Dialect.SQLITE, lambda text: connection.execute(text).fetchall())


@contextmanager
def postgres(key: Secret = KEY) -> Iterator[Engine]:
    """The tests' PostgreSQL."""
    owner = load_env().database_owner_url
    assert owner is not None
    with psycopg.connect(owner.get_secret_value(), autocommit=True) as connection:
        connection.execute("SET extra_float_digits = 1")
        connection.execute("SET TimeZone = 'Asia/Shanghai'")
        for name, pad in zip(("c2s.mask_inner", "c2s.mask_outer"), pads_of(key) if key else (), strict=False):
            connection.execute("SELECT set_config(%s, %s, false)", (name, pad.reveal()))

        def run(text: str) -> Rows:
            cursor = connection.execute(text.encode())
            return cursor.fetchall() if cursor.description else []

        yield Engine(Dialect.POSTGRES, run)


@contextmanager
def mariadb(server: MariaDb, key: Secret = KEY) -> Iterator[Engine]:
    """The tests' MariaDB."""
    settings = server.settings() | {"charset": "utf8mb4"}
    with closing(pymysql.connect(**settings)) as connection:
        cursor = connection.cursor()
        for name, pad in zip(("@c2s_mask_inner", "@c2s_mask_outer"), pads_of(key) if key else (), strict=False):
            cursor.execute(f"SET {name} = %s", (pad.reveal(),))

        def run(text: str) -> Rows:
            cursor.execute(text)
            return list(cursor.fetchall())

        yield Engine(Dialect.MYSQL, run)


@contextmanager
def engines(server: Callable[[], MariaDb], key: Secret = KEY) -> Iterator[Mapping[Dialect, Engine]]:
    """Every engine whose SQL is understood."""
    with ExitStack() as stack:
        opened = {
            Dialect.SQLITE: stack.enter_context(sqlite(key)),
            Dialect.POSTGRES: stack.enter_context(postgres(key)),
        }
        if Dialect.MYSQL in LANGUAGES:
            opened[Dialect.MYSQL] = stack.enter_context(mariadb(server(), key))
        yield opened
