from __future__ import annotations

import io
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

POISONED = "我妈昨晚吃了你们的卤味上吐下泻，今早送急诊了，你们必须给个说法！另外收银员态度恶劣。"


def test_what_a_program_gets(amends: Any) -> None:
    case = amends("take", "--text", POISONED, "--channel", "phone", "--phone", "13900001111", "--json").json
    assert case["number"].startswith("N1-")
    assert case["case_id"].isalnum()
    fixed = {"branch": "N1", "industry": "supermarket", "channel": "phone", "category": "food_poisoning",
             "severity": "major", "incident": True, "owner_role": "duty_manager", "owner": "desk"}  # fmt: skip
    assert {name: case[name] for name in fixed} == fixed
    assert {"food_poisoning", "S4"} <= set(case["covers"])
    assert case["quality"] in (True, False, None)
    assert case["temperament"] is None or isinstance(case["temperament"], str)
    received = moment(case["received_at"])
    assert timedelta(0) <= datetime.now(UTC) - received < timedelta(minutes=5)
    assert case["points"][0]["id"] == "p1"
    for point in case["points"]:
        assert {"id", "category", "covers"} <= set(point)
    assert case["clocks"]
    for clock in case["clocks"]:
        assert moment(clock["due"]) > received
        assert clock["name"]
    running = [clock["due"] for clock in case["clocks"] if clock["met_at"] is None]
    assert case["due"] == min(running)
    assert case["guide"]
    for step in case["guide"]:
        assert isinstance(step["say"], str)
        assert isinstance(step["do"], str)
        assert step["say"] or step["do"]
    for other in case["alternatives"]:
        assert {"category", "weight"} <= set(other)
    assert case["because"]
    for reason in case["because"]:
        assert reason["plugin"]
        assert reason["rule"]


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def test_no_field_tells_of_a_requirement_by_its_citation_mark(amends: Any) -> None:
    case = amends("take", "--text", POISONED, "--json").json
    assert not [cover for cover in case["covers"] if cover.startswith("R-")]


def test_what_people_see_says_what_to_do_and_the_command_that_comes_next(amends: Any) -> None:
    shown = amends("take", "--text", POISONED)
    assert shown.code == 0
    assert shown.err == ""
    assert "120" in shown.out
    assert "amends note N1-" in shown.out


def test_what_the_text_names_is_proposed_and_never_noted_by_itself(amends: Any) -> None:
    text = "昨天买的酸奶过期了，小票号8842001，花了38块"
    case = amends("take", "--text", text, "--json").json
    options = {one["kind"]: (one["text"], one["note"]) for one in case["particulars"]}
    assert options["receipt"] == ("小票号8842001", ["--receipt 8842001"])
    assert options["money"][1][0] == "--fact price=38.00"
    assert options["date"][1][0].startswith("--fact purchase_date=")
    whole = amends("show", case["number"], "--json").json
    assert (whole["facts"], whole["receipt"]) == ({}, None)
    assert amends("note", case["number"], *options["money"][1][0].split()).code == 0
    assert amends("show", case["number"], "--json").json["facts"]["price"]["amount"] == "38.00"


def test_people_see_what_was_noticed_before_the_next_command(amends: Any) -> None:
    shown = amends(
        "take", "--text", "昨天买的酸奶过期了，花了38块", "--fact", "purchase_date=2026-11-21", "--lang", "en"
    ).out
    told = shown[shown.index("noticed in the text") :]
    assert "“38块”: amends note N1-" in told
    assert "purchase_date" not in told
    assert shown.splitlines()[-1].startswith("next: ")
    assert "noticed" not in amends("take", "--text", "牛奶过期了", "--lang", "en").out


def test_the_text_may_come_from_standard_input(amends: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    letter = io.TextIOWrapper(io.BytesIO("尊敬的店长：\n我买的牛奶过期了。\n此致\n".encode()), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", letter)
    number = amends("take", "--text", "-", "--json").json["number"]
    assert amends("show", number, "--json").json["text"] == "尊敬的店长：\n我买的牛奶过期了。\n此致"


def test_everything_typed_is_kept(amends: Any) -> None:
    options = ["--name", "周女士", "--phone", "13900001111", "--address", "幸福路7号", "--receipt", "0078",
               "--fact", "price=12.80", "--fact", "item=鲜牛奶=950ml", "--confirmed"]  # fmt: skip
    number = amends("take", "--text", "牛奶过期了。", *options, "--json").json["number"]
    case = amends("show", number, "--json").json
    assert case["parties"] == [{"role": "customer", "name": "周女士", "phone": "13900001111", "address": "幸福路7号"}]
    assert (case["receipt"], case["stage"]) == ("0078", "facts")
    assert case["facts"] == {"price": {"amount": "12.80", "currency": "CNY"}, "item": "鲜牛奶=950ml"}


def test_a_text_that_looks_like_anything_else_stays_a_text(amends: Any) -> None:
    for text in ("[bold red]退钱[/]", "{name} {0} %s", "'; DROP TABLE events; --", '=HYPERLINK("x")', "牛奶\r\n酸了"):
        number = amends("take", "--text", text, "--json").json["number"]
        assert amends("show", number, "--json").json["text"] == text
        assert amends("show", number).code == 0


def test_the_same_key_gives_the_same_case(amends: Any) -> None:
    take = ["take", "--text", "牛奶过期了。", "--key", "web-1", "--json"]
    assert amends(*take).json == amends(*take).json
    assert amends("take", "--text", "别的事。", "--key", "web-1").code == 1
    assert len(amends("queue", "--json").json) == 1


def test_the_customers_language_may_be_another_than_the_operators(amends: Any) -> None:
    number = amends("take", "--text", "The milk has expired.", "--customer-lang", "en", "--json").json["number"]
    assert amends("show", number, "--json").json["language"] == "en"
