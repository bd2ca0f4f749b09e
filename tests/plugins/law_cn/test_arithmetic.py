"""The arithmetic of the law: worked examples beside its limits, and what must hold of any sums."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from amends_law_cn.assessment import Assessment, assess
from amends_law_cn.calendar import extended, last_day, months_between
from amends_law_cn.rules import load_facts
from hypothesis import given
from hypothesis import strategies as st

DAY = date(2026, 7, 6)
FEN = st.integers(0, 10**9)
YES_NO = st.sampled_from([True, False, "alleged", "open"])
ASKED = sorted(name for name, kind in load_facts().items() if kind in ("alleged", "asked"))
MONEY = sorted(name for name, kind in load_facts().items() if kind == "money")
ANY_FACTS = st.dictionaries(st.sampled_from(ASKED), YES_NO, max_size=8).flatmap(
    lambda facts: st.dictionaries(st.sampled_from(MONEY), FEN, max_size=8).map(lambda sums: {**facts, **sums})
)
TRADES = st.sampled_from(["restaurant", "supermarket", "jewelry", "ecommerce", "manufacturing"])
REGIONS = st.sampled_from(["CN", "CN-ZJ", "CN-SH", "CN-SD", "CN-GD"])

Say = Callable[..., Assessment]


@pytest.mark.parametrize(
    ("facts", "refund", "loss", "addition"),
    [
        # one fen below, at and above the point where ten times the price overtakes the least
        ({"price": 99.99, "food_unsafe": True, "made_by_us": True}, 99.99, 0, 1000),
        ({"price": 100, "food_unsafe": True, "made_by_us": True}, 100, 0, 1000),
        ({"price": 100.01, "food_unsafe": True, "made_by_us": True}, 100.01, 0, 1000.1),
        ({"price": 30, "loss": 400, "food_unsafe": True, "seller_knew": True}, 30, 400, 1200),
        ({"price": 166.67, "fraud": True}, 166.67, 0, 500.01),
        ({"price": 166.66, "fraud": True}, 166.66, 0, 500),
        ({"price": 100, "fraud": True, "food_unsafe": True, "seller_knew": True}, 100, 0, 1000),
        ({"price": 100, "fraud": True, "planted": True}, 0, 0, 0),
        ({"price": 100, "food_unsafe": True, "planted": True}, 0, 0, 0),
        ({"price": 100, "fraud": True, "promised_multiple": 2}, 100, 0, 500),
        ({"price": 100, "food_unsafe": True, "made_by_us": False, "promised_multiple": 10}, 100, 0, 1000),
        ({"price": 30, "overcharge": True, "fraud": True, "evidence_no_intent": True}, 30, 0, 0),
        ({"price": 100, "quality_defect": True, "days_since_receipt": 7}, 100, 0, 0),
        ({"price": 100, "quality_defect": True, "days_since_receipt": 8}, 0, 0, 0),
        ({"price": 100, "quality_defect": True, "days_since_receipt": 8, "termination_grounds": True}, 100, 0, 0),
        ({"price": 100, "official_finding": True, "days_since_receipt": 300}, 100, 0, 0),
        ({"price": 100, "listed_product": True, "performance_fault": True, "days_since_sale": 7}, 100, 0, 0),
        ({"price": 100, "listed_product": True, "performance_fault": True, "days_since_sale": 8}, 0, 0, 0),
        ({"billed_g": 10, "tested_g": 9.99, "unit_price": 900}, 0, 0, 0),
        ({"billed_g": 10, "tested_g": 9.989, "unit_price": 900}, 9.9, 0, 0),
        ({"deposit": 4000, "contract_total": 20000, "trader_default": True}, 8000, 0, 0),
        ({"deposit": 4000.01, "contract_total": 20000, "trader_default": True}, 8000.01, 0, 0),
        ({"deposit": 3000, "contract_total": 20000, "trader_default": False}, 0, 0, 0),
        ({"loss": 900, "kept_in_designated_place": True, "paid_keeping": False, "gross_negligence": False}, 0, 0, 0),
        ({"loss": 900, "kept_in_designated_place": True, "paid_keeping": False, "gross_negligence": True}, 0, 900, 0),
        ({"loss": 900, "safety_duty_breached": True, "third_party": True}, 0, 0, 0),
        ({"repair_cost": 60, "item_value": 800, "caused_by_staff": True}, 0, 60, 0),
        ({"repair_cost": 60, "item_value": 800, "caused_by_staff": True, "cleaning_possible": False}, 0, 800, 0),
        ({"paid": 100, "gift": 50, "consumed_face": 50, "cause": "trader"}, 66.67, 0, 0),
        ({"paid": 1000, "trader_evades": True}, 0, 0, 3000),
        ({"paid": 500, "paid_on": "2026-07-01", "request_on": "2026-07-09"}, 0, 0, 0),
        ({"online": True, "price": 200, "gift_value": 30, "gift_kept": True, "days_since_receipt": 3}, 170, 0, 0),
        ({"paid_total": 120, "returned_price": 120, "freight": 8, "threshold": 99}, 120, 0, 0),
        ({"paid_total": 220, "returned_price": 60, "freight": 8, "threshold": 99}, 60, 0, 0),
    ],
)  # fmt: skip
def test_what_is_owed(say: Say, facts: dict[str, Any], refund: float, loss: float, addition: float) -> None:
    found = say(trade="manufacturing", **facts)
    assert (found.refund, found.loss, found.addition) == (round(refund * 100), round(loss * 100), round(addition * 100))


@pytest.mark.parametrize(
    ("region", "facts", "refund"),
    [
        ("CN-SD", {"repair_days": 30}, 0), ("CN-SD", {"repair_days": 31}, 100), ("CN", {"repair_days": 31}, 0),
        ("CN-SD", {"repair_days": 31, "justified": True}, 0),
        ("CN-ZJ", {"repair_days": 35}, 0), ("CN-ZJ", {"repair_days": 36}, 100), ("CN-ZJ", {"repairs": 2}, 100),
        ("CN-SH", {"door_to_door": True, "days_since_receipt": 7}, 100),
        ("CN-SH", {"door_to_door": True, "days_since_receipt": 8}, 0),
        ("CN", {"door_to_door": True, "days_since_receipt": 7}, 0),
    ],
)  # fmt: skip
def test_provinces_give_more(say: Say, region: str, facts: dict[str, Any], refund: int) -> None:
    assert say(region=region, trade="manufacturing", price=100, **facts).refund == refund * 100


@pytest.mark.parametrize(("signed", "last"), [("2026-07-01", "2026-07-08"), ("2026-07-04", "2026-07-13")])
def test_the_customer_s_last_day_runs_to_a_working_day(say: Say, signed: str, last: str) -> None:
    for late in (0, 1):
        notice = date.fromisoformat(last) + timedelta(days=late)
        found = say(online=True, price=10, signed_on=signed, notice_on=notice.isoformat(), trade="ecommerce")
        assert found.outcomes()["last_notice_day"] == date.fromisoformat(last)
        assert found.refund == (0 if late else 1000)


@given(ANY_FACTS, TRADES, REGIONS)
def test_nothing_owed_is_ever_below_zero(facts: dict[str, Any], trade: str, region: str) -> None:
    found = assess(facts, region, trade, DAY)
    assert min(found.refund, found.loss, found.addition, *found.sums().values()) >= 0


@given(ANY_FACTS, TRADES, st.sampled_from(["loss", "medical", "lost_income", "transport"]), FEN)
def test_more_loss_never_owes_less(facts: dict[str, Any], trade: str, part: str, more: int) -> None:
    worse = {**facts, part: facts.get(part, 0) + more}
    one, other = assess(facts, "CN", trade, DAY), assess(worse, "CN", trade, DAY)
    assert one.refund <= other.refund
    assert one.loss <= other.loss
    assert one.addition <= other.addition


@given(ANY_FACTS, TRADES, FEN)
def test_a_higher_price_never_owes_less(facts: dict[str, Any], trade: str, more: int) -> None:
    dearer = {**facts, "price": facts.get("price", 0) + more}
    one, other = assess({"price": 0, **facts}, "CN", trade, DAY), assess(dearer, "CN", trade, DAY)
    assert one.refund <= other.refund
    assert one.addition <= other.addition


@given(ANY_FACTS, TRADES)
def test_a_province_never_gives_less_than_the_country(facts: dict[str, Any], trade: str) -> None:
    country = assess(facts, "CN", trade, DAY)
    for region in ("CN-ZJ", "CN-SH", "CN-SD"):
        there = assess(facts, region, trade, DAY)
        assert country.refund + country.loss <= there.refund + there.loss


@given(ANY_FACTS, TRADES)
def test_what_is_only_alleged_owes_nothing_that_needs_it(facts: dict[str, Any], trade: str) -> None:
    without = {name: value for name, value in facts.items() if value not in ("alleged", "open")}
    one, other = assess(facts, "CN", trade, DAY), assess(without, "CN", trade, DAY)
    assert (one.refund, one.loss) == (other.refund, other.loss)


@given(st.integers(0, 10**7), st.integers(0, 10**7), st.integers(0, 10**7))
def test_a_wage_never_falls_below_the_least_nor_by_more_than_a_fifth(wage: int, least: int, left: int) -> None:
    facts = {"wage": wage, "min_wage": least, "loss_left": left, "contract_clause": True}
    most = assess(facts, "CN", "all", DAY).sums()["max_deduction_this_month"]
    assert 0 <= most <= min(left, wage // 5, max(0, wage - least))


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 40))
def test_days_are_counted_without_the_first_and_end_on_a_working_day_where_extended(start: date, days: int) -> None:
    assert last_day(start, days=days) == start + timedelta(days=days)
    assert extended(start).weekday() < 5
    assert 0 <= (extended(start) - start).days <= 2
    counted = last_day(start, working_days=days)
    assert sum((start + timedelta(n)).weekday() < 5 for n in range(1, (counted - start).days + 1)) == days


def test_years_and_months_end_where_the_calendar_does() -> None:
    assert last_day(date(2024, 2, 29), years=3) == date(2027, 2, 28)
    assert months_between(date(2026, 1, 15), date(2026, 7, 15)) == 6
    assert months_between(date(2026, 1, 15), date(2026, 7, 16)) == 7
