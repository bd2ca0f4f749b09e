"""How much business time has passed."""

from __future__ import annotations

from datetime import datetime, timedelta

from amends.business_time.calendar import Calendar
from amends.business_time.moments import to_moment
from amends.business_time.pauses import Pauses, read_pauses
from amends.business_time.timeline import open_between


def elapsed(calendar: Calendar, start: datetime, end: datetime, pauses: Pauses = ()) -> timedelta:
    """The open time from `start` to `end` outside `pauses`; zero where `end` is not later.

    Raises `Misuse` for a time without a zone or a pause that ends before it begins, and `ConfigurationError` for a
    year whose holidays are not known.
    """
    first, last = to_moment(start), to_moment(end)
    passed = open_between(calendar, first, last)
    for begin, finish in read_pauses(pauses):
        passed -= open_between(calendar, max(begin, first), min(finish, last))
    return timedelta(microseconds=passed)
