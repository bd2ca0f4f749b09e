"""Several who decide: their votes, the clock, what asks for approval again, and who decides where nobody is there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from amends.desk.classifying import reclassify
from amends.desk.closing import withdraw
from amends.desk.leaving import leave
from amends.desk.proposal import approve, refuse
from amends.desk.reading import explain
from amends.desk.staff import add_staff
from amends.desk.work import Target
from amends.errors import Refused
from amends.moments import stamp

LADDER = """
[pack.florist.ladder.grave]
severity = "major"
label = { zh = "重大投诉", en = "Major complaint" }

[[pack.florist.ladder.grave.bands]]
role = "owner"

[pack.florist.ladder.refunds]
remedies = ["refund"]

[[pack.florist.ladder.refunds.bands]]
role = "clerk"
up_to = "20.00"

[[pack.florist.ladder.refunds.bands]]
steps = [{ roles = ["manager", "courier"], need = "NEED", asked = ["clerk"] }]
up_to = "100.00"
hours = 2
counting = "business"

[[pack.florist.ladder.refunds.bands]]
steps = [{ roles = ["courier", "manager"], need = "any" }, { roles = ["owner"] }]
"""
ALL, ANY = LADDER.replace("NEED", "all"), LADDER.replace("NEED", "any")
CLOCK_UNTIL_APPROVED = """
[pack.florist.clock.answer]
until = "approved"
[pack.florist.clock.redelivery]
start = "approved"
"""


def to(case: Any) -> Target:
    return Target(case.number)


@pytest.fixture
def shop(open_desk: Any, counter_on: Any) -> Any:
    """Refunds over 20 yuan need manager and courier, over 100 one of the two and then the owner."""
    return counter_on(open_desk("florist", ALL))


@pytest.fixture
def either(open_desk: Any, counter_on: Any) -> Any:
    """As `shop`, but one of manager and courier is enough up to 100 yuan."""
    return counter_on(open_desk("florist", ANY))


def test_only_the_last_vote_needed_approves(shop: Any) -> None:
    case = shop.propose(shop.take(), "50")
    assert (case.offer.state, case.offer.missing, case.offer.decider) == ("waiting", ("manager", "courier"), "manager")
    half = shop.approve(case, "阿送")
    assert (half.offer.state, half.offer.missing, half.offer.decider) == ("waiting", ("manager",), "manager")
    with pytest.raises(Refused, match=r"waits for Manager \(manager\)"):
        shop.offer(half)
    whole = shop.approve(half, "陈店长")
    assert (whole.offer.state, whole.offer.missing) == ("approved", ())
    assert [(entry.by, entry.role, entry.decision) for entry in whole.offer.approvals] == [
        ("阿送", "courier", "approved"), ("陈店长", "manager", "approved"),
    ]  # fmt: skip
    events = [event for event in shop.look(whole).events if event.kind == "approved"]
    assert [event.body["state"] for event in events] == ["waiting", "accepted"]
    assert shop.offer(whole).offer.state == "offered"


def test_steps_come_one_after_the_other(shop: Any) -> None:
    case = shop.propose(shop.take(), "150")
    assert case.offer.missing == ("courier", "manager")
    with pytest.raises(Refused, match=r"needs Courier, Manager \(courier, manager\); desk is Clerk"):
        shop.approve(case, "desk")
    half = shop.approve(case, "阿送")
    assert (half.offer.state, half.offer.missing) == ("waiting", ("owner",))
    for who in ("陈店长", "小林"):
        with pytest.raises(Refused, match=r"needs Owner \(owner\)"):
            shop.approve(half, who)
    assert shop.approve(half, "老板娘").offer.state == "approved"


def test_whoever_stands_above_all_decides_alone(shop: Any) -> None:
    assert shop.approve(shop.propose(shop.take(), "50"), "老板娘").offer.state == "approved"
    assert shop.propose(shop.take(), "50", by="老板娘").offer.state == "approved"
    # Asked in the second step, above the first: for both.
    assert shop.approve(shop.propose(shop.take(), "150"), "老板娘").offer.state == "approved"


def test_whose_single_vote_suffices_decides_alone(either: Any) -> None:
    assert either.propose(either.take(), "50", by="阿送").offer.state == "approved"
    assert either.propose(either.take(), "150", by="阿送").offer.state == "waiting"


def test_nobody_votes_twice_nor_on_their_own_proposal(shop: Any) -> None:
    case = shop.approve(shop.propose(shop.take(), "50"), "阿送")
    own = shop.propose(shop.take(), "50", by="陈店长")
    assert own.offer.missing == ("owner", "courier")
    with pytest.raises(Refused, match="陈店长 proposed this; somebody else approves it"):
        shop.approve(own, "陈店长")
    # Nor in another role that they have come to since.
    add_staff(shop.desk, "阿送", "manager", "N1", "老板娘")
    for verb in (approve, refuse):
        with pytest.raises(Refused, match="阿送 has voted on round 1"):
            verb(shop.desk, to(case), "阿送", "再想想。")


def test_one_refusal_ends_what_all_must_agree_to(shop: Any) -> None:
    case = refuse(shop.desk, to(shop.propose(shop.take(), "50")), "阿送", "花是好的。")
    assert (case.offer.state, case.offer.missing) == ("refused", ())
    with pytest.raises(Refused):
        shop.approve(case, "陈店长")


def test_where_one_is_enough_it_is_refused_when_nobody_is_left(either: Any) -> None:
    case = refuse(either.desk, to(either.propose(either.take(), "50")), "阿送", "花是好的。")
    assert (case.offer.state, case.offer.missing) == ("waiting", ("manager",))
    kept = either.propose(either.take(), "50")
    refuse(either.desk, to(kept), "阿送", "花是好的。")
    assert either.approve(kept, "陈店长").offer.state == "approved"
    assert refuse(either.desk, to(case), "陈店长", "同意阿送的看法。").offer.state == "refused"


def test_deciding_has_the_time_the_band_gives_and_the_clock_ends_with_the_last_vote(shop: Any, clock: Any) -> None:
    case = shop.propose(shop.take(), "50")
    # Ten in the morning; the shop closes from twelve to one: two hours of opening end at noon.
    assert case.offer.promised == clock.now + timedelta(hours=2)
    clock.advance(hours=1)
    decision = next(entry for entry in shop.approve(case, "阿送").clocks if entry.name == "decision")
    assert (decision.met_at, decision.due) == (None, case.offer.promised)
    decision = next(entry for entry in shop.approve(case, "陈店长").clocks if entry.name == "decision")
    assert decision.met_at == clock.now
    late = shop.propose(shop.take(), "50")
    assert stamp(late.offer.promised) == "2026-03-02T06:00:00Z"
    assert shop.propose(late, "150").offer.promised == clock.now + timedelta(hours=24)


def test_a_clock_that_waits_for_the_approval_waits_for_the_last_vote(open_desk: Any, counter_on: Any) -> None:
    shop = counter_on(open_desk("florist", ALL + CLOCK_UNTIL_APPROVED))
    case = shop.approve(shop.propose(shop.take(category="wilted"), "50"), "阿送")
    assert next(entry for entry in case.clocks if entry.name == "answer").met_at is None
    case = shop.approve(case, "陈店长")
    assert next(entry for entry in case.clocks if entry.name == "answer").met_at is not None


def test_who_is_asked_for_an_opinion_is_told(shop: Any) -> None:
    assert "clerk" in shop.propose(shop.take(category="late"), "50").told
    assert "clerk" not in shop.propose(shop.take(category="late"), "10").told


def test_severity_takes_the_stricter_ladder_and_all_that_apply_are_asked(shop: Any) -> None:
    case = shop.take(category="wilted")
    assert shop.propose(case, "10").offer.state == "approved"
    grave = reclassify(shop.desk, to(case), "desk", "wilted", "major")
    with pytest.raises(Refused, match=r"now needs Owner \(owner\), and what was approved does not cover it"):
        shop.offer(grave)
    both = shop.propose(grave, "refund=10", "apology").offer
    assert (both.state, [step.roles for step in both.steps]) == ("waiting", [("owner",)])
    reasons = [entry["text"]["zh"] for entry in explain(shop.look(grave)) if entry.get("rule", "").startswith("ladder")]
    assert "重大投诉：本单合计¥10.00，任何金额都由老板决定" in reasons


@pytest.mark.parametrize("again", [("60",), ("40",), ("50",), ("fresh_bunch=50",), ("refund=50", "apology")])
def test_another_amount_payer_or_remedy_asks_for_approval_again(shop: Any, again: tuple[str, ...]) -> None:
    """`fresh_bunch` is paid by the supplier; it is decided by `[[approval]]`."""
    case = shop.approve(shop.approve(shop.propose(shop.take(), "50"), "阿送"), "陈店长")
    anew = shop.propose(case, *again)
    assert [(offer.state, len(offer.approvals)) for offer in anew.offers] == [("replaced", 2), ("waiting", 0)]
    with pytest.raises(Refused, match="not approved yet"):
        shop.offer(anew)


def test_votes_count_for_what_the_receipt_comes_to_when_they_are_given(shop: Any) -> None:
    case = shop.approve(shop.propose(shop.take(receipt="7"), "90"), "阿送")
    other = shop.propose(shop.take(receipt="7"), "voucher=20")
    # 110 on the receipt by now: courier or manager, then the owner. The courier has voted.
    with pytest.raises(Refused, match=r"needs Owner"):
        shop.approve(case, "陈店长")
    withdraw(shop.desk, to(other), "desk", "客人说算了。")
    assert shop.approve(case, "陈店长").offer.state == "approved"


def test_an_offer_grown_beyond_what_was_approved_is_not_made(shop: Any) -> None:
    case = shop.approve(shop.approve(shop.propose(shop.take(receipt="7"), "90"), "阿送"), "陈店长")
    other = shop.propose(shop.take(receipt="7"), "voucher=20")
    with pytest.raises(Refused, match=r"¥110\.00 on this receipt now needs Owner \(owner\).*propose it again"):
        shop.offer(case)
    assert shop.look(case).case == case
    anew = shop.approve(shop.approve(shop.propose(case, "90"), "阿送"), "老板娘")
    assert shop.offer(anew).offer.state == "offered"
    with pytest.raises(Refused):
        shop.offer(other)


def test_who_would_suffice_since_the_sum_fell_need_not_wait_for_more(shop: Any) -> None:
    other = shop.propose(shop.take(receipt="7"), "voucher=20")
    case = shop.approve(shop.propose(shop.take(receipt="7"), "90"), "阿送")
    assert case.offer.missing == ("owner",)
    withdraw(shop.desk, to(other), "desk", "客人说算了。")
    assert shop.approve(case, "陈店长").offer.state == "approved"


def test_where_nobody_has_the_role_the_next_one_above_decides_and_the_reason_is_kept(supermarket: Any) -> None:
    add_staff(supermarket.desk, "王副店", "store_manager", "N1", "孙副总")
    case = supermarket.propose(supermarket.take(), "180")
    assert (case.offer.decider, case.offer.missing) == ("store_manager", ("store_manager",))
    said = [entry["text"] for entry in explain(supermarket.look(case)) if entry["rule"].endswith(".superior")]
    assert said == [{
        "zh": "本店没有人可以作为主管副店长来定，由上一级的店长决定",
        "en": "nobody here can decide as Deputy store manager: Store manager, the role above, does",
    }]  # fmt: skip
    assert supermarket.approve(case, "李店长").offer.state == "approved"


def test_somebody_at_another_branch_does_not_decide_here(open_desk: Any, counter_on: Any) -> None:
    shop = counter_on(open_desk("florist", branch=None))
    add_staff(shop.desk, "陈店长", "manager", "N2", "老板娘")
    add_staff(shop.desk, "西店员", "clerk", "N2", "老板娘")
    places = (("N1", "desk"), ("N2", "西店员"))
    deciders = [shop.propose(shop.take(branch=code, by=name), "50", by=name).offer.decider for code, name in places]
    assert deciders == ["owner", "manager"]


def test_where_nobody_stands_above_either_the_role_stays(florist: Any) -> None:
    for name in ("陈店长", "老板娘"):
        leave(florist.desk, name, "老板娘")
    assert florist.propose(florist.take(), "50").offer.decider == "manager"


def test_a_superior_who_is_asked_already_is_passed_over(shop: Any) -> None:
    """The courier proposes; the manager, next above, votes as manager."""
    case = shop.approve(shop.propose(shop.take(), "50", by="阿送"), "陈店长")
    assert (case.offer.state, case.offer.missing) == ("waiting", ("owner",))
    assert shop.approve(case, "老板娘").offer.state == "approved"


def test_the_superior_is_not_asked_twice_in_a_step(open_desk: Any, counter_on: Any) -> None:
    settings = ALL.replace('roles = ["manager", "courier"]', 'roles = ["manager", "courier", "owner"]')
    shop = counter_on(open_desk("florist", settings))
    add_staff(shop.desk, "陈店长", "courier", "N1", "老板娘")
    case = shop.propose(shop.take(), "50")
    assert case.offer.missing == ("manager", "courier", "owner")
