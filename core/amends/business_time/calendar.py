"""When a branch is open: a week of opening hours, and the dates that differ from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, tzinfo
from typing import TYPE_CHECKING

from attrs import field, frozen

from amends.business_time.dates import (
    Day,
    Intervals,
    cut_breaks,
    public_hours,
    read_dates,
    read_month_day,
    refuse_both,
    working_hours,
)
from amends.business_time.hours import WEEKDAYS, Hours, read_hours
from amends.business_time.moments import find_zone
from amends.business_time.year import Year, build_year
from amends.errors import ConfigurationError

if TYPE_CHECKING:
    from amends.business_time.holidays import Holidays


@frozen(eq=False, repr=False, slots=False)
class Calendar:
    """Opening hours of one branch. Make it with `Calendar.build`.

    `week` holds each weekday's hours, Monday first; `dates` the hours of the dates that differ, by ordinal (empty:
    closed); `recurring` the (month, day) closed every year. `known_years` are the only years there is data for
    (`None`: any); `source` is the file to edit for another, `entry` what to write there. Years are worked out when
    first needed, and kept.
    """

    week: tuple[Hours, ...]
    zone: tzinfo
    dates: Mapping[int, Hours]
    recurring: frozenset[tuple[int, int]]
    known_years: frozenset[int] | None
    source: str
    entry: str = "[{year}]"
    _years: dict[int, Year] = field(factory=dict, init=False)

    @classmethod
    def build(
        cls,
        weekly: Mapping[str, Intervals],
        timezone: str | tzinfo,
        *,
        holidays: Iterable[Day] = (),
        recurring_holidays: Iterable[str] = (),
        working_days: Mapping[Day, Intervals | None] | Iterable[Day] = (),
        breaks: Mapping[Day, Intervals] | None = None,
        public: Holidays | None = None,
        known_years: Iterable[int] | None = None,
        source: str = "amends.toml",
    ) -> Calendar:
        """A calendar from plain data, as packs and `amends.toml` hold it.

        `weekly` is `{"mon": [["09:00", "17:00"], …], …}` in local time; `holidays` are closed dates,
        `recurring_holidays` are `"MM-DD"` closed every year; `working_days` are dates open whatever the week says,
        with the hours of the first open weekday or their own; `breaks` are closed intervals on one date. `public` are
        public holidays from `holidays.load`: they bring their known years and their file, and where both name a date,
        the branch's own word counts. Raises `ConfigurationError` naming the day for anything wrong in the data.
        """
        week = _read_week(weekly)
        recurring = frozenset(map(read_month_day, recurring_holidays))
        own_closed, own_working = read_dates(holidays), working_hours(working_days, week)
        refuse_both(own_closed, map(date.fromordinal, own_working), source)
        dates: dict[int, Hours] = {}
        entry = public.entry if public else "[{year}]"
        known = None if known_years is None else frozenset(known_years)
        if public:
            dates.update(public_hours(public.closed, public.working, recurring, week))
            recurring, known, source = recurring | public.recurring, public.known_years, public.source
        dates.update({day.toordinal(): () for day in own_closed})
        dates.update(own_working)
        cut_breaks(dates, breaks or {}, week, recurring)
        return cls(week, find_zone(timezone), dates, recurring, known, source, entry)

    def hours_on(self, day: date) -> Hours:
        """The opening hours of `day` in seconds of the local day; empty where it is closed."""
        self._require(day.year)
        closed = (day.month, day.day) in self.recurring
        return self.dates.get(day.toordinal(), () if closed else self.week[day.weekday()])

    def year(self, number: int) -> Year:
        """The table of one local year. Raises `ConfigurationError` for a year whose holidays nobody has given."""
        found = self._years.get(number)
        if found is None:
            self._require(number)
            closed: dict[int, Hours] = dict.fromkeys(self._recurring_in(number), ())
            found = self._years[number] = build_year(number, self.zone, self.week, {**closed, **self.dates})
        return found

    def _require(self, year: int) -> None:
        if self.known_years is not None and year not in self.known_years:
            raise ConfigurationError(
                "the holidays of {year} are not known; write all of them into {file}, under {entry} (known: {known})",
                year=year,
                entry=self.entry.format(year=year),
                file=self.source,
                known=", ".join(map(str, sorted(self.known_years))) or "no year",
            )

    def _recurring_in(self, year: int) -> Iterable[int]:
        for month, day in self.recurring:
            with suppress(ValueError):  # 29 February, in a year without one
                yield date(year, month, day).toordinal()


def _read_week(weekly: Mapping[str, Intervals]) -> tuple[Hours, ...]:
    for day in weekly:
        if day not in WEEKDAYS:
            raise ConfigurationError("{day!r} is not a weekday; expected {known}", day=day, known=", ".join(WEEKDAYS))
    week = tuple(read_hours(weekly.get(day, ()), day) for day in WEEKDAYS)
    if not any(week):
        raise ConfigurationError("the week never opens; expected hours on one of {days}", days=", ".join(WEEKDAYS))
    return week
