"""Public holidays: the file of mainland China against an independent source, and files of a chain's own."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest
from amends.business_time import Calendar, holidays
from amends.errors import ConfigurationError

OFFICE = {day: [["09:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}


def test_every_day_in_china_agrees_with_chinese_calendar() -> None:
    public = holidays.load("cn")
    calendar = Calendar.build(OFFICE, "Asia/Shanghai", public=public)
    day, last = date(min(public.known_years), 1, 1), date(max(public.known_years), 12, 31)
    while day <= last:
        assert bool(calendar.hours_on(day)) == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


def test_china_lists_the_very_dates_of_the_notices() -> None:
    public = holidays.load("cn")
    known = {day for day in chinese_calendar.holidays if day.year in public.known_years}
    assert public.closed == known
    assert public.working == {day for day in chinese_calendar.workdays if day.year in public.known_years}
    assert public.known_years == {2024, 2025, 2026}


def test_a_year_without_data_names_the_file(tmp_path: Path) -> None:
    calendar = Calendar.build(OFFICE, "Asia/Shanghai", public=holidays.load("cn"))
    with pytest.raises(ConfigurationError) as refusal:
        calendar.year(2027)
    assert all(word in str(refusal.value) for word in ("2027", "cn.toml", "2024, 2025, 2026"))
    own = Calendar.build(OFFICE, "Asia/Shanghai", public=holidays.load("cn", source=str(tmp_path / "amends.toml")))
    with pytest.raises(ConfigurationError, match=r"amends\.toml"):
        own.year(2023)


def test_a_chain_adds_and_replaces_years() -> None:
    added = {"closed": [["2027-02-05", "2027-02-12"]], "open": ["2027-01-30"]}
    public = holidays.load("cn", {"2027": added, "2026": {"closed": ["2026-01-01"]}})
    assert public.known_years == {2024, 2025, 2026, 2027}
    assert {date(2027, 2, 5), date(2027, 2, 12), date(2026, 1, 1), date(2025, 10, 8)} <= public.closed
    assert date(2026, 10, 1) not in public.closed
    assert date(2027, 1, 30) in public.working


def test_a_chain_brings_its_own_file(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    content = 'recurring = ["12-25"]\n[2026]\nclosed = [2026-05-01, [2026-07-01, 2026-07-03]]\n'
    file.write_text(content, encoding="utf-8")
    public = holidays.load(file)
    assert public.closed == {date(2026, 5, 1), date(2026, 7, 1), date(2026, 7, 2), date(2026, 7, 3)}
    calendar = Calendar.build(OFFICE, "UTC", public=public)
    assert calendar.hours_on(date(2026, 12, 25)) == ()
    assert public.source == str(file)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("[2026]\nshut = []\n", "2026"),
        ("[next]\nclosed = []\n", "next"),
        ("[2026]\nclosed = [[2026-05-05, 2026-05-01]]\n", "2026"),
        ("[2026]\nclosed = [2025-05-05]\n", "2026"),
        ("[2026]\nclosed = [[2026-05-05, 2026-05-06, 2026-05-07]]\n", "2026"),
        ('[2026]\nclosed = ["May"]\n', "May"),
        ("[2026]\nclosed = [2026-05-05]\nopen = [2026-05-05]\n", "both"),
        ('recurring = ["25-12"]\n', "25-12"),
        ("[2026\n", "ours.toml"),
    ],
)
def test_a_file_that_is_wrong_is_refused_in_words(tmp_path: Path, content: str, words: str) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=words):
        holidays.load(file)


def test_a_name_nobody_knows_lists_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"'atlantis'.*cn"):
        holidays.load("atlantis")
    with pytest.raises(ConfigurationError, match="cn"):
        holidays.load("../../pack/base")
    with pytest.raises(ConfigurationError, match="missing"):
        holidays.load(tmp_path / "missing.toml")
