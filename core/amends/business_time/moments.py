"""Moments as whole microseconds since 1970 UTC, and local wall time as moments. Whole numbers keep sums exact."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from amends.errors import ConfigurationError, Misuse

SECOND = 1_000_000
MINUTE = 60 * SECOND
DAY = 24 * 60 * MINUTE
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_ORDINAL = EPOCH.toordinal()
MICROSECOND = timedelta(microseconds=1)


def to_moment(when: datetime) -> int:
    """`when` in microseconds; raises `Misuse` if it has no time zone."""
    if when.tzinfo is None:
        raise Misuse("the time {when} has no time zone; expected an aware time, like one in UTC", when=when)
    return (when - EPOCH) // MICROSECOND


def to_datetime(moment: int) -> datetime:
    """The inverse of `to_moment`, in UTC."""
    try:
        return EPOCH + timedelta(microseconds=moment)
    except OverflowError:
        raise Misuse("a due time beyond the year 9999 cannot be given") from None


def find_zone(name: str | tzinfo) -> tzinfo:
    """The time zone `name`; raises `ConfigurationError` where there is none of that name."""
    if isinstance(name, tzinfo):
        return name
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError, TypeError):
        raise ConfigurationError("no time zone {name!r}; expected a name like 'Asia/Shanghai'", name=name) from None


def offset_at(zone: tzinfo, local: datetime) -> timedelta:
    """How far `zone` is ahead of UTC at a local time, given without its zone: adding that takes 20 times as long."""
    return zone.utcoffset(local) or timedelta()


def local_time(zone: tzinfo, moment: int) -> tuple[int, int]:
    """The local day's ordinal, and the microseconds the clock shows since its midnight."""
    local = to_datetime(moment).astimezone(zone)
    return local.toordinal(), (moment + offset_at(zone, local) // MICROSECOND) % DAY


def at_local(zone: tzinfo, ordinal: int, microseconds: int) -> int:
    """The moment of a local time, `microseconds` into the day `ordinal`; 24 hours is the next midnight.

    A time that clocks show twice means the first; a time they skip means the moment of the skip.
    """
    wall = (ordinal - EPOCH_ORDINAL) * DAY + microseconds
    local = datetime.fromordinal(ordinal) + timedelta(microseconds=microseconds)
    before, after = offset_at(zone, local) // MICROSECOND, offset_at(zone, local.replace(fold=1)) // MICROSECOND
    if after <= before:
        return wall - before
    # Skipped: the clocks change between the two readings of this time. Look for the first changed second.
    low, high = (wall - after) // SECOND - 1, (wall - before) // SECOND + 1
    while high - low > 1:
        middle = (low + high) // 2
        passed = (EPOCH + timedelta(seconds=middle)).astimezone(zone)
        low, high = (middle, high) if offset_at(zone, passed) // MICROSECOND == before else (low, middle)
    return high * SECOND
