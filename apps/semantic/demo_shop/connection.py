"""What the shop's loader needs of a database connection: psycopg has it, and no driver is imported here."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol


class Copy(Protocol):
    """Rows on their way into a table."""

    def write_row(self, row: Sequence[object], /) -> None: ...


class Cursor(Protocol):
    """SQL goes in as bytes: most of it is the content of a file."""

    def execute(self, query: bytes, params: Sequence[object] | None = None, /) -> object: ...
    def fetchall(self) -> Sequence[Sequence[object]]: ...
    def copy(self, statement: bytes, /) -> AbstractContextManager[Copy]: ...


class Connection(Protocol):
    """A psycopg connection, in autocommit mode or not."""

    def cursor(self) -> AbstractContextManager[Cursor]: ...
    def transaction(self) -> AbstractContextManager[object]: ...
