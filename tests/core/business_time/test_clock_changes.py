"""Clocks that change: opening hours are wall time, durations are real time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from amends.business_time import Calendar, calendar_due, due, elapsed
from amends.errors import ConfigurationError, Misuse

ALL_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
BERLIN = ZoneInfo("Europe/Berlin")


def daily(zone: str, *hours: list[str]) -> Calendar:
    return Calendar.build({day: list(hours) for day in ALL_DAYS}, zone)


def open_hours(calendar: Calendar, *day: int) -> float:
    start = datetime(*day, tzinfo=calendar.zone)  # type: ignore[arg-type, misc]
    return elapsed(calendar, start, start + timedelta(days=1)).total_seconds() / 3600


@pytest.mark.parametrize(
    ("zone", "hours", "day", "expected"),
    [
        ("Europe/Berlin", ["00:00", "24:00"], (2026, 3, 29), 23),
        ("Europe/Berlin", ["00:00", "24:00"], (2026, 10, 25), 25),
        ("Europe/Berlin", ["08:00", "18:00"], (2026, 3, 29), 10),
        ("Europe/Berlin", ["01:00", "04:00"], (2026, 3, 29), 2),
        ("Europe/Berlin", ["01:00", "02:30"], (2026, 3, 29), 1),  # 02:30 is skipped: closed at the skip
        ("Europe/Berlin", ["02:30", "05:00"], (2026, 3, 29), 2),  # and open at once after it
        ("Europe/Berlin", ["02:00", "03:00"], (2026, 3, 29), 0),
        ("Europe/Berlin", ["01:00", "02:30"], (2026, 10, 25), 1.5),  # 02:30 comes twice: the first is meant
        ("Europe/Berlin", ["02:30", "05:00"], (2026, 10, 25), 3.5),
        ("Australia/Lord_Howe", ["00:00", "24:00"], (2026, 4, 5), 24.5),
        ("America/Sao_Paulo", ["00:00", "24:00"], (2015, 10, 18), 23),
        ("America/Sao_Paulo", ["00:00", "24:00"], (2015, 2, 21), 25),
        ("America/Toronto", ["22:00", "24:00"], (1919, 3, 30), 1.5),  # 23:30 became 00:30 of the next day
        ("America/St_Johns", ["20:00", "24:00"], (2010, 11, 6), 4),
        ("Asia/Shanghai", ["00:00", "24:00"], (2026, 3, 29), 24),
    ],
)
def test_a_day_of_changing_clocks(zone: str, hours: list[str], day: tuple[int, int, int], expected: float) -> None:
    assert open_hours(daily(zone, hours), *day) == expected


def test_a_midnight_that_was_skipped_opens_at_the_skip() -> None:
    toronto = daily("America/Toronto", ["00:00", "02:00"])
    noon = datetime(1919, 3, 30, 12, tzinfo=toronto.zone)
    assert elapsed(toronto, noon, noon + timedelta(days=1)) == timedelta(hours=1.5)


def test_a_date_that_was_skipped_whole_is_no_open_day() -> None:
    samoa = daily("Pacific/Apia", ["09:00", "17:00"])
    start = datetime(2011, 12, 29, 10, tzinfo=samoa.zone)
    assert due(samoa, start, days=1) == datetime(2011, 12, 31, 10, tzinfo=samoa.zone)
    assert due(samoa, start, minutes=8 * 60) == datetime(2011, 12, 31, 10, tzinfo=samoa.zone)


def test_days_keep_the_wall_time_over_a_change() -> None:
    shop = daily("Europe/Berlin", ["08:00", "18:00"])
    assert due(shop, datetime(2026, 3, 28, 9, tzinfo=UTC), days=1) == datetime(2026, 3, 29, 8, tzinfo=UTC)
    assert due(shop, datetime(2026, 3, 28, 16, 30, tzinfo=UTC), minutes=60) == datetime(2026, 3, 29, 6, 30, tzinfo=UTC)


class TestCalendarDue:
    def test_days_keep_the_wall_time(self) -> None:
        start = datetime(2026, 3, 28, 10, tzinfo=BERLIN)
        assert calendar_due("Europe/Berlin", start, days=1) == datetime(2026, 3, 29, 10, tzinfo=BERLIN)
        assert calendar_due("Europe/Berlin", start, days=1) - start == timedelta(hours=23)
        assert calendar_due("Europe/Berlin", start, hours=24) - start == timedelta(hours=24)
        assert calendar_due(BERLIN, start, minutes=1.5) - start == timedelta(seconds=90)

    def test_a_skipped_time_is_due_at_the_skip(self) -> None:
        start = datetime(2026, 3, 28, 2, 30, tzinfo=BERLIN)
        assert calendar_due("Europe/Berlin", start, days=1) == datetime(2026, 3, 29, 1, tzinfo=UTC)

    def test_no_days_from_the_second_of_two_readings_stay_there(self) -> None:
        start = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # 02:30, for the second time
        assert calendar_due("Europe/Berlin", start, days=0) == start

    def test_the_end_of_the_day_is_midnight(self) -> None:
        start = datetime(2026, 3, 4, 2, tzinfo=UTC)
        assert calendar_due("Asia/Shanghai", start, days=7, end_of_day=True) == datetime(2026, 3, 11, 16, tzinfo=UTC)
        assert calendar_due("Asia/Shanghai", start, hours=14, end_of_day=True) == datetime(2026, 3, 5, 16, tzinfo=UTC)

    def test_pauses_move_it_by_their_length(self) -> None:
        start = datetime(2026, 3, 4, tzinfo=UTC)
        day = timedelta(days=1)
        assert calendar_due("UTC", start, days=2, pauses=[(start + day, start + 3 * day)]) == start + 4 * day
        assert calendar_due("UTC", start, days=2, pauses=[(start + 2 * day, start + 3 * day)]) == start + 2 * day

    def test_nonsense_is_refused(self) -> None:
        start = datetime(2026, 3, 4, tzinfo=UTC)
        with pytest.raises(Misuse):
            calendar_due("UTC", start)
        with pytest.raises(Misuse):
            calendar_due("UTC", start, hours=1, days=1)
        with pytest.raises(Misuse):
            calendar_due("UTC", start, days=-1)
        with pytest.raises(ConfigurationError):
            calendar_due("Mars/Base", start, days=1)
