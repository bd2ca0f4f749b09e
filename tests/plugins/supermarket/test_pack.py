from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from amends.case.offers import OfferedRemedy
from amends.desk.numbering import number_of, period_of
from amends.money import Money
from amends.pack.values import Pack
from amends.policy.authority import decide, decider, ladder

SITUATIONS = (
    "spoiled_or_expired", "foreign_matter", "food_poisoning", "price_mismatch", "misleading_promotion", "short_weight",
    "defective_goods", "counterfeit_or_mislabelled", "return_without_receipt", "change_of_mind_return",
    "staff_attitude", "checkout_queue", "slip_or_injury", "private_settlement", "delivery_problem", "belongings_lost",
    "membership_or_voucher", "excessive_demand",
)  # fmt: skip
DEMANDS = ("S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9")


@pytest.mark.parametrize("name", [*SITUATIONS, *DEMANDS])
def test_what_the_trade_must_know_is_answered(name: str, cited: frozenset[str]) -> None:
    assert name in cited


@pytest.mark.parametrize("name", SITUATIONS)
def test_every_situation_is_a_category_of_its_own_or_part_of_one(name: str, pack: Pack) -> None:
    assert [category for category in pack.categories.values() if name in category.covers]


# S8, per receipt, each limit itself included.
def test_the_approval_bands_are_exactly_those_of_the_handbook(pack: Pack) -> None:
    assert [(band.role, band.up_to and band.up_to.amount) for band in pack.approvals] == [
        ("front_desk", "50.00"),
        ("deputy_store_manager", "200.00"),
        ("store_manager", "2000.00"),
        ("group_vp_operations", None),
    ]


@pytest.mark.parametrize(
    ("amount", "role"),
    [
        ("38", "front_desk"),
        ("50", "front_desk"),
        ("50.01", "deputy_store_manager"),
        ("80", "deputy_store_manager"),
        ("180", "deputy_store_manager"),
        ("200", "deputy_store_manager"),
        ("200.01", "store_manager"),
        ("2000", "store_manager"),
        ("2000.01", "group_vp_operations"),
        ("2500", "group_vp_operations"),
    ],
)
def test_a_sum_on_a_receipt_goes_to_whom_the_handbook_names(amount: str, role: str, pack: Pack) -> None:
    assert decider(pack, Money.parse(amount, "CNY")).role == role


def test_major_complaints_reach_duty_and_store_manager(pack: Pack) -> None:
    assert {rule.to for rule in pack.escalations if rule.on == "severity"} == {("duty_manager", "store_manager")}


def test_numbers_begin_anew_each_month(pack: Pack) -> None:
    november = datetime(2026, 11, 30, 23, 59, tzinfo=ZoneInfo("Asia/Shanghai"))
    december = datetime(2026, 12, 1, 0, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert number_of(pack.numbering, "N1", november, 12) == "N1-202611-0012"
    assert (period_of(pack.numbering, november), period_of(pack.numbering, december)) == ("202611", "202612")


# S1: reported to whoever stands above; G17: they approve the refusal.
def test_a_refusal_needs_the_deputy_and_leaves_the_rest_to_the_usual_bands(pack: Pack) -> None:
    item = pack.remedies["refuse_with_reasons"]
    refusal = OfferedRemedy("refuse_with_reasons", item.label, item.kind, item.form, None, item.payer)
    ladders = ladder(pack, ["excessive_demand"], "ordinary", [refusal])
    assert decide(pack, ladders, Money(0, "CNY")).role == "deputy_store_manager"
    refund = OfferedRemedy("refund_quality", item.label, "material", "money", Money(30_000, "CNY"), "shop")
    both = ladder(pack, ["excessive_demand"], "ordinary", [refusal, refund])
    assert decide(pack, both, Money(30_000, "CNY")).role == "store_manager"
