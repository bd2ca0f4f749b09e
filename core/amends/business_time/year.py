"""One local year of opening hours as moments, with running totals: what makes far due times a matter of bisection."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import NamedTuple

from amends.business_time.hours import Hours
from amends.business_time.moments import DAY, EPOCH_ORDINAL, MICROSECOND, SECOND, at_local, offset_at
from amends.errors import Misuse

_FIRST, _LAST = 2, 9997  # clocks and time zones need some room inside the years Python knows


class Year(NamedTuple):
    """The open intervals of one local year, in order, in microseconds.

    `opens` and `closes` are their ends; `before` is the open time of the year before each; `total` that of the whole
    year; `days` the ordinals of the open dates.
    """

    opens: list[int]
    closes: list[int]
    before: list[int]
    days: list[int]
    total: int

    def open_until(self, moment: int) -> int:
        """The open time from the start of the year to `moment`."""
        index = bisect_right(self.opens, moment) - 1
        if index < 0:
            return 0
        return self.before[index] + min(moment, self.closes[index]) - self.opens[index]

    def when_spent(self, amount: int) -> int:
        """The earliest moment by which `amount` of the year's open time has passed (`0 < amount <= total`)."""
        index = bisect_left(self.before, amount) - 1
        return self.opens[index] + amount - self.before[index]

    def when_left(self, amount: int) -> int:
        """The latest moment before which only `amount` of it has passed (`0 <= amount < total`)."""
        index = bisect_right(self.before, amount) - 1
        return self.opens[index] + amount - self.before[index]


def build_year(number: int, zone: tzinfo, week: Sequence[Hours], dates: Mapping[int, Hours]) -> Year:
    """The table of the local year `number`. `dates` are the hours of the dates that differ from their weekday's.

    Raises `Misuse` for a year no calendar reaches.
    """
    if not _FIRST <= number <= _LAST:
        raise Misuse("the year {year} is beyond every calendar", year=number)
    opens: list[int] = []
    closes: list[int] = []
    before: list[int] = []
    days: list[int] = []
    total = 0
    first, end = date(number, 1, 1).toordinal(), date(number + 1, 1, 1).toordinal()
    # Ordinary days in the head of a loop, since a command that needs one of them makes the whole year.
    offsets = [offset_at(zone, datetime.fromordinal(ordinal)) for ordinal in range(first, end + 2)]
    last, ahead = offsets[0], offsets[0] // MICROSECOND
    for ordinal, offset, tomorrow, after in zip(
        range(first, end), offsets[:-2], offsets[1:-1], offsets[2:], strict=True
    ):
        hours = dates.get(ordinal, week[(ordinal + 6) % 7])
        # The same offset at three midnights: no change of clocks touches this day, nor the midnight that ends it.
        if offset == tomorrow == after:
            if offset is not last:
                last, ahead = offset, offset // MICROSECOND
            midnight = (ordinal - EPOCH_ORDINAL) * DAY - ahead
            moments = [(midnight + opening * SECOND, midnight + closing * SECOND) for opening, closing in hours]
        else:
            moments = _on_change_of_clocks(zone, ordinal, hours)
        if moments:
            days.append(ordinal)
        for begin, close in moments:
            opens.append(begin)
            closes.append(close)
            before.append(total)
            total += close - begin
    return Year(opens, closes, before, days, total)


def _on_change_of_clocks(zone: tzinfo, ordinal: int, hours: Hours) -> list[tuple[int, int]]:
    ends = ([at_local(zone, ordinal, second * SECOND) for second in interval] for interval in hours)
    return [(opens, closes) for opens, closes in ends if opens < closes]  # hours that clocks skip whole are no hours
