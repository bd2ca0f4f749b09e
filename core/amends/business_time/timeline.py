"""Walking along a calendar's open time, forward and backward, in microseconds. A year's table is one step."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from amends.business_time.calendar import Calendar
from amends.business_time.moments import SECOND, at_local, to_datetime
from amends.business_time.year import Year
from amends.errors import Misuse

_MOST_YEARS = 200  # further away is a mistake in the data; and a calendar that never opens again would never end


class Way(NamedTuple):
    """One direction in time. `sign` is 1 forward, -1 backward; a way's start is behind it, wherever it leads.

    `go(calendar, start, amount)` is where a positive amount of open time ends: nearest to the start, so at a closing
    rather than the next opening (backward: at an opening rather than the closing before).
    `settle(calendar, moment, at_edge)` is the nearest open moment; with `at_edge` such a closing (opening) is one too.
    `day(calendar, ordinal, count)` is the `count`-th open date beyond a date.
    """

    sign: int
    go: Callable[[Calendar, int, int], int]
    settle: Callable[[Calendar, int, bool], int]
    day: Callable[[Calendar, int, int], int]


def open_between(calendar: Calendar, begin: int, end: int) -> int:
    """The open time from `begin` to `end`; none where `end` is not later."""
    if end <= begin:
        return 0
    first, last = local_date(calendar, begin).year, local_date(calendar, end).year
    whole_years = sum(calendar.year(number).total for number in range(first, last))
    return whole_years + calendar.year(last).open_until(end) - calendar.year(first).open_until(begin)


def local_date(calendar: Calendar, moment: int) -> date:
    """The date it is at `moment` where the calendar is."""
    return to_datetime(moment).astimezone(calendar.zone).date()


def closing_of(calendar: Calendar, ordinal: int) -> int:
    """When the open date `ordinal` closes for the day."""
    hours = calendar.hours_on(date.fromordinal(ordinal))
    return at_local(calendar.zone, ordinal, hours[-1][1] * SECOND)


def _years(calendar: Calendar, first: int, step: int) -> Iterator[Year]:
    for number in range(first, first + step * _MOST_YEARS, step):
        yield calendar.year(number)
    raise Misuse("more than {years} years from {first} to a due time", years=_MOST_YEARS, first=first)


def _go_forward(calendar: Calendar, start: int, amount: int) -> int:
    number = local_date(calendar, start).year
    amount += calendar.year(number).open_until(start)
    for year in _years(calendar, number, 1):
        if amount <= year.total:
            return year.when_spent(amount)
        amount -= year.total
    raise AssertionError


def _go_backward(calendar: Calendar, start: int, amount: int) -> int:
    number = local_date(calendar, start).year
    left = calendar.year(number).open_until(start) - amount
    if left >= 0:
        return calendar.year(number).when_left(left)
    for year in _years(calendar, number - 1, -1):
        left += year.total
        if left >= 0:
            return year.when_left(left)
    raise AssertionError


def _settle_forward(calendar: Calendar, moment: int, at_edge: bool) -> int:
    find = bisect_left if at_edge else bisect_right
    for year in _years(calendar, local_date(calendar, moment).year, 1):
        index = find(year.closes, moment)
        if index < len(year.closes):
            return max(year.opens[index], moment)
    raise AssertionError


def _settle_backward(calendar: Calendar, moment: int, at_edge: bool) -> int:
    find = bisect_right if at_edge else bisect_left
    for year in _years(calendar, local_date(calendar, moment).year, -1):
        index = find(year.opens, moment) - 1
        if index >= 0:
            return min(year.closes[index], moment)
    raise AssertionError


def _day_after(calendar: Calendar, ordinal: int, count: int) -> int:
    for year in _years(calendar, date.fromordinal(ordinal).year, 1):
        index = bisect_right(year.days, ordinal) + count - 1
        if index < len(year.days):
            return year.days[index]
        count = index - len(year.days) + 1
    raise AssertionError


def _day_before(calendar: Calendar, ordinal: int, count: int) -> int:
    for year in _years(calendar, date.fromordinal(ordinal).year, -1):
        index = bisect_left(year.days, ordinal) - count
        if index >= 0:
            return year.days[index]
        count = -index
    raise AssertionError


WAYS = {
    "after": Way(1, _go_forward, _settle_forward, _day_after),
    "before": Way(-1, _go_backward, _settle_backward, _day_before),
}
