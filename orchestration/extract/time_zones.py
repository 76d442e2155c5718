"""The IANA time zones of this machine, listed once: the list is read from a thousand files."""

from functools import cache
from zoneinfo import available_timezones


@cache
def time_zones() -> frozenset[str]:
    """Every name that `ZoneInfo` takes."""
    return frozenset(available_timezones())
