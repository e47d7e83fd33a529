"""
Why SQL does not run: what the reader may be told.

Words and parameters name only what the asking user can see, so a hidden object and one that does not exist are refused
alike, byte for byte.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from apps.errors import AppError, gettext_noop


@dataclass(frozen=True, slots=True)
class Violation:
    """
    One reason for a refusal.

    :param rule: stable name of the rule that was broken.
    :param message: a message id with `%(name)s` places for `params`; so is `advice`.
    :param line: where in the text, from 1; None: nowhere in particular. `column` likewise.
    """

    rule: str
    message: str
    advice: str = ""
    params: Mapping[str, object] = field(default_factory=dict)
    line: int | None = None
    column: int | None = None

    def as_dict(self) -> dict[str, object]:
        """The violation as plain values, untranslated, for records and programs."""
        return {
            "rule": self.rule,
            "message": self.message % self.params,
            "advice": self.advice % self.params,
            "line": self.line,
            "column": self.column,
        }


class Refused(AppError):
    """The SQL breaks a rule; `violations` say which, where, and what would be allowed."""

    code = "sql.refused"
    http_status = 422
    message: ClassVar[str] = gettext_noop("This SQL is not allowed.")
    advice: ClassVar[str] = gettext_noop("Change what the list names, and send it again.")

    def __init__(self, violations: Sequence[Violation]) -> None:
        super().__init__()
        self.violations = tuple(violations)

    def as_dict(self) -> dict[str, object]:
        """The refusal with its violations, as message ids and params: words are made for whoever reads it."""
        stored = [
            {
                "rule": v.rule,
                "message": v.message,
                "advice": v.advice,
                "params": {name: str(value) for name, value in v.params.items()},
                "line": v.line,
                "column": v.column,
            }
            for v in self.violations
        ]
        return super().as_dict() | {"violations": stored}

    def __str__(self) -> str:
        return f"{self.code}: " + ", ".join(sorted({v.rule for v in self.violations}))


class Unprovable(AppError):
    """
    It could not be proved that the final text keeps every promise, so it does not run.

    `reason` is a fixed word for records; it never holds SQL.
    """

    code = "sql.unprovable"
    http_status = 422
    message: ClassVar[str] = gettext_noop("It could not be proved that this SQL shows only what you may see.")
    advice: ClassVar[str] = gettext_noop("Write it more simply; tell your administrator if that does not help.")

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.code}: {self.reason}"


class DialectUnsupported(AppError):
    """SQL for this engine cannot be checked yet, so none of it runs."""

    code = "dialect.unsupported"
    http_status = 422
    message: ClassVar[str] = gettext_noop("SQL for this database engine (%(dialect)s) cannot be checked yet.")
    advice: ClassVar[str] = gettext_noop("Use a PostgreSQL, SQLite, MySQL or MariaDB data source.")

    def __init__(self, dialect: str) -> None:
        super().__init__(dialect=dialect)
