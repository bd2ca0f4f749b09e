"""The front desk at work: one window, the section's word, limits per receipt, who bears it, the month's table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from amends.case.recovery import claims
from amends.case.values import Case
from amends.desk.agreement import accept, offer
from amends.desk.breaches import decide_breach, report_breach
from amends.desk.carrying_out import carry_out
from amends.desk.desk import Desk
from amends.desk.facts import note
from amends.desk.follow_up import follow_up
from amends.desk.inquiries import inquire, reply
from amends.desk.intake import Intake, take
from amends.desk.proposal import Wanted, menu, propose
from amends.desk.recovery import name_liable
from amends.desk.setup import Member, set_up_chain
from amends.desk.work import Target
from amends.errors import Refused
from amends.ledger.sqlite import SqliteLedger

STAFF = {
    "小周": "front_desk", "水产老赵": "department_lead", "值班小钱": "duty_manager", "王副店": "deputy_store_manager",
    "李店长": "store_manager", "孙副总": "group_vp_operations",
}  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path, clock: Any) -> Iterator[Desk]:
    members = [Member(name, "N1", role) for name, role in STAFF.items()]
    settings = {"name": "晨光超市", "plugins": ["supermarket"], "database": "amends.db"}
    chain = set_up_chain(tmp_path, settings, {"N1": {"staff": "小周"}}, members, clock)
    ledger = SqliteLedger(chain.database)
    yield Desk(chain, ledger, clock)
    ledger.close()


def on(case: Case) -> Target:
    return Target(case.number, case.branch)


def proposed(desk: Desk, case: Case, *wanted: str, by: str = "小周") -> Case:
    pairs = (each.partition("=") for each in wanted)
    return propose(desk, on(case), by, [Wanted(code, amount or None) for code, _, amount in pairs])


def spoiled(desk: Desk, **known: Any) -> Case:
    return take(desk, Intake("冷柜里拿的酸奶过期三天了。", **known), "小周")


def settled(desk: Desk, case: Case, *wanted: str) -> Case:
    case = offer(desk, on(proposed(desk, case, *wanted)), "小周")
    return carry_out(desk, on(accept(desk, on(case), "小周")), "小周")


# S8: the receipt counts, not the case.
def test_several_claims_on_one_receipt_add_up(desk: Desk) -> None:
    first = proposed(desk, spoiled(desk, receipt="6001"), "refund_quality=40")
    second = proposed(desk, spoiled(desk, receipt="6001"), "refund_quality=10.01")
    other = proposed(desk, spoiled(desk, receipt="6002"), "refund_quality=10.01")
    deciders = [case.offers[-1].decider for case in (first, second, other)]
    assert deciders == ["front_desk", "deputy_store_manager", "front_desk"]


# S2: the desk is the one window; a section that settles by itself commits a breach, and nothing is docked.
def test_a_section_cannot_settle_and_what_it_did_is_for_the_deputy_to_judge(desk: Desk) -> None:
    case = take(desk, Intake("卖鱼的师傅塞给我二十块钱，说就这么算了，别去服务台投诉。"), "小周")
    with pytest.raises(Refused, match="department_lead"):
        proposed(desk, case, "refund_quality=20", by="水产老赵")
    case = report_breach(desk, on(case), "小周", "private_settlement", "在柜台给了二十元", role="department_lead")
    case = decide_breach(desk, on(case), "王副店", "talk", "本人说怕麻烦客人，已讲清为什么要走服务台")
    assert [(breach.kind, breach.measure) for breach in case.breaches] == [("private_settlement", "talk")]


@pytest.mark.parametrize(
    ("inquiry", "fact"), [("section_confirms_food", "food_unsafe"), ("section_confirms", "quality_defect")]
)
def test_the_section_confirms_at_the_desk_in_time(desk: Desk, inquiry: str, fact: str) -> None:
    case = inquire(desk, on(spoiled(desk)), "小周", inquiry)
    with pytest.raises(Refused, match="has the say on"):
        note(desk, on(case), "小周", facts={fact: "no"})
    case = reply(desk, on(case), "水产老赵", confirms=True, text="确实过期。")
    assert case.facts[fact] is True


# S3: nobody came, the desk decides, and the section can no longer change it.
def test_a_section_that_does_not_come_loses_its_say(desk: Desk, clock: Any) -> None:
    case = inquire(desk, on(spoiled(desk)), "小周", "section_confirms_food")
    clock.advance(minutes=16)
    case = note(desk, on(case), "小周", facts={"food_unsafe": "yes"})
    case = reply(desk, on(case), "水产老赵", confirms=False, text="我看着是好的。")
    assert case.facts["food_unsafe"] is True
    assert [breach.kind for breach in case.breaches] == ["late_reply"]


# S9, X6: the supplier bears the goods, nobody who works here bears anything.
def test_the_supplier_owes_what_was_refunded_and_staff_owe_nothing(desk: Desk) -> None:
    case = settled(desk, spoiled(desk, facts={"price": "38"}), "refund_quality", "goodwill_voucher=10")
    assert [(claim.kind, claim.owed.amount) for claim in claims(case, "CNY")] == [("supplier", "38.00")]
    with pytest.raises(Refused, match="staff are never charged"):
        name_liable(desk, on(case), "王副店", "department", "水产老赵", "说是他没看日期")


# S7: the line for the month's tables is a task, and each of its fields is kept.
def test_a_return_leaves_the_fields_of_the_three_tables(desk: Desk) -> None:
    case = take(desk, Intake("小票丢了，这口锅是上周买的，没用过，想退。", facts={"price": "48"}), "小周")
    case = settled(desk, case, "refund_by_promise")
    assert "return_record" in {task.code for task in case.open_tasks}
    given = {
        "item": "炒锅", "return_kind": "退货", "returned_quantity": "1", "returned_amount": "48", "supplier": "某厨具",
        "return_reason": "买重了", "special_return": "yes", "special_reason": "没有小票", "quality_return": "no",
    }  # fmt: skip
    case = note(desk, on(case), "小周", facts=given)
    case = follow_up(desk, on(case), "小周", task="return_record")
    assert set(given) <= set(case.facts)
    assert (case.facts["special_return"], case.facts["quality_return"]) == (True, False)
    assert "return_record" not in {task.code for task in case.open_tasks}


# S6: numbered without a gap, month by month.
def test_registrations_are_numbered_one_after_the_other(desk: Desk) -> None:
    numbers = [spoiled(desk).number for _ in range(3)]
    stem, _, last = numbers[0].rpartition("-")
    assert numbers == [f"{stem}-{int(last) + step:04}" for step in range(3)]


# J2: how somebody talks chooses words, never money.
def test_an_angry_customer_is_offered_what_a_calm_one_is(desk: Desk) -> None:
    calm = take(desk, Intake("刚买的排骨打开一股臭味。", facts={"price": "76"}), "小周")
    angry = take(desk, Intake("刚买的排骨打开一股臭味，气死我了，叫店长来！", facts={"price": "76"}), "小周")
    assert (calm.temperament, angry.temperament) == (None, "upset")
    assert menu(desk, on(calm))[1].keys() == menu(desk, on(angry))[1].keys()
    deciders = {proposed(desk, case, "refund_quality").offers[-1].decider for case in (calm, angry)}
    assert deciders == {"deputy_store_manager"}
