"""What is due by right is a floor under every offer; what is only to be told is not on the menu."""

from __future__ import annotations

import pytest
from amends.case.answers import Answered, Reason, Remedy
from amends.errors import Refused
from amends.money import Money
from amends.policy.remedies import choose, combine_remedies
from amends.policy.rights import check_floor, floor, rights
from amends.text import Text
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

WHY = Reason("law.1", Text("某法第一条", "Some Law art. 1"))
OWED = Remedy("law", Text("退款", "Refund"), "material", "money", WHY, owed=Money(5800, "CNY"), standing="due")
FORMS = ("money", "voucher", "goods", "service", "gesture")


def answered(*remedies: Remedy) -> list[Answered]:
    return [Answered("compensate", "p", "1", remedy) for remedy in remedies]


def thing(form: str, goodwill: bool = False, code: str = "thing") -> Remedy:
    return Remedy(code, Text("给", "Give"), "material", form, WHY, goodwill=goodwill)


def offered(owed: Remedy, given: Remedy, amount: int | None) -> None:
    """Offer `given` where `owed` is due."""
    answers = answered(owed, given)
    menu = combine_remedies(answers)
    chosen = choose(menu, given.code, None if amount is None else Money(amount, "CNY"))
    check_floor(floor(answers, "CNY"), menu, [chosen])


@pytest.mark.parametrize("form", ["voucher", "goods", "service"])
@given(amount=st.integers(1, 10**9))
def test_only_money_counts(form: str, amount: int) -> None:
    with pytest.raises(Refused, match=r"¥0\.00 of ¥58\.00 owed by law: Some Law art\. 1"):
        offered(OWED, thing(form), amount)


@given(amount=st.integers(1, 20000))
def test_money_counts_from_the_very_sum(amount: int) -> None:
    if amount >= 5800:
        offered(OWED, thing("money"), amount)
    else:
        with pytest.raises(Refused):
            offered(OWED, thing("money"), amount)
    with pytest.raises(Refused):
        offered(OWED, thing("money", goodwill=True), amount)


def test_performance_in_kind_stands_in_where_the_customer_may_choose_it() -> None:
    choice = evolve(OWED, or_in_kind=True)
    offered(choice, thing("goods"), 1)
    for form, goodwill in (("goods", True), ("voucher", False), ("gesture", False)):
        with pytest.raises(Refused):
            offered(choice, thing(form, goodwill), None if form == "gesture" else 100)


@pytest.mark.parametrize(
    "other", [{"standing": "if_confirmed"}, {"standing": "contested"}, {"standing": "menu"}, {"on_demand": True}]
)
def test_only_what_is_due_and_asked_for_is_a_floor(other: dict[str, object]) -> None:
    assert not floor(answered(evolve(OWED, **other)), "CNY").whole


def test_what_is_due_adds_up_and_what_was_agreed_before_counts() -> None:
    least = floor(answered(OWED, evolve(OWED, code="loss", owed=Money(200, "CNY"))), "CNY")
    assert least.whole == Money(6000, "CNY")
    paid = choose({"thing": thing("money")}, "thing", Money(6000, "CNY"))
    check_floor(least, {}, [], [("carried_out", [paid])])
    with pytest.raises(Refused):
        check_floor(least, {}, [], [("declined", [paid])])


def test_what_is_only_to_be_told_is_not_on_the_menu() -> None:
    told = [evolve(OWED, code=standing, standing=standing) for standing in ("if_confirmed", "right")]
    answers = answered(*told, OWED, thing("money"))
    assert list(combine_remedies(answers)) == ["law", "thing"]
    assert [right.code for right in rights(answers)] == ["if_confirmed", "right", "law"]
