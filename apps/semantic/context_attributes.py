"""
What a row predicate may know of the moment and of who asks, beside the attributes that members were given.

    :user_id  text     the user's id
    :login    text     the name that they sign in with
    :today    date     in the time zone of the data source's clocks
    :hour     integer  0 to 23, there
    :weekday  integer  1 (Monday) to 7 (Sunday), there

They follow from the moment that is passed in; no clock is read here or later, so one policy speaks of one moment.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from apps.semantic.contracts import AttributeType, AttributeValue, ColumnKind

TYPES: Mapping[str, AttributeType] = {
    "user_id": AttributeType(ColumnKind.TEXT),
    "login": AttributeType(ColumnKind.TEXT),
    "today": AttributeType(ColumnKind.DATE),
    "hour": AttributeType(ColumnKind.INTEGER),
    "weekday": AttributeType(ColumnKind.INTEGER),
}


def context_attributes(*, user_id: UUID, login: str, now: datetime, timezone: str) -> dict[str, AttributeValue]:
    """Return all of them. `timezone` is the IANA name of the data source's zone."""
    there = now.astimezone(ZoneInfo(timezone))
    return {
        "user_id": str(user_id),
        "login": login,
        "today": there.date(),
        "hour": there.hour,
        "weekday": there.isoweekday(),
    }
