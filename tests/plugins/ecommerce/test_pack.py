from __future__ import annotations

import pytest
from amends.pack.values import Pack

SITUATIONS = (
    "not_as_described", "wrong_item", "damaged_in_transit", "late_or_lost_parcel", "missing_parts_or_gift",
    "counterfeit", "refund_delayed", "seven_day_return_refused", "return_shipping_dispute",
    "customer_service_unresponsive", "price_drop", "invoice_not_issued", "size_wrong", "quality_failure_in_use",
    "review_harassment", "privacy_leak", "cancelled_by_shop", "courier_attitude",
)  # fmt: skip
DEMANDS = ("E1", "E2", "E3", "E4", "E5", "E8", "E9", "E10", "E11")


@pytest.mark.parametrize("name", [*SITUATIONS, *DEMANDS])
def test_what_the_trade_must_know_is_answered(name: str, cited: frozenset[str]) -> None:
    assert name in cited


@pytest.mark.parametrize("name", SITUATIONS)
def test_every_situation_is_a_category_of_its_own_or_part_of_one(name: str, pack: Pack) -> None:
    assert [category for category in pack.categories.values() if name in category.covers]


# E4: a discount, free gifts, thanks, personal care.
def test_the_menu_has_money_goods_and_what_costs_nothing(pack: Pack) -> None:
    assert {"money", "voucher", "goods", "gesture"} <= {item.form for item in pack.remedies.values()}
    assert {item.kind for item in pack.remedies.values()} == {"material", "moral"}


# G14: a parcel lost on the way is also the carrier's matter.
def test_a_carrier_may_have_to_pay(pack: Pack) -> None:
    assert "carrier" in {item.payer for item in pack.remedies.values()}
