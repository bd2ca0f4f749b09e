"""Building a calendar: what is accepted, what is refused and in which words, and what is open on which date."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from amends.business_time import Calendar, due, elapsed
from amends.business_time.holidays import read
from amends.errors import ConfigurationError, Misuse

OFFICE = {day: [["09:00", "12:00"], ["13:30", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
MORNING, AFTERNOON = (9 * 3600, 12 * 3600), (13 * 3600 + 1800, 18 * 3600)


@pytest.mark.parametrize(
    ("weekly", "words"),
    [
        ({}, ["never opens"]),
        ({"mon": []}, ["never opens"]),
        ({"monday": [["09:00", "17:00"]]}, ["'monday'", "mon, tue"]),
        ({"fri": [["18:00", "02:00"]]}, ["fri", "18:00-02:00", "midnight", "24:00"]),
        ({"fri": [["18:00", "00:00"]]}, ["fri", "24:00"]),
        ({"fri": [["09:00", "09:00"]]}, ["fri"]),
        ({"tue": [["09:00", "13:00"], ["12:59", "18:00"]]}, ["tue", "09:00-13:00", "12:59-18:00", "overlap"]),
        ({"tue": [["09:00", "24:01"]]}, ["tue", "24:01"]),
        ({"tue": [["9", "17:00"]]}, ["tue", "'9'"]),
        ({"tue": [["09:60", "17:00"]]}, ["tue", "09:60"]),
        ({"tue": ["09:00-17:00"]}, ["tue", "09:00-17:00"]),
        ({"tue": [["09:00"]]}, ["tue"]),
        ({"tue": [[9, 17]]}, ["tue", "9"]),
    ],
)
def test_hours_that_cannot_be_are_refused_naming_the_day(weekly: dict[str, list[list[str]]], words: list[str]) -> None:
    with pytest.raises(ConfigurationError) as refusal:
        Calendar.build(weekly, "Asia/Shanghai")
    assert all(word in str(refusal.value) for word in words), str(refusal.value)


def test_adjacent_hours_and_the_whole_day_are_accepted() -> None:
    calendar = Calendar.build({"mon": [["12:00", "24:00"], ["00:00", "12:00"]]}, "UTC")
    assert calendar.hours_on(date(2026, 3, 2)) == ((0, 43200), (43200, 86400))
    assert calendar.hours_on(date(2026, 3, 3)) == ()


@pytest.mark.parametrize("zone", ["Asia/Nowhere", "", "../etc/passwd"])
def test_a_zone_nobody_knows_is_refused(zone: str) -> None:
    with pytest.raises(ConfigurationError, match="time zone"):
        Calendar.build(OFFICE, zone)


def test_dates_differ_from_the_week() -> None:
    calendar = Calendar.build(
        OFFICE,
        "Asia/Shanghai",
        holidays=["2026-10-01", date(2026, 10, 2)],
        recurring_holidays=["12-25", "02-29"],
        working_days={"2026-10-10": None, "2026-10-11": [["10:00", "14:00"]]},
        breaks={"2026-03-03": [["11:00", "14:00"], ["13:00", "15:00"]], "2026-12-25": [["10:00", "11:00"]]},
    )
    assert calendar.hours_on(date(2026, 10, 1)) == calendar.hours_on(date(2026, 10, 2)) == ()
    assert calendar.hours_on(date(2026, 12, 25)) == calendar.hours_on(date(2030, 12, 25)) == ()
    assert calendar.hours_on(date(2028, 2, 29)) == ()
    assert calendar.hours_on(date(2026, 10, 10)) == (MORNING, AFTERNOON)
    assert calendar.hours_on(date(2026, 10, 11)) == ((36000, 50400),)
    assert calendar.hours_on(date(2026, 3, 3)) == ((32400, 39600), (54000, 64800))
    assert calendar.hours_on(date(2027, 2, 28)) == ()  # a Sunday; and 29 February does not trouble a common year
    assert due(calendar, datetime(2027, 2, 26, 10, tzinfo=UTC), days=1) == datetime(2027, 3, 1, 10, tzinfo=UTC)


def test_a_make_up_day_takes_the_hours_of_the_first_open_weekday() -> None:
    weekly = {"wed": [["08:00", "10:00"]], "sat": [["11:00", "12:00"]]}
    calendar = Calendar.build(weekly, "UTC", working_days=["2026-03-07"])
    assert calendar.hours_on(date(2026, 3, 7)) == ((28800, 36000),)


def test_a_date_cannot_be_closed_and_worked() -> None:
    with pytest.raises(ConfigurationError, match="2026-10-10 is both"):
        Calendar.build(OFFICE, "UTC", holidays=["2026-10-10"], working_days=["2026-10-10"])


@pytest.mark.parametrize(
    "data", [{"holidays": ["2026-02-30"]}, {"holidays": ["1 May"]}, {"recurring_holidays": ["13-01"]}]
)
def test_dates_that_do_not_exist_are_refused(data: dict[str, list[str]]) -> None:
    with pytest.raises(ConfigurationError, match="expected one like"):
        Calendar.build(OFFICE, "UTC", **data)  # type: ignore[arg-type]


def test_the_branch_has_the_last_word_over_public_holidays() -> None:
    year = {"closed": [["2026-10-01", "2026-10-07"]], "open": ["2026-10-10", "2026-02-14"]}
    public = read({"2026": year}, "x.toml")
    calendar = Calendar.build(
        OFFICE,
        "Asia/Shanghai",
        public=public,
        holidays=["2026-10-10"],
        recurring_holidays=["02-14"],
        working_days={"2026-10-02": [["10:00", "12:00"]]},
    )
    assert calendar.hours_on(date(2026, 10, 1)) == ()
    assert calendar.hours_on(date(2026, 10, 2)) == ((36000, 43200),)
    assert calendar.hours_on(date(2026, 10, 10)) == ()
    assert calendar.hours_on(date(2026, 2, 14)) == ()


class TestYearsNobodyGave:
    calendar = Calendar.build(OFFICE, "Asia/Shanghai", known_years=[2025, 2026], source="shop.toml")

    def test_are_refused_naming_year_file_and_known_years(self) -> None:
        with pytest.raises(ConfigurationError) as refusal:
            due(self.calendar, datetime(2026, 12, 31, 9, tzinfo=UTC), days=3)
        assert all(word in str(refusal.value) for word in ("2027", "shop.toml", "2025, 2026"))
        with pytest.raises(ConfigurationError, match="2024"):
            elapsed(self.calendar, datetime(2024, 12, 31, 15, tzinfo=UTC), datetime(2025, 1, 2, tzinfo=UTC))
        with pytest.raises(ConfigurationError, match="2027"):
            self.calendar.hours_on(date(2027, 1, 1))

    def test_are_not_asked_about_needlessly(self) -> None:
        last_closing = datetime(2026, 12, 31, 10, tzinfo=UTC)
        assert due(self.calendar, last_closing - timedelta(hours=1), minutes=60) == last_closing
        # By UTC it is still 2024, by the shop's own clock it is not.
        midnight = datetime(2024, 12, 31, 16, tzinfo=UTC)
        assert elapsed(self.calendar, midnight, midnight + timedelta(hours=10)) == timedelta(hours=1)


def test_a_calendar_that_never_opens_again_is_refused_not_walked_forever() -> None:
    calendar = Calendar.build({"mon": [["09:00", "17:00"]]}, "UTC", breaks={})
    every_day = [f"{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 30) if (month, day) != (2, 30)]
    every_day += [f"{month:02}-30" for month in range(1, 13) if month != 2]
    every_day += [f"{month:02}-31" for month in (1, 3, 5, 7, 8, 10, 12)]
    closed = Calendar.build({"mon": [["09:00", "17:00"]]}, "UTC", recurring_holidays=every_day)
    with pytest.raises(Misuse, match="200 years"):
        due(closed, datetime(2026, 1, 1, tzinfo=UTC), minutes=1)
    with pytest.raises(Misuse):
        due(calendar, datetime(9990, 1, 1, tzinfo=UTC), minutes=60 * 8 * 52 * 20)
