"""
The time zone of a session, when the server knows no zones by name.

The server then gets a fixed offset, but only if the zone has kept it since 2000: no moment that matters to a business
is shifted. Any other zone is refused with words that say what to do, never shifted by an hour for half of the year.
"""

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

_KEPT_SINCE = datetime(2000, 1, 1, tzinfo=UTC)
_LOOKED_AT_UNTIL = datetime(2037, 1, 1, tzinfo=UTC)  # the time zone database lists no single changes beyond
_STEP = timedelta(days=7)  # no rule has ever lasted for a shorter time


@cache
def fixed_offset(zone: str) -> str | None:
    """Return the zone's offset as the engine writes it, such as `+08:00`; None: it has changed since 2000."""
    info = ZoneInfo(zone)
    steps = (_LOOKED_AT_UNTIL - _KEPT_SINCE) // _STEP
    offsets = {(_KEPT_SINCE + _STEP * step).astimezone(info).utcoffset() for step in range(steps)}
    if len(offsets) != 1:
        return None
    minutes = int((offsets.pop() or timedelta()).total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
