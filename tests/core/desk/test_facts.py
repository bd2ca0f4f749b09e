"""What is learned is written down, and who works on it (G2, P3, S6)."""

from __future__ import annotations

from typing import Any

import pytest
from amends.desk.closing import close
from amends.desk.facts import assign
from amends.desk.work import Target
from amends.errors import Misuse, Refused
from amends.money import Money


def to(case: Any) -> Target:
    return Target(case.number)


def test_what_is_learned_later_is_added_to_what_was_known(florist: Any) -> None:
    case = florist.take(party={"name": "周女士"}, facts={"price": "88"})
    case = florist.note(case, text="客人补充说卡片也写错了。", facts={"bought_on": "2026-03-01"})
    case = florist.note(case, party={"phone": "13900001111"}, receipt="A-9")
    assert case.facts == {"price": Money(8800, "CNY"), "bought_on": "2026-03-01"}
    assert (case.party, case.receipt) == ({"name": "周女士", "phone": "13900001111"}, "A-9")
    assert (case.stage, case.text) == ("facts", florist.text)


def test_the_read_back_moves_a_case_on(florist: Any) -> None:
    case = florist.note(florist.take(), confirmed=True)
    assert (case.stage, florist.look(case).events[-1].kind) == ("facts", "confirmed")
    assert florist.take(confirmed=True).stage == "facts"


def test_a_note_does_not_move_a_case_back(florist: Any) -> None:
    case = florist.note(florist.propose(florist.take(), "10"), text="客人在店里等。", confirmed=True)
    assert case.stage == "proposal"


def test_a_corrected_fact_takes_the_place_of_the_first(florist: Any) -> None:
    case = florist.note(florist.take(facts={"price": "88"}), facts={"price": "98"})
    assert case.facts["price"] == Money(9800, "CNY")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "--fact"),
        ({"text": " \n "}, "empty"),
        ({"text": "长" * 20_001}, "20001"),
        ({"facts": {"colour": "红"}}, "price, abroad, bought_on"),
        ({"facts": {"price": "很贵"}}, "很贵"),
    ],
)
def test_a_note_that_says_nothing_usable_leaves_no_trace(florist: Any, given: dict[str, Any], says: str) -> None:
    case = florist.take()
    with pytest.raises(Misuse, match=says):
        florist.note(case, **given)
    assert florist.look(case).case == case


def test_a_case_is_given_to_a_role_or_a_person(florist: Any) -> None:
    case = assign(florist.desk, to(florist.take()), "desk", role="courier", owner=None)
    assert (case.owner_role, case.owner) == ("courier", "desk")  # G3: until somebody takes it
    case = assign(florist.desk, to(case), "陈店长", role=None, owner="陈店长")
    assert (case.owner_role, case.owner) == ("manager", "陈店长")
    case = assign(florist.desk, to(case), "陈店长", role="clerk", owner="阿送")
    assert (case.owner_role, case.owner) == ("clerk", "阿送")


@pytest.mark.parametrize("owner", ["小林", "陈店长"])
def test_nobody_passes_a_customer_along_to_somebody_who_has_not_agreed(florist: Any, owner: str) -> None:
    case = florist.take()
    with pytest.raises(Refused, match=f"{owner} is not below you and must agree; ask with: amends hand-over"):
        assign(florist.desk, to(case), "desk", role=None, owner=owner)
    assert florist.look(case).case == case


@pytest.mark.parametrize(
    ("role", "owner", "says"),
    [(None, None, "--role"), ("emperor", None, "clerk, courier, manager, owner"), (None, "不存在", "不存在.*小林")],
)
def test_nobody_gets_a_case_who_is_not_there(florist: Any, role: str | None, owner: str | None, says: str) -> None:
    case = florist.take()
    with pytest.raises(Misuse, match=says):
        assign(florist.desk, to(case), "desk", role=role, owner=owner)


def test_a_closed_case_is_given_to_nobody(florist: Any) -> None:
    closed = close(florist.desk, to(florist.take("谢谢你们，花真好看！")), "desk")
    with pytest.raises(Refused):
        assign(florist.desk, to(closed), "desk", role="clerk", owner=None)


def test_a_claim_does_not_move_to_another_receipt_once_an_offer_is_under_way(florist: Any) -> None:
    case = florist.propose(florist.note(florist.take(), receipt="A-1"), "20")
    with pytest.raises(Refused, match="A-1"):
        florist.note(case, receipt="B-2")
    assert florist.note(case, text="same one", receipt="A-1").receipt == "A-1"
