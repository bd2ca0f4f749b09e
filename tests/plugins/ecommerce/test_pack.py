from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import tomli
from amends.case.offers import OfferedRemedy
from amends.desk.numbering import number_of, period_of
from amends.money import Money
from amends.pack.values import Pack
from amends.pack.wording import phrases_of
from amends.policy.authority import decide, decider, ladder
from amends.wording.check import check_wording

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


# E4, G10: both kinds, so that a little more than expected is possible whatever went wrong.
def test_whatever_went_wrong_both_kinds_are_offered(pack: Pack) -> None:
    for name, category in pack.categories.items():
        assert {pack.remedies[code].kind for code in category.remedies} == {"material", "moral"}, name


def test_every_customer_is_spoken_to_calm_or_angry(pack: Pack) -> None:
    for name, category in pack.categories.items():
        for language in ("zh", "en"):
            calm, angry = category.say.say(language), category.say_to["upset"].say(language)
            assert calm != angry, name
            # Sayable aloud, in one or two breaths.
            assert len(angry) <= {"zh": 80, "en": 260}[language], name


def test_every_category_says_what_to_do_to_ask_and_to_keep(pack: Pack) -> None:
    for name, category in pack.categories.items():
        assert 2 <= len(category.do) <= 5, name
        assert category.facts, name
        assert category.evidence, name


# E11: after harassment nobody rings; everybody else is asked.
def test_everybody_is_called_back_but_who_was_pestered(pack: Pack) -> None:
    assert [name for name, entry in pack.categories.items() if "call_back" not in entry.follow_ups] == [
        "review_harassment"
    ]
    assert pack.follow_ups["call_back"].facts == ("fell_short", "whole_purchase", "suggestion", "goodwill_liked")


# M4, M5: is it common? Then the others hear of it before they complain.
COMMON = (
    "skin_reaction", "made_ill", "injury_or_danger", "counterfeit", "expired_or_used", "quality_failure_in_use",
    "not_as_described", "size_wrong", "unpleasant_smell", "wrong_item", "missing_parts_or_gift", "damaged_in_transit",
    "privacy_leak", "promotion_dispute", "cancelled_by_shop",
)  # fmt: skip
WARNED = (
    "late_parcel", "damaged_in_transit", "expired_or_used", "quality_failure_in_use", "unpleasant_smell",
    "not_as_described", "promotion_dispute", "privacy_leak",
)  # fmt: skip


@pytest.mark.parametrize(("demand", "name"), [("M4", name) for name in COMMON] + [("M5", name) for name in WARNED])
def test_what_may_befall_many_is_looked_into_and_told_early(demand: str, name: str, pack: Pack) -> None:
    category = pack.categories[name]
    tasks = [pack.follow_ups[code] for code in category.follow_ups if demand in pack.follow_ups[code].covers]
    assert demand in category.covers
    assert tasks
    assert {task.after for task in tasks} == {"received"}


TEMPTATIONS = {
    "skin_reaction": "X4", "injury_or_danger": "X4", "counterfeit": "X5", "disappointing_effect": "X7",
    "late_parcel": "X8", "privacy_leak": "X8", "service_attitude": "X1", "courier_attitude": "X2",
    "customer_service_unresponsive": "X6", "excessive_demand": "X9", "review_harassment": "bought_review",
    "lost_parcel": "signed_means_accepted", "seven_day_return_refused": "opened_means_kept",
    "refund_delayed": "refund_as_voucher", "cancelled_by_shop": "told_to_cancel",
    "not_as_described": "goodwill_instead",
}  # fmt: skip


@pytest.mark.parametrize(("name", "practice"), TEMPTATIONS.items())
def test_where_a_practice_tempts_it_is_refused(name: str, practice: str, pack: Pack) -> None:
    assert practice in pack.categories[name].refused


@pytest.mark.parametrize(
    "words",
    [
        "一经签收概不负责。", "这个您去找快递吧。", "色差属于正常现象。", "是您皮肤太敏感了。", "拆封就不能退了。",
        "麻烦您改成五星，给您返十块。",
        "Please contact the courier yourself.", "Colour difference is normal.", "It is just your skin.",
        "Opened items cannot be returned.", "Change your review and we refund you.",
    ],
)  # fmt: skip
def test_what_is_not_said_in_this_trade_is_found(words: str, pack: Pack) -> None:
    assert check_wording(words, phrases_of(pack))


@pytest.mark.parametrize(
    ("amount", "role"),
    [
        ("30", "service_agent"), ("30.01", "service_lead"), ("100", "service_lead"), ("100.01", "service_manager"),
        ("500", "service_manager"), ("500.01", "operations_director"), ("5000", "operations_director"),
        ("5000.01", "general_manager"),
    ],
)  # fmt: skip
def test_a_sum_on_an_order_goes_to_whoever_may_decide_it(amount: str, role: str, pack: Pack) -> None:
    assert decider(pack, Money.parse(amount, "CNY")).role == role


# G17: no customer hears a no from one agent alone; what is owed beside it keeps its own decider.
def test_a_refusal_needs_the_team_leader(pack: Pack) -> None:
    item = pack.remedies["refuse_with_reasons"]
    refusal = OfferedRemedy("refuse_with_reasons", item.label, item.kind, item.form, None, item.payer)
    ladders = ladder(pack, ["excessive_demand"], "ordinary", [refusal])
    assert decide(pack, ladders, Money(0, "CNY")).role == "service_lead"


def test_numbers_begin_anew_each_month(pack: Pack) -> None:
    november = datetime(2026, 11, 30, 23, 59, tzinfo=ZoneInfo("Asia/Shanghai"))
    december = datetime(2026, 12, 1, 0, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert number_of(pack.numbering, "N1", november, 12) == "N1-202611-00012"
    assert (period_of(pack.numbering, november), period_of(pack.numbering, december)) == ("202611", "202612")


# A name that some category answers is shown by a story of that category, so that nothing is cited and never met.
def test_every_category_and_every_name_it_cites_has_a_story(pack: Pack) -> None:
    stories = tomli.loads((Path(__file__).parent / "stories.toml").read_text(encoding="utf-8"))["story"]
    shown: dict[str, set[str]] = {}
    for story in stories:
        shown.setdefault(story["category"], set()).update(story["covers"])
    missing = {name: set(entry.covers) - shown.get(name, set()) for name, entry in pack.categories.items()}
    assert {name: names for name, names in missing.items() if names} == {}
    assert {*SITUATIONS, *DEMANDS} <= set().union(*shown.values())
