"""
PostgreSQL's values as Python values, and its types as column kinds.

Only types that Python holds exactly become Python objects; everything else stays the server's own text. A date that
Python cannot express (`infinity`, years before Christ) stays text too and fails no query.
"""

from datetime import date, datetime, time
from typing import TypeVar

import psycopg
from psycopg.abc import Buffer
from psycopg.adapt import AdaptersMap, Loader
from psycopg.types.string import TextLoader

from apps.semantic.contracts import ColumnKind

Moment = TypeVar("Moment", date, datetime, time)

KINDS: dict[int, ColumnKind] = {
    16: ColumnKind.BOOLEAN,
    17: ColumnKind.BINARY,
    18: ColumnKind.TEXT,  # "char"
    19: ColumnKind.TEXT,  # name
    20: ColumnKind.INTEGER,
    21: ColumnKind.INTEGER,
    23: ColumnKind.INTEGER,
    25: ColumnKind.TEXT,
    26: ColumnKind.INTEGER,  # oid
    114: ColumnKind.JSON,
    700: ColumnKind.FLOAT,
    701: ColumnKind.FLOAT,
    705: ColumnKind.TEXT,  # an untyped literal
    1042: ColumnKind.TEXT,
    1043: ColumnKind.TEXT,
    1082: ColumnKind.DATE,
    1083: ColumnKind.TIME,
    1114: ColumnKind.TIMESTAMP,
    1184: ColumnKind.TIMESTAMPTZ,
    1700: ColumnKind.DECIMAL,
    2950: ColumnKind.TEXT,  # uuid
    3802: ColumnKind.JSON,
}
_DATE, _TIME, _TIMESTAMP, _TIMESTAMPTZ = 1082, 1083, 1114, 1184
_AS_TEXT = frozenset({114, 3802, 2950})  # understood, but shown as the server writes them
_NATIVE = frozenset(KINDS) - _AS_TEXT - {_DATE, _TIME, _TIMESTAMP, _TIMESTAMPTZ}


def kind_of(oid: int) -> ColumnKind:
    """The kind of a type by its OID; user-defined and exotic types are OTHER."""
    return KINDS.get(oid, ColumnKind.OTHER)


def _loader(moment: type[Moment]) -> type[Loader]:
    class MomentLoader(Loader):
        def load(self, data: Buffer) -> object:
            text = bytes(data).decode()
            try:
                return moment.fromisoformat(text)
            except ValueError:
                return text

    return MomentLoader


def _adapters() -> AdaptersMap:
    adapters = AdaptersMap(psycopg.adapters)
    for info in psycopg.adapters.types:
        for oid in (info.oid, info.array_oid):
            if oid and oid not in _NATIVE:
                adapters.register_loader(oid, TextLoader)
    adapters.register_loader(_DATE, _loader(date))
    adapters.register_loader(_TIME, _loader(time))
    adapters.register_loader(_TIMESTAMP, _loader(datetime))
    adapters.register_loader(_TIMESTAMPTZ, _loader(datetime))
    return adapters


class _Adapters:
    """What psycopg calls an adaptation context: the map alone, bound to no connection."""

    connection = None
    adapters = _adapters()


ADAPTERS = _Adapters()
