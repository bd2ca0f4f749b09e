"""Counting days as the law does: the first day is left out, a last day on a day off may run to the next working day.

Days off are Saturdays and Sundays. Public holidays are not counted here: they would move the customer's and the
authority's limits further out, never ours, so what is shown is the safe side.
"""

from __future__ import annotations

from datetime import date, timedelta

_DAY = timedelta(days=1)
_SATURDAY = 5


def last_day(start: date, *, days: int = 0, working_days: int = 0, years: int = 0) -> date:
    """The last day of a period that begins the day after `start` (民法典 200 to 203)."""
    day = start + days * _DAY
    for _ in range(working_days):
        day = extended(day + _DAY)
    return _years_later(day, years) if years else day


def extended(day: date) -> date:
    """`day`, or the next working day where it is a Saturday or Sunday (民法典 203)."""
    while day.weekday() >= _SATURDAY:
        day += _DAY
    return day


def months_between(start: date, end: date) -> int:
    """In which month after `start` the day `end` lies: 6 up to the same day half a year later, 7 after it."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months + (end.day > start.day)


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return date(day.year + years, 3, 1) - _DAY
