from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

TODAY = datetime.now(UTC).astimezone(ZoneInfo("Asia/Shanghai")).date()
WEEK = TODAY + timedelta(days=7)
DAYS = ("--from", str(TODAY), "--until", str(WEEK))


@pytest.fixture
def shop(amends: Any) -> Any:
    for name, role in (("李店长", "store_manager"), ("王副店", "deputy_store_manager"), ("小周", "front_desk")):
        assert amends("staff", "add", name, "--role", role).code == 0
    return amends


def listed(amends: Any, name: str) -> dict[str, Any]:
    (found,) = (each for each in amends("staff", "list", "--json").json if each["name"] == name)
    return dict(found)


def test_the_list_says_who_is_away_and_who_acts_for_them(shop: Any) -> None:
    assert shop("staff", "away", "李店长", *DAYS, "--as", "李店长").code == 0
    assert shop("staff", "deputy", "王副店", "--for", "李店长", *DAYS, "--as", "李店长").code == 0
    assert listed(shop, "李店长")["away_until"].startswith(str(WEEK))
    assert listed(shop, "王副店")["acts_for"] == ["李店长"]
    told = shop("staff", "list", "--lang", "en").out
    assert f"away until {WEEK}" in told
    assert "acts for 李店长" in told
    assert shop("staff", "back", "李店长", "--as", "李店长").code == 0
    assert shop("staff", "deputy", "王副店", "--for", "李店长", "--end", "--as", "李店长").code == 0
    assert (listed(shop, "李店长")["away_until"], listed(shop, "王副店")["acts_for"]) == (None, [])


def test_the_list_says_who_is_on(shop: Any) -> None:
    now = datetime.now(UTC).astimezone(ZoneInfo("Asia/Shanghai"))
    yesterday, hour = (now - timedelta(hours=12)).date(), (now - timedelta(hours=12)).strftime("%H:%M")
    end = (now + timedelta(hours=6)).strftime("%H:%M")
    planned = shop("staff", "shift", "小周", "--on", str(yesterday), "--from", hour, "--until", end, "--json").json
    assert planned["branch"] == "N1"
    assert listed(shop, "小周")["on_shift_until"] == planned["until"]
    assert "on until" in shop("staff", "list", "--lang", "en").out


def test_what_waits_for_the_principal_waits_for_the_deputy_too(shop: Any, number: str) -> None:
    # `number` lays a fresh ledger into the folder: the people come anew.
    for name, role in (("王副店", "deputy_store_manager"), ("小周", "front_desk")):
        assert shop("staff", "add", name, "--role", role).code == 0
    assert shop("propose", number, "--remedy", "refund_quality=100").code == 0
    assert shop("staff", "add", "老赵", "--role", "store_manager").code == 0
    assert shop("queue", "--mine", "--as", "老赵", "--json").json == []
    assert shop("staff", "deputy", "老赵", "--for", "王副店", *DAYS, "--as", "王副店").code == 0
    assert [row["number"] for row in shop("queue", "--mine", "--as", "老赵", "--json").json] == [number]
    assert shop("approve", number, "--as", "老赵").code == 0


def test_who_leaves_is_listed_last_and_their_cases_are_named(shop: Any) -> None:
    case = shop("take", "--text", "牛奶过期了。", "--as", "小周", "--json").json["number"]
    told = shop("staff", "leave", "小周", "--as", "李店长", "--lang", "en").out
    assert f"{case}: nobody's now; give it to somebody with: amends assign {case} --to NAME" in told
    assert shop("staff", "list", "--json").json[-1]["name"] == "小周"
    assert f"left {TODAY}" in shop("staff", "list", "--lang", "en").out
    assert "小周" in shop("take", "--text", "牛奶过期了。", "--as", "小周", "--lang", "en").complaint
    assert shop("assign", case, "--to", "desk").code == 0


def test_a_ring_of_deputies_is_named_on_one_line(shop: Any) -> None:
    assert shop("staff", "deputy", "王副店", "--for", "李店长", *DAYS, "--as", "李店长").code == 0
    refused = shop("staff", "deputy", "李店长", "--for", "王副店", *DAYS, "--as", "李店长")
    assert "李店长 → 王副店 → 李店长" in refused.complaint


def test_the_rota_shows_who_is_on_and_the_gaps(shop: Any) -> None:
    day = str(TODAY + timedelta(days=1))
    planned = shop("staff", "shift", "小周", "--on", day, "--from", "00:00", "--until", "12:00", "--lang", "en").out
    assert f"{day} 00:00-12:00" in planned
    (branch,) = shop("staff", "rota", "--from", day, "--until", day, "--json").json
    (shown,) = branch["days"]
    assert (branch["branch"], shown["date"], shown["on"][0]["name"]) == ("N1", day, "小周")
    assert shown["gaps"][0]["from"] == f"{day}T04:00:00Z"
    told = shop("staff", "rota", "--from", day, "--until", day, "--lang", "en").out
    assert "小周 00:00-12:00" in told
    assert "12:00-" in told
    assert shop("staff", "off", "小周", "--on", day).code == 0
    assert shop("staff", "rota", "--from", day, "--until", day, "--json").json[0]["days"][0]["on"] == []


def test_a_night_shift_says_on_which_day_it_ends(shop: Any) -> None:
    told = shop(
        "staff", "shift", "小周", "--on", "2026-03-02", "--from", "22:00", "--until", "06:00", "--lang", "en"
    ).out
    assert "2026-03-02 22:00-06:00 (2026-03-03)" in told
    table = shop("staff", "rota", "--from", "2026-03-02", "--until", "2026-03-03", "--lang", "en").out
    assert "小周 22:00-03-03 06:00" in table
    assert "小周 03-02 22:00-06:00" in table


@pytest.mark.parametrize(
    "arguments",
    [
        ["away", "小周", "--from", "morgen", "--until", "2026-03-02"],
        ["away", "小周", "--from", "2026-03-03", "--until", "2026-03-02"],
        ["away", "小周", "--from", "2026-03-03"],
        ["deputy", "小周", "--for", "李店长", "--end", "--from", "2026-03-03"],
        ["shift", "小周", "--on", "2026-03-02", "--from", "9 Uhr", "--until", "17:00"],
        ["shift", "小周", "--from", "09:00", "--until", "17:00"],
        ["off", "小周", "--on", "2026-03-02"],
        ["rota", "--from", "2026-01-01", "--until", "2026-12-31"],
        ["rota", "--branch", "N9"],
        ["away", "路人", "--from", "2026-03-02", "--until", "2026-03-02"],
        ["back", "小周", "--as", "李店长"],
    ],
    ids=" ".join,
)
def test_a_wrong_call_is_one_line_and_changes_nothing(shop: Any, record: Any, arguments: list[str]) -> None:
    before = record()
    assert shop("staff", *arguments, "--lang", "en").code == 2
    assert record() == before
