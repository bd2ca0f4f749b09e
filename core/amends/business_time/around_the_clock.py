"""Counting without opening hours: every minute counts, and every day of the calendar."""

from __future__ import annotations

from datetime import datetime, tzinfo

from amends.business_time.amounts import read_amount, read_days
from amends.business_time.moments import DAY, MINUTE, at_local, find_zone, local_time, to_datetime, to_moment
from amends.business_time.pauses import Pauses, read_pauses, shifted
from amends.errors import Misuse


def calendar_due(
    timezone: str | tzinfo,
    start: datetime,
    *,
    minutes: float | None = None,
    hours: float | None = None,
    days: int | None = None,
    end_of_day: bool = False,
    pauses: Pauses = (),
) -> datetime:
    """The moment, in UTC, that is `minutes`, `hours` or `days` (one of them) after `start`, open or not.

    Days keep the local wall time, whatever clocks do in between: a time they skip on that day is due at the skip.
    `end_of_day`: the midnight that ends the local day reached instead. Each of `pauses` that begins before the due
    moment then moves it by its own length.

    Raises `Misuse` for a call that makes no sense, `ConfigurationError` where there is no such zone.
    """
    zone, begin = find_zone(timezone), to_moment(start)
    if sum(amount is not None for amount in (minutes, hours, days)) != 1:
        raise Misuse("a due time takes minutes, hours or days, and only one of them")
    if days is not None:
        ordinal, wall = local_time(zone, begin)
        # Nought days from the second of two equal readings must not lead to the first.
        reached = at_local(zone, ordinal + read_days(days), wall) if days else begin
    elif hours is not None:
        reached = begin + read_amount("hours", hours, 60 * MINUTE)
    else:
        reached = begin + read_amount("minutes", minutes, MINUTE)
    if end_of_day:
        reached = at_local(zone, local_time(zone, reached)[0], DAY)
    return to_datetime(shifted(reached, begin, read_pauses(pauses), 1))
