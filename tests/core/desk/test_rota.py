"""The desk is always staffed: who is on, and the gaps (S5)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from amends.case.person import Span
from amends.desk.absence import away, back
from amends.desk.days import read_day, read_time, whole_days
from amends.desk.rota import rota
from amends.desk.shifts import in_words, plan_shift, take_off
from amends.errors import Misuse, Refused
from hypothesis import given
from hypothesis import strategies as st

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
CLERK, MANAGER = "小林", "陈店长"


def hours(desk: Any, spans: Any) -> list[str]:
    return [
        "-".join(moment.astimezone(desk.zone).strftime("%d.%H:%M") for moment in (span.since, span.until))
        for span in spans
    ]


def plan(desk: Any, name: str, day: date, begins: str, ends: str, by: str = "desk") -> Any:
    return plan_shift(desk, name, day, read_time(begins), read_time(ends), by)


def test_gaps_are_where_the_branch_is_open_and_nobody_of_the_front_line_is_on(florist: Any) -> None:
    desk = florist.desk
    plan(desk, CLERK, MONDAY, "09:00", "11:30")
    plan(desk, "desk", MONDAY, "11:00", "16:00")
    plan(desk, MANAGER, MONDAY, "08:00", "20:00")
    (day,) = rota(desk, "N1", MONDAY, MONDAY)
    assert hours(desk, day.opening) == ["02.09:00-02.12:00", "02.13:00-02.18:00"]
    assert {each.name for each in day.on} == {CLERK, "desk", MANAGER}
    assert hours(desk, day.gaps) == ["02.16:00-02.18:00"]


def test_a_day_without_anybody_is_one_gap_and_a_closed_day_none(florist: Any) -> None:
    days = rota(florist.desk, "N1", MONDAY, date(2026, 3, 8))
    assert [len(day.gaps) for day in days] == [2, 1, 1, 1, 1, 0, 0]
    assert [day.gaps == day.opening for day in days] == [True] * 7


def test_who_is_away_is_not_on_whatever_was_planned(florist: Any, clock: Any) -> None:
    desk = florist.desk
    plan(desk, CLERK, TUESDAY, "09:00", "18:00")
    away(desk, CLERK, TUESDAY, TUESDAY, CLERK)
    (day,) = rota(desk, "N1", TUESDAY, TUESDAY)
    assert [(each.name, each.away) for each in day.on] == [(CLERK, True)]
    assert hours(desk, day.gaps) == ["03.09:00-03.18:00"]
    clock.now = datetime(2026, 3, 3, 4, 0, tzinfo=UTC)
    back(desk, CLERK, CLERK)
    (day,) = rota(desk, "N1", TUESDAY, TUESDAY)
    assert hours(desk, day.gaps) == ["03.09:00-03.12:00"]


def test_a_shift_that_crosses_midnight_stands_on_both_days(florist: Any) -> None:
    desk = florist.desk
    shift = plan(desk, CLERK, MONDAY, "17:00", "09:30")
    assert in_words(desk, shift) == "2026-03-02 17:00-09:30 (2026-03-03)"
    monday, tuesday = rota(desk, "N1", MONDAY, TUESDAY)
    assert [each.name for each in monday.on] == [each.name for each in tuesday.on] == [CLERK]
    assert hours(desk, monday.gaps)[-1] == "02.13:00-02.17:00"
    assert hours(desk, tuesday.gaps) == ["03.09:30-03.18:00"]
    assert rota(desk, "N1", TUESDAY, TUESDAY)[0].gaps == tuesday.gaps


@pytest.mark.parametrize(
    ("begins", "ends"), [("10:00", "12:00"), ("08:00", "20:00"), ("16:59", "18:00"), ("20:00", "09:01")]
)
def test_two_shifts_of_one_person_do_not_overlap_wherever_they_are(florist: Any, begins: str, ends: str) -> None:
    desk = florist.desk
    plan(desk, CLERK, MONDAY, "09:00", "17:00")
    plan(desk, CLERK, TUESDAY, "09:00", "17:00")
    with pytest.raises(Refused, match=f"{CLERK} is on already: 2026-03-0[23] 09:00-17:00 at N1"):
        plan(desk, CLERK, MONDAY, begins, ends)


def test_a_clock_set_back_lets_no_overlap_in(florist: Any, clock: Any) -> None:
    plan(florist.desk, CLERK, MONDAY, "09:00", "17:00")
    clock.advance(days=-9)
    with pytest.raises(Refused, match="is on already"):
        plan(florist.desk, CLERK, MONDAY, "16:00", "18:00")


def test_one_shift_may_begin_when_the_other_ends(florist: Any) -> None:
    plan(florist.desk, CLERK, MONDAY, "09:00", "13:00")
    plan(florist.desk, CLERK, MONDAY, "13:00", "17:00")
    plan(florist.desk, CLERK, MONDAY, "17:00", "24:00")
    plan(florist.desk, CLERK, TUESDAY, "00:00", "09:00")
    assert len(rota(florist.desk, "N1", MONDAY, MONDAY)[0].on) == 3


def test_a_shift_taken_off_leaves_its_gap(florist: Any) -> None:
    desk = florist.desk
    plan(desk, CLERK, TUESDAY, "09:00", "12:00")
    plan(desk, CLERK, TUESDAY, "13:00", "18:00")
    none = f"{CLERK} has no shift that begins on 2026-03-02; shifts to come: 2026-03-03 09:00-12:00, "
    with pytest.raises(Misuse, match=none):
        take_off(desk, CLERK, MONDAY, "desk")
    assert len(take_off(desk, CLERK, TUESDAY, "desk")) == 2
    assert rota(desk, "N1", TUESDAY, TUESDAY)[0].on == ()


def test_a_shift_belongs_to_the_branch_it_is_planned_for(open_desk: Any) -> None:
    desk = open_desk("florist", branch=None)
    plan_shift(desk, CLERK, TUESDAY, 9 * 3600, 18 * 3600, "desk", "N2")
    assert rota(desk, "N2", TUESDAY, TUESDAY)[0].gaps == ()
    assert len(rota(desk, "N1", TUESDAY, TUESDAY)[0].gaps) == 1
    with pytest.raises(Misuse, match="no branch 'N9'"):
        plan_shift(desk, CLERK, MONDAY, 0, 60, "desk", "N9")


def test_too_long_or_backward_a_rota_is_refused(florist: Any) -> None:
    with pytest.raises(Misuse, match="more than 100 days"):
        rota(florist.desk, "N1", MONDAY, MONDAY + timedelta(days=100))
    with pytest.raises(Misuse, match="is before"):
        rota(florist.desk, "N1", TUESDAY, MONDAY)


def test_a_shift_without_length_is_none(florist: Any) -> None:
    with pytest.raises(Misuse, match="another time"):
        plan(florist.desk, CLERK, MONDAY, "09:00", "09:00")


@pytest.mark.parametrize(
    "text", ["9", "25:00", "24:01", "09:60", "9:5", "٠٩:٠٠", "-1:00", "", "9.30", "09:00:00", "²1:00"]
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(Misuse):
        read_time(text)


@pytest.mark.parametrize("text", ["tomorrow", "2026-02-30", "0001-01-01", "9999-12-31", "", "2026/03/02"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(Misuse):
        read_day(text)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 400))
def test_whole_days_join_without_gap_or_overlap(first: date, length: int) -> None:
    for name in ("Asia/Shanghai", "Europe/Bucharest", "America/Sao_Paulo"):
        zone, last = ZoneInfo(name), first + timedelta(days=length)
        span = whole_days(zone, first, last)
        assert span.until == whole_days(zone, last + timedelta(days=1), last + timedelta(days=1)).since
        assert span.since.astimezone(zone).date() == first
        assert (span.until - timedelta(seconds=1)).astimezone(zone).date() == last


def test_a_period_is_half_open() -> None:
    span = Span(datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 3, tzinfo=UTC))
    assert span.holds(span.since)
    assert not span.holds(span.until)
