"""Goodwill per branch and month: counted from live offers, noted when nearly used up, stopped beyond it."""

from __future__ import annotations

from typing import Any

import pytest
from amends.desk.closing import withdraw
from amends.desk.guide import guide
from amends.desk.proposal import refuse
from amends.desk.reading import explain
from amends.desk.staff import add_staff
from amends.desk.work import Target
from amends.errors import ConfigurationError, Refused
from amends.money import Money

BUDGET = """
[pack.florist.budget]
amount = "50.00"
"""
FOR_THE_MANAGER = BUDGET + 'beyond = "manager"\nwarn_at = 50\n'


def to(case: Any) -> Target:
    return Target(case.number)


def yuan(amount: str) -> Money:
    return Money.parse(amount, "CNY")


@pytest.fixture
def shop(open_desk: Any, counter_on: Any) -> Any:
    """Fifty yuan of goodwill a month; beyond it only the owner approves."""
    return counter_on(open_desk("florist", BUDGET))


def give(shop: Any, amount: str, remedy: str = "voucher", by: str = "desk") -> Any:
    return shop.propose(shop.take(category="wilted"), f"{remedy}={amount}", by=by)


def test_what_is_given_adds_up_and_the_operator_hears_when_it_is_nearly_used_up(shop: Any) -> None:
    offers = [give(shop, "20").offer, give(shop, "19").offer, give(shop, "1").offer]
    assert [(o.budget.state, o.budget.used) for o in offers] == [
        ("within", yuan("20")), ("within", yuan("39")), ("warned", yuan("40")),
    ]  # fmt: skip
    assert {offer.state for offer in offers} == {"approved"}


def test_the_note_stands_in_the_guide_and_in_the_reasons(shop: Any) -> None:
    give(shop, "20")
    case = give(shop, "20")
    shown = shop.look(case)
    do = [step.do for step in guide(case, shown.pack, shop.desk.zone) if step.do]
    assert any("¥40.00" in text.zh and "额度¥50.00" in text.zh for text in do)
    (said,) = [entry["text"]["en"] for entry in explain(shown) if entry["rule"] == "budget.warn_at"]
    assert said == "goodwill of 2026-03 with this one: ¥40.00; the branch's budget of ¥50.00 is nearly used up"


def test_beyond_the_budget_only_the_last_band_may_approve(shop: Any) -> None:
    for _ in range(2):
        give(shop, "20")
    case = give(shop, "11")
    assert (case.offer.state, case.offer.missing, case.offer.budget.state) == ("waiting", ("owner",), "beyond")
    with pytest.raises(Refused, match=r"needs Owner \(owner\)"):
        shop.approve(case, "陈店长")
    assert [entry["rule"] for entry in explain(shop.look(case)) if entry["rule"].startswith("budget")] == [
        "budget.amount"
    ]
    case = shop.approve(case, "老板娘")
    assert shop.offer(case).offer.state == "offered"
    assert give(shop, "1", by="老板娘").offer.state == "approved"


def test_a_role_may_be_named_for_it(open_desk: Any, counter_on: Any) -> None:
    shop = counter_on(open_desk("florist", FOR_THE_MANAGER))
    assert [give(shop, "20").offer.budget.state for _ in range(2)] == ["within", "warned"]
    case = give(shop, "15")
    assert case.offer.missing == ("manager",)
    assert shop.approve(case, "陈店长").offer.state == "approved"


def test_what_is_owed_never_counts_and_is_never_stopped(shop: Any) -> None:
    known = shop.note(shop.take(category="wilted"), facts={"price": "18"})
    assert shop.propose(known, "refund=18").offer.goodwill == yuan("0")
    assert shop.propose(known, "refund=20").offer.goodwill == yuan("2")
    for _ in range(3):
        give(shop, "20")
    # Nobody knows yet what is owed: what the trade calls owed is taken as that.
    unknown = shop.propose(shop.take(category="wilted"), "refund=20")
    assert (unknown.offer.state, unknown.offer.goodwill, unknown.offer.budget) == ("approved", yuan("0"), None)
    assert shop.propose(known, "refund=18", "apology").offer.state == "approved"
    assert shop.propose(known, "refund=18", "voucher=1").offer.state == "waiting"


def test_a_voucher_is_goodwill_whatever_is_owed(shop: Any) -> None:
    known = shop.note(shop.take(category="wilted"), facts={"price": "40"})
    assert shop.propose(known, "voucher=10", "fresh_bunch=5").offer.goodwill == yuan("15")


def test_what_no_longer_binds_the_shop_is_free_again(shop: Any) -> None:
    first = give(shop, "15")
    assert give(shop, "5").offer.budget.used == yuan("20")
    shop.propose(first, "voucher=10")
    assert give(shop, "5").offer.budget.used == yuan("20")
    shop.decline(shop.offer(first))
    assert give(shop, "5").offer.budget.used == yuan("15")
    waiting = give(shop, "30", remedy="fresh_bunch")
    assert waiting.offer.budget.used == yuan("45")
    refuse(shop.desk, to(waiting), "陈店长", "不必。")
    gone = give(shop, "20")
    assert gone.offer.budget.used == yuan("35")
    withdraw(shop.desk, to(gone), "desk", "客人说算了。")
    assert give(shop, "1").offer.budget.used == yuan("16")


def test_earlier_rounds_of_the_case_count(shop: Any) -> None:
    case = shop.tasks_done(shop.carried_out("voucher=20", category="wilted"), score=1)
    assert shop.propose(case, "voucher=15").offer.budget.used == yuan("35")


def test_every_month_and_every_branch_has_its_own(open_desk: Any, counter_on: Any, clock: Any) -> None:
    shop = counter_on(open_desk("florist", BUDGET, branch=None))
    add_staff(shop.desk, "西店员", "clerk", "N2", "老板娘")

    def used(branch: str) -> Money:
        by = {"N1": "desk", "N2": "西店员"}[branch]
        case = shop.take(category="wilted", branch=branch, by=by)
        return shop.propose(case, "voucher=10", by=by).offer.budget.used  # type: ignore[no-any-return]

    assert [used(code) for code in ("N1", "N1", "N2")] == [yuan("10"), yuan("20"), yuan("10")]
    # Half past midnight on the first of April in Shanghai; in UTC it is still March.
    clock.advance(days=29, hours=14, minutes=30)
    assert clock.now.month == 3
    assert used("N1") == yuan("10")


def test_a_branch_may_have_a_budget_of_its_own(open_desk: Any, counter_on: Any, tmp_path: Any) -> None:
    desk = open_desk("florist", BUDGET)
    desk.chain.branches["N1"]["budget"] = "15.00"
    assert give(counter_on(desk), "16").offer.missing == ("owner",)
    plain = open_desk("florist")
    plain.chain.overrides.clear()
    plain.chain.branches["N1"]["budget"] = "100"
    assert give(counter_on(plain), "16").offer.budget.limit == yuan("100")


@pytest.mark.parametrize(("budget", "says"), [('"lots"', "not an amount in CNY"), ("3000", "expected a string")])
def test_a_budget_that_is_no_sum_is_named_with_its_place(open_desk: Any, budget: str, says: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"amends\.toml: \[branch\.N3\] budget: .*{says}"):
        open_desk("florist", f"\n[branch.N3]\nbudget = {budget}\n")


def test_without_a_budget_nothing_is_counted_against_anybody(florist: Any) -> None:
    for _ in range(5):
        case = give(florist, "20")
    assert (case.offer.state, case.offer.budget, case.offer.goodwill) == ("approved", None, yuan("20"))
