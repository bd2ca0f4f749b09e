"""Proposals within authority, and beyond it for the one who decides the sum on the receipt (G4, S8, P5, J15)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from amends.desk.agreement import accept
from amends.desk.closing import withdraw
from amends.desk.proposal import menu, refuse
from amends.desk.reading import explain
from amends.desk.staff import add_staff
from amends.desk.work import Target
from amends.errors import Misuse, Refused
from amends.money import Money


def yuan(amount: str) -> Money:
    return Money.parse(amount, "CNY")


def to(case: Any) -> Target:
    return Target(case.number)


@pytest.mark.parametrize(
    ("amount", "state", "decider"),
    [
        ("38", "approved", "front_desk"),
        ("50", "approved", "front_desk"),
        ("50.01", "waiting", "deputy_store_manager"),
        ("180", "waiting", "deputy_store_manager"),
        ("200", "waiting", "deputy_store_manager"),
        ("200.01", "waiting", "store_manager"),
        ("2000", "waiting", "store_manager"),
        ("2000.01", "waiting", "group_vp_operations"),
        ("2500", "waiting", "group_vp_operations"),
    ],
)
def test_the_sum_names_who_decides(supermarket: Any, amount: str, state: str, decider: str) -> None:
    offer = supermarket.propose(supermarket.take(), amount).offer
    assert (offer.state, offer.decider, offer.amount) == (state, decider, yuan(amount))


def test_what_is_beyond_the_desk_can_be_proposed_but_not_offered(supermarket: Any) -> None:
    case = supermarket.propose(supermarket.take(), "180")
    with pytest.raises(Refused, match="deputy_store_manager"):
        supermarket.offer(case)
    assert supermarket.look(case).case == case


def test_the_answer_to_the_customer_is_promised_within_a_day_or_sooner_where_the_trade_says(
    florist: Any, supermarket: Any, clock: Any
) -> None:
    assert florist.propose(florist.take(), "50").offer.promised == clock.now + timedelta(hours=24)
    # Four hours of the supermarket's opening time.
    assert supermarket.propose(supermarket.take(), "180").offer.promised == clock.now + timedelta(hours=4)
    assert supermarket.propose(supermarket.take(), "38").offer.promised is None


@pytest.mark.parametrize("who", ["desk", "小周", "班组长老赵", "值班的小钱"])
def test_a_role_that_may_not_decide_the_sum_cannot_approve_it(supermarket: Any, who: str) -> None:
    case = supermarket.propose(supermarket.take(), "180")
    with pytest.raises(Refused, match=who):
        supermarket.approve(case, who)
    assert supermarket.look(case).case.offer.state == "waiting"


@pytest.mark.parametrize("who", ["王副店", "李店长", "孙副总"])
def test_the_decider_and_everybody_above_may_approve(supermarket: Any, who: str) -> None:
    case = supermarket.approve(supermarket.propose(supermarket.take(), "180"), who)
    (approval,) = case.offer.approvals
    assert (case.offer.state, approval.by, approval.decision) == ("approved", who, "approved")
    assert supermarket.offer(case).stage == "agreement"


def test_nobody_approves_their_own_proposal_beyond_their_limit(supermarket: Any) -> None:
    case = supermarket.propose(supermarket.take(), "2500", by="王副店")
    for who in ("王副店", "李店长"):
        with pytest.raises(Refused, match="group_vp_operations"):
            supermarket.approve(case, who)
    assert supermarket.approve(case, "孙副总").offer.state == "approved"


def test_a_manager_who_proposes_within_their_own_limit_has_decided(supermarket: Any) -> None:
    case = supermarket.propose(supermarket.take(), "180", by="王副店")
    assert (case.offer.state, case.offer.decider) == ("approved", "deputy_store_manager")
    assert supermarket.offer(case, by="desk").offer.state == "offered"


@pytest.mark.parametrize("written", ["R-2026-77", " R-2026-77 ", "R-2026-７７", "Ｒ－2026－77"])
def test_two_claims_on_one_receipt_add_up_however_it_is_written(supermarket: Any, written: str) -> None:
    supermarket.propose(supermarket.take(receipt="R-2026-77"), "40")
    case = supermarket.propose(supermarket.take("同一张小票上的鸡蛋也坏了。", receipt=written), "40")
    assert (case.offer.receipt_total, case.offer.decider) == (yuan("80"), "deputy_store_manager")


def test_a_receipt_told_as_a_fact_counts_as_well(supermarket: Any) -> None:
    supermarket.propose(supermarket.take(receipt="77"), "40")
    asked = supermarket.note(supermarket.take(), facts={"receipt": "77"})
    taken = supermarket.take(facts={"receipt": "77"})
    assert supermarket.propose(asked, "40").offer.state == "waiting"
    assert supermarket.propose(taken, "5").offer.receipt_total == yuan("85")


def test_claims_on_different_receipts_or_none_do_not_add_up(supermarket: Any) -> None:
    cases = [supermarket.take(receipt=receipt) for receipt in ("77", "78", None, None)]
    assert {supermarket.propose(case, "40").offer.state for case in cases} == {"approved"}


def test_a_later_claim_on_the_receipt_takes_the_approval_away(supermarket: Any) -> None:
    first = supermarket.approve(supermarket.propose(supermarket.take(receipt="77"), "180"))
    second = supermarket.propose(supermarket.take(receipt="77"), "40")
    with pytest.raises(Refused, match="store_manager"):
        supermarket.offer(first)
    withdraw(supermarket.desk, to(second), "desk", "客人说算了。")
    assert supermarket.offer(first).offer.state == "offered"


def test_a_later_claim_takes_the_desks_own_decision_away(supermarket: Any) -> None:
    first = supermarket.propose(supermarket.take(receipt="77"), "40")
    supermarket.propose(supermarket.take(receipt="77"), "40")
    with pytest.raises(Refused, match="deputy_store_manager"):
        supermarket.offer(first)
    again = supermarket.propose(first, "40")
    assert supermarket.offer(supermarket.approve(again)).offer.state == "offered"


def test_a_claim_grown_since_it_was_proposed_needs_the_higher_role(supermarket: Any) -> None:
    waiting = supermarket.propose(supermarket.take(receipt="77"), "180")
    supermarket.propose(supermarket.take(receipt="77"), "40")
    with pytest.raises(Refused, match="store_manager"):
        supermarket.approve(waiting, "王副店")
    assert supermarket.approve(waiting, "李店长").offer.state == "approved"


@pytest.mark.parametrize("amount", ["181", "179", "180"])
def test_another_proposal_asks_for_approval_again(supermarket: Any, amount: str) -> None:
    case = supermarket.approve(supermarket.propose(supermarket.take(), "180"))
    again = supermarket.propose(case, amount)
    assert [offer.state for offer in again.offers] == ["replaced", "waiting"]
    with pytest.raises(Refused):
        supermarket.offer(again)


def test_a_replaced_proposal_no_longer_counts_on_the_receipt(supermarket: Any) -> None:
    case = supermarket.propose(supermarket.take(receipt="77"), "180")
    supermarket.propose(case, "10")
    assert supermarket.propose(supermarket.take(receipt="77"), "40").offer.receipt_total == yuan("50")


def test_what_an_earlier_round_of_the_case_paid_counts_too(supermarket: Any) -> None:
    case = supermarket.carried_out("40")
    back = supermarket.tasks_done(case, score=1)
    assert supermarket.propose(back, "40").offer.receipt_total == yuan("80")


def test_a_refusal_needs_its_reason_and_leaves_room_for_another_proposal(supermarket: Any) -> None:
    case = supermarket.propose(supermarket.take(), "180")
    for silence in ("", "  ", "　"):
        with pytest.raises(Misuse):
            refuse(supermarket.desk, to(case), "王副店", silence)
    refused = refuse(supermarket.desk, to(case), "王副店", "按进价退就够了。")
    assert (refused.offer.state, refused.offer.approvals[0].because) == ("refused", "按进价退就够了。")
    with pytest.raises(Refused):
        supermarket.offer(refused)
    assert supermarket.propose(refused, "38").offer.state == "approved"


@pytest.mark.parametrize(
    ("remedies", "says"),
    [
        ((), "what remedy"),
        (("bouquet_of_gold",), "card, refund, fresh_bunch, voucher, apology"),
        (("fresh_bunch",), "'fresh_bunch' needs an amount"),
        (("refund=0",), "needs an amount"),
        (("refund=-5",), "-5"),
        (("refund=1.999",), "1.999"),
        (("refund=五十",), "五十"),
        (("apology=5",), "'apology' has no price"),
        (("refund=5", "refund=6"), "same remedy twice"),
    ],
)
def test_a_proposal_nobody_could_carry_out_is_a_wrong_call(florist: Any, remedies: tuple[str, ...], says: str) -> None:
    case = florist.take("花送晚了，全蔫了。", category="wilted")
    with pytest.raises(Misuse, match=says):
        florist.propose(case, *remedies)


def test_a_remedy_goes_to_its_ceiling_and_not_beyond(florist: Any) -> None:
    case = florist.take()
    assert florist.propose(case, "voucher=30").offer.amount == yuan("30")
    with pytest.raises(Refused, match=r"30\.00.*30\.01"):
        florist.propose(case, "voucher=30.01")


def test_several_remedies_are_decided_together(florist: Any) -> None:
    case = florist.propose(florist.take(), "refund=15", "voucher=15", "apology")
    assert (case.offer.amount, case.offer.state, case.offer.decider) == (yuan("30"), "waiting", "manager")


def test_facts_make_the_suggested_sum(florist: Any) -> None:
    case = florist.note(florist.take(), facts={"price": "88"})
    offer = florist.propose(case, "refund", "fresh_bunch").offer
    assert [remedy.amount for remedy in offer.remedies] == [yuan("88"), yuan("44")]
    assert offer.remedies[0].owed == yuan("88")


def test_the_menu_shows_the_version_it_belongs_to(florist: Any) -> None:
    taken = florist.take()
    case, remedies = menu(florist.desk, to(taken))
    assert case.version == taken.version
    assert list(remedies) == ["card", "refund", "fresh_bunch", "voucher", "apology"]


def test_an_offer_before_the_customer_is_not_proposed_over(florist: Any) -> None:
    case = florist.offer(florist.propose(florist.take(), "10"))
    with pytest.raises(Refused, match="round 1"):
        florist.propose(case, "12")


def test_a_proposal_answers_the_points_named_or_all_open_ones(florist: Any) -> None:
    case = florist.take("玫瑰全蔫了。而且送晚了，迟到两个小时。", category="wilted")
    assert florist.propose(case, "10").offer.points == tuple(point.id for point in case.points)
    assert florist.propose(case, "10", points=["p1"]).offer.points == ("p1",)
    with pytest.raises(Misuse, match=r"no point 'p9'.*p1"):
        florist.propose(case, "10", points=["p9"])


def test_after_the_yes_there_is_nothing_to_propose(florist: Any) -> None:
    with pytest.raises(Refused):
        florist.propose(florist.agreed(), "10")


def test_the_rule_that_named_the_decider_is_recorded(supermarket: Any) -> None:
    case = supermarket.approve(supermarket.propose(supermarket.take(), "180"))
    rules = [(d["kind"], d["rule"]) for d in explain(supermarket.look(case)) if d.get("hook") == "authority"]
    assert rules == [("proposed", "approval[1]"), ("approved", "approval[1]")]


def test_an_approval_is_no_yes_of_the_customer(supermarket: Any) -> None:
    case = supermarket.approve(supermarket.propose(supermarket.take(), "180"))
    with pytest.raises(Refused):
        accept(supermarket.desk, to(case), "desk")


def test_nobody_approves_what_they_proposed_whatever_they_have_become_since(florist: Any) -> None:
    case = florist.propose(florist.take(), "90", by="小林")
    add_staff(florist.desk, "小林", "manager", "N1", "老板娘")
    with pytest.raises(Refused, match="小林 proposed this; somebody else approves it"):
        florist.approve(case, by="小林")
    assert florist.approve(case).offer.state == "approved"
