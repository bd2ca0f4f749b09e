from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
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
    "spoiled_or_expired", "foreign_matter", "food_poisoning", "price_mismatch", "misleading_promotion", "short_weight",
    "defective_goods", "counterfeit_or_mislabelled", "return_without_receipt", "change_of_mind_return",
    "staff_attitude", "checkout_queue", "slip_or_injury", "private_settlement", "delivery_problem", "belongings_lost",
    "membership_or_voucher", "excessive_demand",
)  # fmt: skip
DEMANDS = ("S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9", "M4", "M5", "G10", "G17")
# S7: what the three tables at the month's end need to know of a return.
RETURN_FIELDS = {
    "item", "return_kind", "returned_quantity", "returned_amount", "supplier", "return_reason", "special_return",
    "special_reason", "quality_return",
}  # fmt: skip


@pytest.fixture(scope="module")
def stories() -> list[dict[str, Any]]:
    text = (Path(__file__).parent / "stories.toml").read_text(encoding="utf-8")
    told: list[dict[str, Any]] = tomli.loads(text)["story"]
    return told


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


def test_every_demand_and_situation_is_shown_by_a_story(stories: list[dict[str, Any]]) -> None:
    shown = {name for story in stories for name in story["covers"]}
    assert {*SITUATIONS, *DEMANDS} - shown == set()


def test_every_category_has_a_story(stories: list[dict[str, Any]], pack: Pack) -> None:
    assert set(pack.categories) - {story["category"] for story in stories} == set()


# S8: each band, and each limit to the cent, is told in a story.
def test_every_decider_is_met_in_a_story(stories: list[dict[str, Any]], pack: Pack) -> None:
    assert {str(band.role) for band in pack.approvals} == {story["approver"] for story in stories}


def test_every_temperament_is_met_in_a_story(stories: list[dict[str, Any]], pack: Pack) -> None:
    assert set(pack.temperaments) - {story.get("temperament") for story in stories} == set()


def test_every_customer_is_spoken_to_calm_or_angry(pack: Pack) -> None:
    for name, category in pack.categories.items():
        for language in ("zh", "en"):
            calm, angry = category.say.say(language), category.say_to["upset"].say(language)
            assert calm != angry, name
            # Sayable aloud, in one or two breaths.
            assert len(angry) <= {"zh": 80, "en": 260}[language], name


@pytest.mark.parametrize(
    ("name", "practice"),
    [
        ("spoiled_or_expired", "spoiled_called_sound"),
        ("food_poisoning", "X4"),
        ("foreign_matter", "X4"),
        ("price_mismatch", "X3"),
        ("short_weight", "scale_adjusted"),
        ("defective_goods", "supplier_first"),
        ("counterfeit_or_mislabelled", "X5"),
        ("refund_refused_or_slow", "approval_as_delay"),
        ("staff_attitude", "X1"),
        ("staff_attitude", "X2"),
        ("desk_unattended", "passed_along"),
        ("private_settlement", "settled_on_the_floor"),
        ("private_settlement", "record_torn"),
        ("accused_of_theft", "held_or_searched"),
        ("slip_or_injury", "one_sided_record"),
        ("belongings_lost", "X8"),
        ("excessive_demand", "X9"),
    ],
)
def test_where_a_practice_tempts_it_is_refused(name: str, practice: str, pack: Pack) -> None:
    assert practice in pack.categories[name].refused


@pytest.mark.parametrize(
    "words",
    [
        "等供应商来了再说。",
        "价签没来得及换，以电脑为准。",
        "把坏的切掉还能吃。",
        "我们的秤都是检过的。",
        "没小票退不了。",
        "偷一罚十，交罚款才能走。",
        "Wait for the supplier.",
        "The till is right.",
        "Just cut off the bad part.",
        "Our scales are never wrong.",
        "No receipt, no refund.",
        "You will be fined ten times the price.",
    ],
)
def test_what_is_often_said_at_a_counter_is_not_said(words: str, pack: Pack) -> None:
    assert check_wording(words, phrases_of(pack))


def test_a_return_is_written_down_for_the_month_s_tables(pack: Pack) -> None:
    assert set(pack.follow_ups["return_record"].facts) == RETURN_FIELDS
    returning = {"refund_quality", "exchange_quality", "refund_by_promise", "exchange"}
    goods = [name for name, entry in pack.categories.items() if "S7" in entry.covers]
    assert [name for name in goods if not returning & set(pack.categories[name].remedies)] == []
    assert [name for name in goods if "return_record" not in pack.categories[name].follow_ups] == []


# S9: the supplier answers for quality, and what it changes is written down.
def test_quality_is_the_supplier_s_and_its_correction_is_followed(pack: Pack) -> None:
    for code in ("refund_quality", "exchange_quality", "return_travel"):
        assert pack.remedies[code].payer == "supplier", code
    told = pack.follow_ups["supplier_corrects"].facts
    assert {"supplier_answer", "correction", "correction_due", "correction_result", "liable_party"} <= set(told)


# M4: is it common? M5: warn early. Both are tasks with somebody's name on them.
@pytest.mark.parametrize("name", ["spoiled_or_expired", "fresh_goods_poor", "defective_goods", "allergy_reaction"])
def test_where_others_may_meet_the_same_they_are_found_and_warned(name: str, pack: Pack) -> None:
    tasks = pack.categories[name].follow_ups
    assert [task for task in tasks if "M4" in pack.follow_ups[task].covers]
    assert [task for task in tasks if "M5" in pack.follow_ups[task].covers]


# G10: both kinds wherever the house may be at fault; G17 is the one where it is not.
def test_what_is_offered_is_material_and_moral(pack: Pack) -> None:
    for name, category in pack.categories.items():
        assert {pack.remedies[code].kind for code in category.remedies} == {"material", "moral"}, name


def test_a_little_more_than_is_owed_lies_within_the_desk_s_own_limit(pack: Pack) -> None:
    """O2, G10: what is given beyond the refund needs nobody's approval, and never takes its place."""
    extras = [item for item in pack.remedies.values() if "O2" in item.covers]
    assert extras
    assert all(not item.owed and item.kind == "material" for item in extras)
    assert all(item.amount <= pack.approvals[0].up_to for item in extras if item.amount and pack.approvals[0].up_to)


def test_somebody_of_higher_rank_calls_or_visits(pack: Pack) -> None:
    """O3, G10."""
    moral = [item for item in pack.remedies.values() if "O3" in item.covers]
    assert {item.kind for item in moral} == {"moral"}
    assert pack.follow_ups["leader_call_back"].role in pack.superiors(pack.front_line)


def test_the_customer_hears_how_far_it_is_before_it_is_settled(pack: Pack) -> None:
    """M3, G7: stage by stage; such tasks come while the case is still open."""
    told = [task for task in pack.follow_ups.values() if "M3" in task.covers]
    assert told
    assert {task.after for task in told} == {"received"}
