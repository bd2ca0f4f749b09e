"""What people and programs read where several decide."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

SETTINGS = """
[pack.supermarket.ladder.refunds]
remedies = ["refund_quality"]
bands = [
  { role = "front_desk", up_to = "20.00" },
  { steps = [
    { roles = ["deputy_store_manager", "store_manager"], asked = ["duty_manager"] },
    { roles = ["group_vp_operations"] },
  ], hours = 4 },
]

[pack.supermarket.budget]
amount = "20.00"
"""


@pytest.fixture
def waiting(amends: Any, chain_folder: Path, managers: None) -> str:
    """A case on which two and then a third decide; one of them has voted."""
    with (chain_folder / "amends.toml").open("a", encoding="utf-8") as file:
        file.write(SETTINGS)
    assert amends("staff", "add", "李店长", "--role", "store_manager").code == 0
    number = str(amends("take", "--text", "牛奶过期了。", "--json").json["number"])
    assert amends("propose", number, "--remedy", "refund_quality=80").code == 0
    assert amends("approve", number, "--as", "王副店", "--because", "确实过期").code == 0
    return number


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        ("en", ["needs: all of Deputy store manager, Store manager, then Group vice-president of operations; ",
                "approved: 王副店 (Deputy store manager)", "still to vote: Store manager (store_manager)"]),
        ("zh", ["要主管副店长、店长都同意，再经集团主管营运副总同意；", "王副店（主管副店长）",
                "还没表态：店长 (store_manager)"]),
    ],
)  # fmt: skip
def test_the_case_names_who_decides_whose_vote_is_there_and_whose_is_missing(
    amends: Any, waiting: str, lang: str, lines: list[str]
) -> None:
    shown = amends("show", waiting, "--lang", lang).out
    assert [line for line in lines if line not in shown] == []


@pytest.mark.parametrize(
    ("lang", "do", "say"),
    [("en", "Waiting for the decision of Store manager, by ", "Store manager decides on this amount."),
     ("zh", "等店长表态，最晚", "这个金额要由店长决定，")],
)  # fmt: skip
def test_the_guide_names_whose_decision_is_waited_for(amends: Any, waiting: str, lang: str, do: str, say: str) -> None:
    steps = amends("guide", waiting, "--json", "--lang", lang).json["guide"]
    assert [step for step in steps if step["do"].startswith(do) and step["say"].startswith(say)]


@pytest.mark.parametrize(("lang", "said"), [("en", "still waiting for: Store manager"), ("zh", "还差店长的意见")])
def test_the_reasons_tell_of_a_vote_that_others_must_join(amends: Any, waiting: str, lang: str, said: str) -> None:
    reasons = amends("explain", waiting, "--json", "--lang", lang).json
    assert said in [entry["reason"] for entry in reasons if entry["rule"] == "votes"]
    assert {entry["rule"] for entry in reasons if entry["kind"] == "approved"} == {"ladder.refunds.bands[1]", "votes"}


def test_a_program_gets_the_steps_and_what_is_missing(amends: Any, waiting: str) -> None:
    case = amends("show", waiting, "--json").json
    (offer,) = case["offers"]
    assert offer["steps"] == [
        {"roles": ["deputy_store_manager", "store_manager"], "need": 100, "asked": ["duty_manager"]},
        {"roles": ["group_vp_operations"], "need": 100, "asked": []},
    ]
    assert (offer["state"], offer["missing"], offer["decider"]) == ("waiting", ["store_manager"], "store_manager")
    assert [(entry["by"], entry["decision"]) for entry in offer["approvals"]] == [("王副店", "approved")]
    assert (offer["goodwill"], offer["budget"]) == (None, None)
    assert "duty_manager" in case["told"]


def test_it_waits_for_those_whose_vote_is_missing(amends: Any, waiting: str) -> None:
    listed = {
        who: [case["number"] for case in amends("queue", "--mine", "--as", who, "--json").json]
        for who in ("王副店", "李店长", "孙副总")
    }
    assert listed == {"王副店": [], "李店长": [waiting], "孙副总": []}
    assert amends("approve", waiting, "--as", "李店长").code == 0
    assert amends("queue", "--mine", "--as", "孙副总", "--json").json[0]["number"] == waiting
    assert "孙副总" not in amends("approve", waiting, "--as", "孙副总").err
    assert amends("offer", waiting).code == 0


@pytest.mark.parametrize(("lang", "note"), [("en", "Goodwill this month stands at ¥20.00 of ¥20.00"),
                                            ("zh", "本月心意补偿已用到¥20.00，额度¥20.00")])  # fmt: skip
def test_the_operator_hears_of_the_budget(amends: Any, waiting: str, lang: str, note: str) -> None:
    case = amends("take", "--text", "牛奶过期了。", "--json").json["number"]
    assert note in amends("propose", case, "--remedy", "goodwill_voucher=20", "--lang", lang).out
    offer = amends("show", case, "--json").json["offers"][0]
    assert offer["budget"]["state"] == "warned"
    assert offer["budget"]["used"] == offer["goodwill"] == {"amount": "20.00", "currency": "CNY"}
    assert any(note in step["do"] for step in amends("guide", case, "--json", "--lang", lang).json["guide"])
