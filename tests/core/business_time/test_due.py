"""Due times: minutes and days, forward and backward, pauses, and the meanings a contract may choose."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from amends.business_time import Calendar, due, moved
from amends.errors import Misuse

# March 2026: the 2nd is a Monday.
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
SHOP = Calendar.build({day: [["09:00", "12:00"], ["13:00", "17:00"]] for day in WEEKDAYS}, "UTC")
ALWAYS = Calendar.build({day: [["00:00", "24:00"]] for day in (*WEEKDAYS, "sat", "sun")}, "Asia/Shanghai")


def at(day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


class TestMinutes:
    def test_skip_what_is_closed(self) -> None:
        assert due(SHOP, at(2, 11, 30), minutes=60) == at(2, 13, 30)
        assert due(SHOP, at(6, 16, 30), minutes=60) == at(9, 9, 30)

    def test_that_end_at_closing_are_due_then_or_at_the_next_opening(self) -> None:
        assert due(SHOP, at(2, 16), minutes=60) == at(2, 17)
        assert due(SHOP, at(2, 16), minutes=60, boundary="next_open") == at(3, 9)
        assert due(SHOP, at(2, 11), minutes=60, boundary="next_open") == at(2, 13)
        assert due(SHOP, at(2, 10), minutes=60, boundary="next_open") == at(2, 11)

    def test_none_end_at_the_first_open_moment(self) -> None:
        assert due(SHOP, at(2, 10), minutes=0) == at(2, 10)
        assert due(SHOP, at(2, 12), minutes=0) == at(2, 13)
        assert due(SHOP, at(2, 17), minutes=0) == at(3, 9)
        assert due(SHOP, at(7), minutes=0) == at(9, 9)
        assert due(SHOP, at(7), minutes=0, direction="before") == at(6, 17)
        assert due(SHOP, at(2, 13), minutes=0, direction="before") == at(2, 12)

    def test_before_is_the_mirror_image(self) -> None:
        assert due(SHOP, at(3, 9, 30), minutes=60, direction="before") == at(2, 16, 30)
        assert due(SHOP, at(3, 10), minutes=60, direction="before") == at(3, 9)
        assert due(SHOP, at(3, 10), minutes=60, direction="before", boundary="next_open") == at(2, 17)

    def test_may_end_the_working_day_they_fall_in(self) -> None:
        assert due(SHOP, at(2, 10), minutes=30, end_of_working_day=True) == at(2, 17)
        assert due(SHOP, at(2, 16), minutes=60, end_of_working_day=True) == at(2, 17)
        assert due(SHOP, at(2, 16), minutes=60, end_of_working_day=True, boundary="next_open") == at(3, 17)
        midnight = datetime(2026, 3, 2, 16, tzinfo=UTC)
        assert due(ALWAYS, midnight - timedelta(hours=1), minutes=60, end_of_working_day=True) == midnight
        assert due(ALWAYS, midnight, minutes=0, end_of_working_day=True) == midnight + timedelta(days=1)
        assert due(SHOP, at(4, 10), minutes=60 * 7, direction="before", end_of_working_day=True) == at(3, 17)
        assert due(SHOP, at(4, 10), minutes=30, direction="before", end_of_working_day=True) == at(3, 17)

    def test_may_be_fractions(self) -> None:
        assert due(SHOP, at(2, 10), minutes=1.5) == at(2, 10, 1) + timedelta(seconds=30)


class TestDays:
    def test_keep_the_wall_time(self) -> None:
        assert due(SHOP, at(5, 10), days=2) == at(9, 10)
        assert due(SHOP, at(9, 10), days=2, direction="before") == at(5, 10)

    def test_move_on_to_the_next_open_moment(self) -> None:
        assert due(SHOP, at(5, 12, 30), days=1) == at(6, 13)
        assert due(SHOP, at(5, 20), days=1) == at(9, 9)
        assert due(SHOP, at(5, 7), days=1) == at(6, 9)
        assert due(SHOP, at(6, 7), days=1, direction="before") == at(4, 17)

    def test_from_a_closed_date_start_with_the_next_open_one(self) -> None:
        assert due(SHOP, at(7, 10), days=1) == due(SHOP, at(6, 23), days=1) == at(10, 9)
        assert due(SHOP, at(7, 10), days=1, direction="before") == at(5, 17)
        assert due(SHOP, at(7, 10), days=1, end_of_working_day=True) == at(9, 17)

    def test_at_closing_stay_there_unless_told_otherwise(self) -> None:
        assert due(SHOP, at(5, 17), days=1) == at(6, 17)
        assert due(SHOP, at(5, 17), days=1, boundary="next_open") == at(9, 9)
        assert due(SHOP, at(6, 17), days=1, direction="before") == at(5, 17)

    def test_none_are_the_first_open_moment(self) -> None:
        assert due(SHOP, at(5, 10), days=0) == at(5, 10)
        assert due(SHOP, at(7, 10), days=0) == at(9, 9)

    def test_may_end_at_closing(self) -> None:
        assert due(SHOP, at(5, 10), days=1, end_of_working_day=True) == at(6, 17)
        assert due(SHOP, at(5, 20), days=0, end_of_working_day=True) == at(6, 17)
        assert due(SHOP, at(5, 10), days=0, end_of_working_day=True) == at(5, 17)
        assert due(SHOP, at(7, 10), days=0, end_of_working_day=True) == at(9, 17)
        assert due(SHOP, at(5, 10), days=0, end_of_working_day=True, direction="before") == at(4, 17)
        assert due(SHOP, at(9, 10), days=1, end_of_working_day=True, direction="before") == at(6, 17)

    def test_reach_over_years(self) -> None:
        open_days = due(SHOP, at(2, 10), days=2610)
        assert open_days == datetime(2036, 3, 3, 10, tzinfo=UTC)
        assert due(SHOP, open_days, days=2610, direction="before") == at(2, 10)


class TestPauses:
    def test_take_out_only_the_open_time_in_them(self) -> None:
        assert due(SHOP, at(2, 10), minutes=60, pauses=[(at(2, 10, 30), at(2, 14))]) == at(2, 14, 30)
        assert due(SHOP, at(2, 16), minutes=120, pauses=[(at(2, 17), at(3, 9))]) == at(3, 10)

    def test_move_the_due_time_into_later_pauses(self) -> None:
        pauses = [(at(2, 10, 30), at(2, 11)), (at(2, 11), at(2, 11, 30)), (at(2, 11, 45), at(2, 13, 15))]
        assert due(SHOP, at(2, 10), minutes=60, pauses=pauses) == at(2, 13, 30)

    def test_before_the_start_or_after_the_due_time_change_nothing(self) -> None:
        pauses = [(at(1), at(2, 10)), (at(2, 11), at(2, 12))]
        assert due(SHOP, at(2, 10), minutes=60, pauses=pauses) == at(2, 11)

    def test_that_overlap_count_once(self) -> None:
        pauses = [(at(2, 10, 10), at(2, 10, 40)), (at(2, 10, 20), at(2, 10, 30)), (at(2, 10, 30), at(2, 10, 50))]
        assert due(SHOP, at(2, 10), minutes=60, pauses=pauses) == at(2, 11, 40)

    def test_apply_to_days_and_to_the_end_of_the_day(self) -> None:
        pauses = [(at(2, 10), at(2, 11))]
        assert due(SHOP, at(2, 9), days=1, pauses=pauses) == at(3, 10)
        assert due(SHOP, at(2, 9), days=1, pauses=pauses, end_of_working_day=True) == at(4, 10)
        assert due(SHOP, at(2, 18), days=1, pauses=[(at(3, 18), at(4, 8))]) == at(4, 9)

    def test_hold_seconds_are_open_time_too(self) -> None:
        assert due(SHOP, at(2, 16), minutes=30, hold_seconds=3600) == at(3, 9, 30)
        assert due(SHOP, at(2, 16), minutes=30, hold_seconds=1800) == at(2, 17)
        assert due(SHOP, at(2, 16), minutes=30, hold_seconds=1800, boundary="next_open") == at(3, 9)
        pauses = [(at(2, 16, 20), at(2, 16, 30))]
        assert due(SHOP, at(2, 16), minutes=15, hold_seconds=900, pauses=pauses) == at(2, 16, 40)

    def test_work_backward(self) -> None:
        earlier, later = (at(3, 9), at(3, 9, 15)), (at(3, 9, 30), at(3, 9, 45))
        assert due(SHOP, at(3, 10), minutes=60, pauses=[later], direction="before") == at(2, 16, 45)
        assert due(SHOP, at(3, 10), minutes=30, pauses=[earlier], direction="before") == at(3, 9, 30)

    def test_may_shift_by_wall_time_instead(self) -> None:
        shift: dict[str, Any] = {"pause_semantics": "wall_clock_shift"}
        assert due(SHOP, at(2, 10), minutes=60, pauses=[(at(2, 10), at(4, 10))], **shift) == at(4, 11)
        assert due(SHOP, at(2, 7), minutes=60, pauses=[(at(2, 7), at(2, 8))], **shift) == at(2, 11)
        assert due(SHOP, at(2, 10), minutes=60, pauses=[(at(2, 12), at(2, 13))], **shift) == at(2, 11)
        assert due(SHOP, at(2, 10), minutes=60, hold_seconds=86400 * 6, **shift) == at(8, 11)
        pauses = [(at(2, 11), at(2, 11, 30))]
        assert due(SHOP, at(2, 12), minutes=60, pauses=pauses, direction="before", **shift) == at(2, 10, 30)

    def test_that_end_before_they_begin_are_refused(self) -> None:
        with pytest.raises(Misuse, match="pause"):
            due(SHOP, at(2, 10), minutes=60, pauses=[(at(3), at(2))])


def test_moved_takes_a_sign() -> None:
    assert moved(SHOP, at(3, 9, 30), minutes=-60) == at(2, 16, 30)
    assert moved(SHOP, at(2, 17), minutes=60) == at(3, 10)
    assert moved(SHOP, at(2, 17), days=-1) == due(SHOP, at(2, 17), days=1, direction="before")
    assert moved(SHOP, at(7, 3), minutes=0) == moved(SHOP, at(7, 3), days=0) == at(7, 3)


def test_what_comes_out_is_utc() -> None:
    start = datetime.fromisoformat("2026-03-02T10:00:00+08:00")
    assert due(ALWAYS, start, minutes=1).tzinfo is UTC
    assert due(ALWAYS, start, minutes=1) == start + timedelta(minutes=1)


@pytest.mark.parametrize(
    "call",
    [
        {},
        {"minutes": 5, "days": 1},
        {"minutes": -1},
        {"minutes": float("nan")},
        {"minutes": float("inf")},
        {"minutes": 1e12},
        {"days": -1},
        {"days": 1.5},
        {"days": 10**9},
        {"minutes": 5, "direction": "sideways"},
        {"minutes": 5, "boundary": "open"},
        {"minutes": 5, "pause_semantics": "none"},
        {"minutes": 5, "hold_seconds": -1},
    ],
)
def test_calls_that_make_no_sense_are_refused(call: dict[str, Any]) -> None:
    with pytest.raises(Misuse):
        due(SHOP, at(2, 10), **call)


@pytest.mark.parametrize("call", [{}, {"minutes": 5, "days": 1}, {"minutes": 0, "days": 1}, {"days": -1.5}])
def test_moves_that_make_no_sense_are_refused(call: dict[str, Any]) -> None:
    with pytest.raises(Misuse):
        moved(SHOP, at(2, 10), **call)


def test_times_without_a_zone_are_refused() -> None:
    naive = datetime(2026, 3, 2, 10)  # noqa: DTZ001 - that is the point
    with pytest.raises(Misuse, match="time zone"):
        due(SHOP, naive, minutes=5)
    with pytest.raises(Misuse, match="time zone"):
        due(SHOP, at(2, 10), minutes=5, pauses=[(naive, naive)])
