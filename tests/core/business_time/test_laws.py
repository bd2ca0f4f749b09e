"""Laws that hold for every calendar, found out by trying many; and a slow, plain count to compare with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from amends.business_time import Calendar, due, elapsed
from hypothesis import given, settings
from hypothesis import strategies as st

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ZONES = ("UTC", "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Tehran")


def _text(quarter: int) -> str:
    return f"{quarter // 4:02}:{quarter % 4 * 15:02}"


@st.composite
def hours(draw: st.DrawFn) -> list[list[str]]:
    ends = sorted(draw(st.sets(st.integers(0, 96), max_size=6)))
    return [[_text(opens), _text(closes)] for opens, closes in list(pairwise(ends))[::2]]


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    weekly = {day: draw(hours()) for day in DAYS}
    if not any(weekly.values()):
        weekly["wed"] = [["09:00", "17:00"]]
    return Calendar.build(
        weekly,
        draw(st.sampled_from(ZONES)),
        holidays=draw(st.lists(st.dates(datetime(2015, 1, 1).date(), datetime(2016, 12, 31).date()), max_size=20)),  # noqa: DTZ001
        recurring_holidays=draw(st.lists(st.sampled_from(["01-01", "02-29", "03-29", "12-25"]), max_size=3)),
    )


moments = st.datetimes(datetime(2014, 6, 1), datetime(2017, 6, 1), timezones=st.just(UTC))  # noqa: DTZ001
delays = st.timedeltas(timedelta(), timedelta(days=9))
amounts = st.one_of(st.integers(0, 200_000), st.floats(0, 10_000, allow_nan=False))


@st.composite
def pauses(draw: st.DrawFn, near: datetime) -> list[tuple[datetime, datetime]]:
    begins = draw(st.lists(st.integers(-20_000, 60_000), max_size=5))
    lengths = [draw(st.integers(0, 8_000)) for _ in begins]
    return [
        (near + timedelta(minutes=begin), near + timedelta(minutes=begin + length))
        for begin, length in zip(begins, lengths, strict=True)
    ]


def _offset(calendar: Calendar, moment: datetime) -> timedelta | None:
    return moment.astimezone(calendar.zone).utcoffset()


def _rounded(minutes: float) -> timedelta:
    return timedelta(microseconds=round(minutes * 60_000_000))


@settings(deadline=None)
@given(calendars(), moments, amounts, st.data())
def test_adding_then_measuring_returns_the_amount(
    calendar: Calendar, start: datetime, minutes: float, data: Any
) -> None:
    stops = data.draw(pauses(start))
    end = due(calendar, start, minutes=minutes, pauses=stops)
    assert elapsed(calendar, start, end, stops) == _rounded(minutes)
    begin = due(calendar, start, minutes=minutes, pauses=stops, direction="before")
    assert elapsed(calendar, begin, start, stops) == _rounded(minutes)


@settings(deadline=None)
@given(calendars(), moments, st.integers(1, 100_000))
def test_going_back_undoes_going_forward_but_for_closed_time(calendar: Calendar, start: datetime, minutes: int) -> None:
    back = due(calendar, due(calendar, start, minutes=minutes), minutes=minutes, direction="before")
    assert back >= start
    assert elapsed(calendar, start, back) == timedelta()


@settings(deadline=None)
@given(calendars(), moments, amounts, st.data())
def test_the_order_of_pauses_does_not_matter(calendar: Calendar, start: datetime, minutes: float, data: Any) -> None:
    stops = data.draw(pauses(start))
    mixed = data.draw(st.permutations(stops))
    for options in ({}, {"pause_semantics": "wall_clock_shift"}, {"direction": "before"}, {"boundary": "next_open"}):
        chosen: dict[str, Any] = options
        assert due(calendar, start, minutes=minutes, pauses=stops, **chosen) == due(
            calendar, start, minutes=minutes, pauses=mixed, **chosen
        )
    end = start + timedelta(days=30)
    assert elapsed(calendar, start, end, stops) == elapsed(calendar, start, end, mixed)


@settings(deadline=None)
@given(calendars(), moments, st.lists(amounts, min_size=2, max_size=4), delays, st.data())
def test_more_time_or_a_later_start_is_never_due_earlier(
    calendar: Calendar, start: datetime, budgets: list[float], later: timedelta, data: Any
) -> None:
    stops = data.draw(pauses(start))
    ordered = [due(calendar, start, minutes=minutes, pauses=stops) for minutes in sorted(budgets) if minutes]
    assert ordered == sorted(ordered)
    assert due(calendar, start, minutes=budgets[0]) <= due(calendar, start + later, minutes=budgets[0])
    days = [due(calendar, start, days=count, pauses=stops) for count in (1, 2, 5)]
    assert days == sorted(days)
    if _offset(calendar, start) == _offset(calendar, start + later):  # else a later start may show an earlier wall time
        assert due(calendar, start, days=3) <= due(calendar, start + later, days=3)
    assert due(calendar, start, days=3, end_of_working_day=True) <= due(
        calendar, start + later, days=3, end_of_working_day=True
    )


@settings(deadline=None)
@given(calendars(), moments, st.integers(0, 20), st.booleans())
def test_days_lead_where_it_is_open(calendar: Calendar, start: datetime, days: int, closing: bool) -> None:
    end = due(calendar, start, days=days, end_of_working_day=closing)
    begin = due(calendar, start, days=days, end_of_working_day=closing, direction="before")
    assert begin <= start <= end
    instant = timedelta(microseconds=1)
    for moment in (begin, end):
        assert elapsed(calendar, moment - instant, moment + instant) > timedelta()


@settings(deadline=None, max_examples=60)
@given(calendars(), moments, st.integers(0, 60 * 24 * 5))
def test_measuring_agrees_with_reading_the_clock_every_minute(
    calendar: Calendar, start: datetime, minutes: int
) -> None:
    start = start.replace(second=0, microsecond=0)
    opened = sum(_open_by_the_clock(calendar, start + timedelta(minutes=passed)) for passed in range(minutes))
    assert elapsed(calendar, start, start + timedelta(minutes=minutes)) == timedelta(minutes=opened)


def _open_by_the_clock(calendar: Calendar, moment: datetime) -> bool:
    local = moment.astimezone(calendar.zone)
    if local.fold:  # a time shown for the second time counts as the moment the clocks went back
        assert isinstance(calendar.zone, ZoneInfo)
        while local.fold:
            moment -= timedelta(minutes=1)
            local = moment.astimezone(calendar.zone)
    second = local.hour * 3600 + local.minute * 60
    return any(opens <= second < closes for opens, closes in calendar.hours_on(local.date()))
