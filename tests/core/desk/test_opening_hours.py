"""Which hours a branch's clocks count in: its pack's week, without the public holidays the pack names."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from amends.business_time import due
from amends.config import Chain
from amends.desk.desk import Desk
from amends.desk.opening_hours import check_opening
from amends.errors import ConfigurationError
from amends.ledger.sqlite import SqliteLedger

BEFORE_NATIONAL_DAY = datetime(2026, 9, 30, 9, 0, tzinfo=UTC)  # Wednesday, five in the afternoon in Shanghai


def desk_of(folder: Path, name: str, holidays: str) -> Desk:
    tables = {
        "chain": {"name": "花", "plugins": [name]},
        "branch": {"F1": {}},
        "pack": {name: {"calendar": {"holidays": holidays}}},
    }
    chain = Chain(folder / "amends.toml", tables)
    return Desk(chain, SqliteLedger(chain.database))


@pytest.mark.parametrize(("holidays", "day"), [("none", 1), ("cn", 8)])
def test_public_holidays_are_taken_out_where_the_pack_names_them(
    holidays: str, day: int, trade: ModuleType, tmp_path: Path
) -> None:
    desk = desk_of(tmp_path, trade.NAME, holidays)
    calendar = desk.calendar(desk.pack(None))
    assert due(calendar, BEFORE_NATIONAL_DAY, minutes=120) == datetime(2026, 10, day, 2, 0, tzinfo=UTC)


def test_holidays_that_do_not_exist_are_named(trade: ModuleType, tmp_path: Path) -> None:
    desk = desk_of(tmp_path, trade.NAME, "atlantis")
    with pytest.raises(ConfigurationError, match="no holidays named 'atlantis'; there are cn"):
        desk.calendar(desk.pack(None))


BUCHAREST = {"timezone": "Europe/Bucharest"}
SHORT = {"hours": {"sat": ["09:00-11:00"], "mon": ["10:00-12:00"]}}


def chain_of(folder: Path, name: str, branches: dict[str, Any], **more: Any) -> Desk:
    tables = {"chain": {"name": "花", "plugins": [name]}, "branch": branches, **more}
    chain = Chain(folder / "amends.toml", tables)
    return Desk(chain, SqliteLedger(chain.database))


def due_at(desk: Desk, branch: str, start: datetime, **span: int) -> datetime:
    return due(desk.calendar(desk.pack(None), branch), start, **span)


def test_each_branch_counts_in_its_own_zone_and_hours(trade: ModuleType, tmp_path: Path) -> None:
    desk = chain_of(tmp_path, trade.NAME, {"B": BUCHAREST, "S": SHORT, "U": {}})
    friday = datetime(2026, 3, 6, 8, 0, tzinfo=UTC)  # ten in Bucharest, four in the afternoon in Shanghai
    assert due_at(desk, "B", friday, minutes=60) == datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
    assert due_at(desk, "U", friday, minutes=180) == datetime(2026, 3, 9, 2, 0, tzinfo=UTC)
    assert due_at(desk, "S", friday, minutes=180) == datetime(2026, 3, 9, 3, 0, tzinfo=UTC)
    assert desk.calendar(desk.pack(None), "U") is desk.calendar(desk.pack(None), "other")


def test_a_branch_in_bucharest_keeps_its_hours_when_clocks_change(trade: ModuleType, tmp_path: Path) -> None:
    """29 March and 25 October 2026: nine in the morning is seven UTC in winter and six in summer."""
    hours = {"hours": {day: ["02:00-04:00", "09:00-17:00"] for day in ("sat", "sun", "mon")}}
    desk = chain_of(tmp_path, trade.NAME, {"B": BUCHAREST | hours})
    saturday = datetime(2026, 3, 28, 15, 0, tzinfo=UTC)  # closing time
    # On Sunday clocks go from three to four: of two open hours one is left.
    assert due_at(desk, "B", saturday, minutes=60) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert due_at(desk, "B", saturday, minutes=120) == datetime(2026, 3, 29, 7, 0, tzinfo=UTC)
    # In October three comes twice: the night has three open hours.
    autumn = datetime(2026, 10, 24, 14, 0, tzinfo=UTC)
    assert due_at(desk, "B", autumn, minutes=180) == datetime(2026, 10, 25, 2, 0, tzinfo=UTC)
    assert due_at(desk, "B", autumn, minutes=240) == datetime(2026, 10, 25, 8, 0, tzinfo=UTC)


def test_a_branch_s_own_holidays_stand_alone_and_those_of_the_chain_extend_the_announced(
    trade: ModuleType, tmp_path: Path
) -> None:
    (tmp_path / "ro.toml").write_text("[2026]\nclosed = [2026-12-01]\n", encoding="utf-8")
    desk = chain_of(
        tmp_path, trade.NAME,
        {"B": BUCHAREST | {"holidays": "ro.toml"}, "U": {}, "N": {"holidays": "none"}},
        holidays={"2026": {"closed": ["2026-12-02"]}, "2027": {"whole": True, "closed": ["2027-01-04"]}},
        pack={trade.NAME: {"calendar": {"holidays": "cn"}}},
    )  # fmt: skip
    calendars = {code: desk.calendar(desk.pack(None), code) for code in desk.chain.branches}
    closed = {
        code: [str(day) for day in (date(2026, 10, 1), date(2026, 12, 1), date(2026, 12, 2)) if not made.hours_on(day)]
        for code, made in calendars.items()
    }
    assert closed == {"B": ["2026-12-01"], "U": ["2026-10-01", "2026-12-02"], "N": []}
    assert (calendars["U"].hours_on(date(2027, 1, 4)), bool(calendars["N"].hours_on(date(2031, 1, 6)))) == ((), True)
    with pytest.raises(ConfigurationError, match=rf"{tmp_path / 'ro.toml'}, under \[2027\]"):
        calendars["B"].year(2027)
    with pytest.raises(ConfigurationError, match=rf"{tmp_path / 'amends.toml'}, under \[holidays.2028\] whole = true"):
        calendars["U"].year(2028)


@pytest.mark.parametrize(
    ("branch", "more", "problem"),
    [
        ({"hours": {}}, {}, "[branch.B] hours: the week never opens; expected hours on one of mon, tue"),
        ({"hours": {"mon": []}}, {}, "[branch.B] hours: the week never opens"),
        ({"hours": {"mon": ["09:00-12:00", "11:00-13:00"]}}, {}, "[branch.B] hours: opening hours of mon: 09:00-12:00"),
        ({"hours": {"mon": ["22:00-02:00"]}}, {}, "[branch.B] hours: opening hours of mon: 22:00-02:00 does not close"),
        ({"hours": {"noon": ["09:00-12:00"]}}, {}, "[branch.B] hours: 'noon' is not a weekday; expected mon"),
        ({"hours": {"mon": ["09:00"]}}, {}, "[branch.B] hours: opening hours of mon: ['09:00'] is not a pair of times"),
        ({"hours": {"mon": "09:00-12:00"}}, {}, "[branch.B] hours: mon: expected a list of intervals"),
        ({"timezone": "Mars/Olympus"}, {}, "[branch.B] timezone: no zone 'Mars/Olympus'"),
        ({"holidays": "atlantis"}, {}, "[branch.B] holidays: no holidays named 'atlantis'; there are cn"),
        ({"holidays": "none.toml"}, {}, "[branch.B] holidays: "),
        ({}, {"holidays": {"2026": {"closed": ["2027-01-01"]}}}, "[holidays.2026]: 2027-01-01 is not a date of that"),
    ],
)
def test_hours_zones_and_holidays_that_cannot_be_are_named_with_their_place(
    branch: dict[str, Any], more: dict[str, Any], problem: str, trade: ModuleType, tmp_path: Path
) -> None:
    desk = chain_of(tmp_path, trade.NAME, {"A": {}, "B": branch}, **more)
    with pytest.raises(ConfigurationError) as caught:
        check_opening(desk.chain)
    assert str(caught.value).startswith(f"{tmp_path / 'amends.toml'}: {problem}")
    if branch:
        with pytest.raises(ConfigurationError) as caught:
            desk.calendar(desk.pack(None), "B")
        assert str(caught.value).startswith(f"{tmp_path / 'amends.toml'}: {problem}")
        assert desk.calendar(desk.pack(None), "A")
