"""Dates and times of day as people give them, in the chain's zone, as half-open periods in UTC."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

from amends.business_time.dates import read_date
from amends.business_time.hours import DAY_SECONDS
from amends.business_time.moments import SECOND, at_local, to_datetime
from amends.case.person import Span
from amends.errors import Misuse

# Further away is a slip of the finger.
_YEARS = range(2000, 2200)


def read_day(text: str) -> date:
    """A date like 2026-10-01. Raises `Misuse` for anything else."""
    day = read_date(text)
    if day.year not in _YEARS:
        raise Misuse("{day} is not a date between {first} and {last}", day=day, first=_YEARS[0], last=_YEARS[-1])
    return day


def read_time(text: str) -> int:
    """A time of day like 09:00, up to 24:00, in seconds. Raises `Misuse` for anything else."""
    hour, sign, minute = text.strip().partition(":")
    if sign and text.isascii() and hour.isdigit() and len(hour) <= 2 and minute.isdigit() and len(minute) == 2:
        seconds = int(hour) * 3600 + int(minute) * 60
        if int(minute) < 60 and seconds <= DAY_SECONDS:
            return seconds
    raise Misuse("'{text}' is not a time like 09:00", text=text)


def moment_of(zone: tzinfo, day: date, seconds: int = 0) -> datetime:
    """The moment, in UTC, at which clocks show `seconds` since midnight on `day`.

    A time that clocks show twice is the first; one that they skip is the moment of the skip.
    """
    return to_datetime(at_local(zone, day.toordinal(), seconds * SECOND))


def whole_days(zone: tzinfo, first: date, last: date) -> Span:
    """From the beginning of `first` to the end of `last`, both included. Raises `Misuse` where `last` is earlier."""
    if last < first:
        raise Misuse("{last} is before {first}", first=first, last=last)
    return Span(moment_of(zone, first), moment_of(zone, last + timedelta(days=1)))
