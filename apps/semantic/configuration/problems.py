"""What is wrong with a configuration file: where, and in which words. Problems are collected and told all at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from apps.errors import AppError, gettext_noop
from apps.semantic.sql.errors import Refused


@dataclass(frozen=True, slots=True)
class Problem:
    """
    One fault.

    :param line: of the file, from 1; 0: the file as a whole.
    :param place: as "tenants[0].data_sources[1].grants[2].columns"; empty: the file as a whole.
    :param message: a message id; `params` fill its places and never hold a secret.
    :param advice: the way forward, a message id; may be empty.
    """

    line: int
    place: str
    message: str
    params: dict[str, Any] = field(default_factory=dict)
    advice: str = ""


def problems_of(error: AppError, *, line: int, place: str) -> list[Problem]:
    """Return an expected stop of a service as problems of the line that asked for it."""
    if isinstance(error, Refused):
        return [Problem(line, place, v.message, dict(v.params), v.advice) for v in error.violations]
    return [Problem(line, place, error.message, dict(error.params), error.advice)]


class Rejected(AppError):
    """
    Nothing was applied: the file is wrong, or does not fit what is there.

    :ivar problems: every one that could be found.
    """

    code = "configuration.rejected"
    http_status = 422
    message = gettext_noop("The configuration has %(count)s problem(s); nothing was changed.")

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: p.line))
        super().__init__(count=len(self.problems))
