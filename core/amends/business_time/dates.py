"""Dates in plain data, and the dates whose opening hours differ from their weekday's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime

from amends.business_time.hours import Hours, read_hours, without
from amends.errors import ConfigurationError

Day = date | str
Intervals = Iterable[Sequence[str]]


def read_date(value: Day) -> date:
    """A date, or its ISO text. Raises `ConfigurationError` for anything else."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    with suppress(TypeError, ValueError):
        return date.fromisoformat(value)  # type: ignore[arg-type]  # what it cannot read it raises
    raise ConfigurationError("{value!r} is not a date; expected one like 2026-10-01", value=value)


def read_month_day(text: str) -> tuple[int, int]:
    """`"12-25"` as month and day. Raises `ConfigurationError` for anything else."""
    try:
        day = date.fromisoformat(f"2000-{text}")  # a leap year: 02-29 is closed in the years that have it
    except ValueError:
        raise ConfigurationError("{text!r} is not a month and day; expected one like 12-25", text=text) from None
    return day.month, day.day


def read_dates(days: Iterable[Day]) -> frozenset[date]:
    """All of `days` as dates."""
    return frozenset(read_date(day) for day in days)


def working_hours(days: Mapping[Day, Intervals | None] | Iterable[Day], week: Sequence[Hours]) -> dict[int, Hours]:
    """The hours of make-up working days, by ordinal: those stated, else those of the first open weekday."""
    usual = next(hours for hours in week if hours)
    stated = days if isinstance(days, Mapping) else dict.fromkeys(days)
    return {
        read_date(day).toordinal(): usual if intervals is None else read_hours(intervals, str(day))
        for day, intervals in stated.items()
    }


def public_hours(
    closed: Iterable[date], working: Iterable[date], recurring: frozenset[tuple[int, int]], week: Sequence[Hours]
) -> dict[int, Hours]:
    """The hours of public holidays and make-up days, but for the dates in `recurring`: a branch closes those itself."""
    hours: dict[int, Hours] = {day.toordinal(): () for day in closed}
    hours.update(working_hours([day for day in working if (day.month, day.day) not in recurring], week))
    return hours


def refuse_both(closed: Iterable[date], working: Iterable[date], source: str) -> None:
    """Raise `ConfigurationError` naming the first date that is to be closed and worked at once."""
    for day in sorted(set(closed) & set(working)):
        raise ConfigurationError("{source}: {day} is both a holiday and a working day", source=source, day=day)


def cut_breaks(
    dates: dict[int, Hours],
    breaks: Mapping[Day, Intervals],
    week: Sequence[Hours],
    recurring: frozenset[tuple[int, int]],
) -> None:
    """Take each date's breaks out of that date's hours, in `dates`."""
    for name, intervals in breaks.items():
        day = read_date(name)
        closed = (day.month, day.day) in recurring
        hours = dates.get(day.toordinal(), () if closed else week[day.weekday()])
        dates[day.toordinal()] = without(hours, read_hours(intervals, str(name), overlapping=True))
