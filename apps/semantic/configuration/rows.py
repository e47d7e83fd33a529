"""
What the file wants and what the database holds, in one shape, so that comparing them is one function.

A row is a kind, the names that find it, and fields by the names that the file uses. People and groups are named, never
numbered. A password is not a value here, only a state.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum, StrEnum

from apps.semantic.configuration.document import Audience, Where
from apps.semantic.contracts import TableRef
from apps.tenants.attributes import AttributeValue


class Kind(IntEnum):
    """What a row is. The order is that of applying: nothing needs what comes after it."""

    TENANT = 1
    USER = 2
    MEMBER = 3
    ATTRIBUTE = 4
    GROUP = 5
    PLACE = 6  # of a member in a group
    SOURCE = 7
    SCHEMA = 8
    GRANT = 9
    COLUMN_RULE = 10


class Password(Enum):
    """How a stored password compares to the one in the environment."""

    NONE = "none"
    WANTED = "wanted"
    OTHER = "other"


class Absent(StrEnum):
    """A value for what a stored row does not have, in a comparison."""

    ABSENT = "absent"


Field = AttributeValue | frozenset[str] | Mapping[str, object] | Audience | TableRef | Password | Absent | None
Key = tuple[Kind, tuple[str, ...]]
Fields = Mapping[str, Field]
Present = Mapping[Key, Fields]


@dataclass(frozen=True)
class Wanted:
    """One row that the file wants, its fields, and where it says so."""

    key: Key
    fields: Fields
    where: Where
