"""What a chain says of a year's holidays, laid over the calendar it uses."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from amends.business_time import Calendar, holidays
from amends.business_time.holidays.extended import extended
from amends.errors import ConfigurationError
from hypothesis import given
from hypothesis import strategies as st

OFFICE = {day: [["09:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
FILE = "amends.toml"


def calendar(years: dict[str, Any]) -> Calendar:
    return Calendar.build(OFFICE, "Asia/Shanghai", public=extended(holidays.load("cn"), years, FILE))


def opened(years: dict[str, Any], *days: str) -> list[bool]:
    made = calendar(years)
    return [bool(made.hours_on(date.fromisoformat(day))) for day in days]


def test_what_the_chain_names_is_as_it_says_and_the_rest_as_announced() -> None:
    ours = {"2026": {"closed": ["2026-03-09"], "open": ["2026-10-01", date(2026, 3, 14)]}}
    days = ("2026-03-09", "2026-10-01", "2026-03-14", "2026-10-02", "2026-10-10", "2026-03-10")
    assert opened(ours, *days) == [False, True, True, False, True, True]


def test_a_whole_year_is_known_and_stands_alone() -> None:
    ours = {
        "2027": {"whole": True, "closed": [["2027-02-05", "2027-02-12"]], "open": ["2027-02-20"]},
        "2026": {"whole": True},
    }
    assert opened(ours, "2027-02-08", "2027-02-20", "2027-10-01", "2026-10-01") == [False, True, True, True]


def test_a_year_of_which_only_a_part_is_known_is_not_guessed() -> None:
    made = calendar({"2027": {"closed": ["2027-03-01"]}})
    with pytest.raises(ConfigurationError) as refusal:
        made.year(2027)
    assert str(refusal.value) == (
        "the holidays of 2027 are not known; write all of them into amends.toml, under [holidays.2027] whole = true "
        "(known: 2024, 2025, 2026)"
    )
    assert made.year(2026).total


DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(st.sets(DAYS, max_size=5), st.sets(DAYS, max_size=5))
def test_no_day_is_ever_closed_and_worked_at_once(closed: set[date], worked: set[date]) -> None:
    years = {"2026": {"closed": sorted(closed - worked), "open": sorted(worked)}}
    public = extended(holidays.load("cn"), years, FILE)
    assert not public.closed & public.working
    assert worked <= public.working
    assert closed - worked <= public.closed


@pytest.mark.parametrize(
    ("years", "problem"),
    [
        ({"2027": {"closed": ["2026-12-31"]}}, "amends.toml: [holidays.2027]: 2026-12-31 is not a date of that year"),
        ({"2027": {"closed": ["new year"]}}, "amends.toml: [holidays.2027]: 'new year' is not a date"),
        ({"2027": {"closed": ["2027-05-01"], "open": ["2027-05-01"]}}, "amends.toml: 2027-05-01 is both a holiday and"),
        ({"2027": {"shut": []}}, "amends.toml: [holidays.2027]: expected a year with the keys closed, open and whole"),
        ({"2027": {"whole": "yes"}}, "amends.toml: [holidays.2027]: whole: expected true or false"),
        ({"next": {}}, "amends.toml: [holidays.next]: expected a year"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(years: dict[str, Any], problem: str) -> None:
    with pytest.raises(ConfigurationError) as refusal:
        extended(holidays.load("cn"), years, FILE)
    assert str(refusal.value).startswith(problem)
