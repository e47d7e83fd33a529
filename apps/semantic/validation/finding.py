"""What a validation rule says about a model, in words for its steward."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"  # the model may not be published
    WARNING = "warning"  # it may, but somebody should look


@dataclass(frozen=True, slots=True)
class Finding:
    """
    One thing that is wrong.

    :param where: `metric:sales`, `join:order_customer`: the definition to open.
    :param message: a message id with `%(name)s` places; the edge translates it and fills in `params`.
    """

    rule: str
    severity: Severity
    where: str
    message: str
    params: Mapping[str, str] = field(default_factory=dict)
