"""The whole life of a case by hand, with nothing but the commands."""

from __future__ import annotations

from typing import Any

import pytest


def test_thirty_eight_yuan_are_the_desks_own_decision(amends: Any, number: str) -> None:
    assert amends("note", number, "--confirmed", "--json").json["stage"] == "facts"
    assert amends("propose", number, "--remedy", "refund_quality=38", "--remedy", "apology_at_desk").code == 0
    assert amends("offer", number).code == 0
    assert amends("accept", number, "--note", "当面同意。").code == 0
    assert amends("carry-out", number, "--key", "till-1").code == 0
    assert amends("carry-out", number, "--key", "till-1").code == 0
    for task in amends("show", number, "--json").json["tasks"]:
        score = ["--score", "5"] if task["scored"] else []
        assert amends("follow-up", number, "--task", task["code"], "--comment", "挺好的。", *score).code == 0
    closed = amends("close", number, "--json").json
    assert (closed["stage"], closed["due"]) == ("closed", None)
    whole = amends("show", number, "--json").json
    assert whole["money"]["carried_out"] == {"amount": "38.00", "currency": "CNY"}
    assert [event["kind"] for event in whole["events"]].count("carried_out") == 1
    assert amends("ledger", "verify").code == 0


@pytest.mark.usefixtures("managers")
@pytest.mark.parametrize(
    ("amount", "decider", "who"),
    [("180", "deputy_store_manager", "王副店"), ("2500", "group_vp_operations", "孙副总")],
)
def test_more_waits_for_whoever_may_decide(amends: Any, number: str, amount: str, decider: str, who: str) -> None:
    assert amends("propose", number, "--remedy", "refund_quality", "--amount", amount).code == 0
    (offer,) = amends("show", number, "--json").json["offers"]
    assert (offer["state"], offer["decider"]) == ("waiting", decider)
    assert decider in amends("offer", number).complaint
    assert decider in amends("approve", number).complaint
    assert amends("approve", number, "--as", who).code == 0
    assert amends("offer", number, "--json").json["stage"] == "agreement"


@pytest.mark.usefixtures("managers")
def test_two_claims_of_forty_on_one_receipt_need_the_deputy(amends: Any) -> None:
    taken = [amends("take", "--text", f"第{n}瓶牛奶过期了。", "--receipt", "0078", "--json").json for n in "一二"]
    for case in taken:
        assert amends("propose", case["number"], "--remedy", "refund_quality=40").code == 0
    assert "deputy_store_manager" in amends("offer", taken[1]["number"]).complaint
    assert amends("approve", taken[1]["number"], "--as", "王副店").code == 0
    assert amends("offer", taken[1]["number"]).code == 0


@pytest.mark.usefixtures("managers")
def test_a_declined_offer_a_low_score_and_a_return(amends: Any, number: str) -> None:
    steps = [
        ["propose", number, "--remedy", "apology_at_desk"],
        ["offer", number],
        ["decline", number, "--wish", "我要退钱。"],
        ["propose", number, "--remedy", "refund_quality=12.80"],
        ["offer", number],
        ["accept", number],
        ["carry-out", number, "--remedy", "refund_quality"],
        ["follow-up", number, "--task", "call_back", "--score", "1", "--comment", "还是生气。"],
    ]
    for step in steps:
        assert amends(*step).code == 0, step
    case = amends("show", number, "--json").json
    assert (case["stage"], [offer["state"] for offer in case["offers"]]) == ("facts", ["declined", "carried_out"])
    assert amends("close", number).code == 1
    assert amends("withdraw", number, "--because", "算了，下次注意吧。").code == 0
    assert amends("reopen", number, "--because", "客人又来了。", "--json").json["stage"] == "facts"
