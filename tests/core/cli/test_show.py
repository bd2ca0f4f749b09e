from __future__ import annotations

from typing import Any

import pytest

OF_TAKE = {
    "case_id", "number", "branch", "industry", "channel", "received_at", "category", "covers", "severity", "quality",
    "incident", "temperament", "points", "owner_role", "owner", "due", "clocks", "guide", "alternatives", "because",
}  # fmt: skip


@pytest.fixture
def settled(amends: Any, number: str) -> str:
    """A case on which a first offer was declined and a second one carried out."""
    steps = [
        ["note", number, "--name", "周女士", "--phone", "13900001111", "--receipt", "0078", "--fact", "price=12.80"],
        ["propose", number, "--remedy", "apology_at_desk", "--because", "先听听客人的意思。"],
        ["offer", number],
        ["decline", number, "--wish", "我要退钱。"],
        ["propose", number, "--remedy", "refund_quality", "--remedy", "goodwill_voucher=20"],
        ["offer", number],
        ["accept", number],
        ["carry-out", number],
        ["follow-up", number, "--task", "call_back", "--score", "4", "--comment", "还可以。"],
    ]
    for step in steps:
        assert amends(*step).code == 0, step
    return number


def test_a_program_gets_the_whole_case(amends: Any, settled: str) -> None:
    case = amends("show", settled, "--json").json
    assert set(case) >= OF_TAKE | {"stage", "version", "events", "offers", "tasks", "parties", "money"}
    assert (case["stage"], case["version"]) == ("follow_up", len(case["events"]))
    assert [event["version"] for event in case["events"]] == list(range(1, case["version"] + 1))
    assert {event["actor"] for event in case["events"]} == {"desk"}
    assert case["parties"] == [{"role": "customer", "name": "周女士", "phone": "13900001111"}]
    first, second = case["offers"]
    assert (first["state"], first["wish"], second["state"]) == ("declined", "我要退钱。", "carried_out")
    assert second["amount"] == {"amount": "32.80", "currency": "CNY"}
    assert [remedy["code"] for remedy in second["remedies"]] == ["refund_quality", "goodwill_voucher"]
    call = next(task for task in case["tasks"] if task["code"] == "call_back")
    assert (call["score"], call["comment"], call["done_by"]) == (4, "还可以。", "desk")
    assert case["money"]["carried_out"] == {"amount": "32.80", "currency": "CNY"}


def test_people_see_what_was_said_and_everything_that_happened(amends: Any, settled: str) -> None:
    shown = amends("show", settled).out
    for words in ("昨天在你们店买的牛奶过期了", "周女士", "0078", "先听听客人的意思。", "已办好", settled):
        assert words in shown


def test_a_customers_text_cannot_steer_the_terminal(amends: Any) -> None:
    evil = "牛奶\x1b[2J\x1b]0;x\x07坏了\x9b31m\u202e反了\r盖住\x08"
    number = amends("take", "--text", evil, "--name", "周\x1b[31m女士", "--json").json["number"]
    for command in ("show", "guide", "explain"):
        shown = amends(command, number).out
        assert not [char for char in shown if not (char.isprintable() or char == "\n")]
    assert "坏了" in amends("show", number).out
    raw = amends("show", number, "--json")
    assert "\x1b" not in raw.out
    assert raw.json["text"] == evil


def test_events_tell_plugin_and_policy(amends: Any, settled: str) -> None:
    events = amends("show", settled, "--json").json["events"]
    assert all(event["policy"].startswith("supermarket ") for event in events)
    assert all(event["plugin"] for event in events)
