"""The law at the desk: shown as alleged, binding once established, with clocks, duties and people who must know."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from amends.desk.closing import answer, close
from amends.errors import Refused
from amends.money import Money

GLASS = "菜里有一块碎玻璃，划到嘴了。"


def test_what_a_complaint_alleges_is_shown_as_owed_if_confirmed_and_binds_nobody(restaurant: Any) -> None:
    case = restaurant.take(GLASS, facts={"dish_price": "58"})
    assert case.incident
    assert restaurant.owed(case) == {
        ("law_refund", "if_confirmed"): "58.00", ("law_loss", "if_confirmed"): None,
        ("law_addition", "if_confirmed"): "1000.00",
    }  # fmt: skip
    assert all(right.say is None for right in restaurant.look(case).rights)
    assert restaurant.propose(case, "manager_apology").offer is not None


def test_established_facts_bind_and_a_lower_offer_is_refused_with_article_and_sum(restaurant: Any) -> None:
    case = restaurant.note(restaurant.take(GLASS), food_unsafe="true", dish_price="58", medical_cost="400")
    with pytest.raises(Refused, match=r"¥100\.00 of ¥458\.00 owed by law: Food Safety Law art\. 148\(1\)") as refused:
        restaurant.propose(case, "law_refund=100", "taken_to_doctor=400", "manager_apology")
    assert refused.value.data["needed"] == Money(45800, "CNY")
    case = restaurant.propose(case, "dish_refund", "medical_paid")
    recorded = [answer["rule"] for answer in restaurant.look(case).events[-1].body["answers"]]
    assert {"law_cn.CN-FSL-148-1", "law_cn.CN-CPL-49-FOOD", "remedy.dish_refund"} <= set(recorded)


def test_what_the_trade_says_is_owed_cannot_be_offered_for_less(restaurant: Any) -> None:
    case = restaurant.note(restaurant.take(GLASS), food_unsafe="true", dish_price="58")
    with pytest.raises(Refused, match=r"'dish_refund' is owed: ¥58\.00 at least"):
        restaurant.propose(case, "dish_refund=30")


def test_the_addition_is_told_and_owed_only_when_the_customer_asks(restaurant: Any) -> None:
    case = restaurant.note(restaurant.take(GLASS), food_unsafe="true", dish_price="58")
    (addition,) = [right for right in restaurant.look(case).rights if right.code == "law_addition"]
    assert addition.on_demand
    assert addition.say is not None
    assert "{amount}" in addition.say.zh
    restaurant.propose(case, "dish_refund")
    case = restaurant.note(case, claims_addition="yes")
    with pytest.raises(Refused, match=r"¥58\.00 of ¥1058\.00"):
        restaurant.propose(case, "dish_refund")
    assert restaurant.propose(case, "dish_refund", "law_addition").offers[-1].amount == Money(105800, "CNY")


@pytest.mark.parametrize("instead", ["voucher_large=300", "taken_to_doctor=500", "manager_apology"])
def test_vouchers_services_and_words_count_nothing_toward_money_owed(restaurant: Any, instead: str) -> None:
    case = restaurant.note(restaurant.take(GLASS), food_unsafe="true", dish_price="58")
    with pytest.raises(Refused, match=r"gives ¥0\.00 of ¥58\.00"):
        restaurant.propose(case, instead)


def test_where_the_customer_may_choose_the_dish_made_again_will_do(restaurant: Any) -> None:
    case = restaurant.take("这道菜做得太难吃，跟菜单完全不一样。", category="dish_returned_or_wrong")
    case = restaurant.note(case, quality_below_promise="yes", dish_price="88")
    with pytest.raises(Refused, match=r"¥88\.00 owed by law"):
        restaurant.propose(case, "apology")
    assert restaurant.propose(case, "remake_dish=88").offer


def test_a_denied_fact_is_no_longer_alleged(restaurant: Any) -> None:
    case = restaurant.note(restaurant.take(GLASS), food_unsafe="no", dish_price="58")
    assert restaurant.owed(case) == {}


def test_a_bottle_bought_in_needs_knowledge_for_the_tenfold(restaurant: Any) -> None:
    case = restaurant.take("怀疑这瓶茅台是假酒。", category="liquor_doubted")
    case = restaurant.note(case, liquor_price="1280", food_unsafe="yes", fraud="no")
    assert restaurant.owed(case)["law_refund", "due"] == "1280.00"
    assert ("law_addition", "due") not in restaurant.owed(case)
    assert restaurant.owed(restaurant.note(case, seller_knew="yes"))["law_addition", "due"] == "12800.00"


def test_earnest_money_comes_back_double_up_to_a_fifth(restaurant: Any) -> None:
    case = restaurant.take("婚宴定金付了五千，你们说接不了了。", category="reservation")
    assert ("law_refund", "if_confirmed") in restaurant.owed(case)
    case = restaurant.note(case, trader_default="yes", deposit="5000", contract_total="20000")
    assert restaurant.owed(case) == {("law_refund", "due"): "9000.00"}


def test_suspected_illness_is_a_duty_to_report_before_anything_is_confirmed(restaurant: Any) -> None:
    case = restaurant.take("昨晚在你们店吃完全家拉肚子。", category="illness_after_meal")
    assert "law.CN-FSL-103" in {task.code for task in case.tasks}
    assert "law.CN-FSL-103" in case.escalations
    assert "report_authority" in {clock.name for clock in case.clocks}
    assert ("law.CN-FSL-103", "right") in restaurant.owed(case)


def test_a_duty_keeps_the_case_open(restaurant: Any) -> None:
    case = restaurant.take("昨晚在你们店吃完全家拉肚子。", category="illness_after_meal")
    for point in case.open_points:
        answer(restaurant.desk, restaurant.on(case), "desk", "已经说明。", point.id)
    with pytest.raises(Refused, match=r"law\.CN-FSL-103"):
        close(restaurant.desk, restaurant.on(case), "desk")


def test_the_limit_of_the_law_runs_even_where_nobody_understood_the_complaint(restaurant: Any) -> None:
    case = restaurant.take("嗯嗯嗯，就这样。")
    clocks = {clock.name: clock for clock in case.clocks}
    assert clocks["legal_limit"].due <= case.received_at + timedelta(days=15)
    assert not clocks["legal_limit"].pausable


def test_a_clock_longer_than_the_law_allows_is_tightened_with_the_reason(open_counter: Callable[..., Any]) -> None:
    counter = open_counter("jewelry", decider="general_manager")
    case = counter.take("戒指戴了两天就变色了。", category="plating_or_colour", facts={"abroad": "yes"})
    (abroad,) = [clock for clock in case.clocks if clock.name == "handling_abroad"]
    assert abroad.due == case.received_at + timedelta(days=15)
    (reason,) = [a for event in counter.look(case).events for a in event.body.get("answers", ())
                 if a.get("clock") == "handling_abroad"]  # fmt: skip
    assert (reason["plugin"], reason["rule"]) == ("law_cn", "law_cn.CN-PEN-8")
    assert "15" in reason["text"]["en"]


def test_a_province_adds_its_clocks_and_others_do_not(open_counter: Callable[..., Any]) -> None:
    zhejiang = open_counter("restaurant", "CN-ZJ").take(GLASS)
    reply = {clock.name: clock.due - zhejiang.received_at for clock in zhejiang.clocks}["legal_reply"]
    assert reply == timedelta(days=5)
    elsewhere = open_counter("supermarket", "CN-GD", "group_vp_operations").take("牛奶过期了。")
    assert "legal_reply" not in {clock.name for clock in elsewhere.clocks}


def test_outside_the_mainland_the_plugin_is_silent(open_counter: Callable[..., Any]) -> None:
    counter = open_counter("restaurant", "HK")
    assert counter.owed(counter.note(counter.take(GLASS), food_unsafe="yes", dish_price="58")) == {}


def test_a_serious_injury_by_a_defect_reaches_whoever_decides_any_sum(open_counter: Callable[..., Any]) -> None:
    counter = open_counter("supermarket", decider="group_vp_operations")
    case = counter.take("电饭煲爆炸把手烧伤了。", category="defective_goods")
    assert not [code for code in case.escalations if code.startswith("law.")]
    case = counter.note(case, defect="yes", serious_injury="yes", price="200")
    assert {"law.CN-CPL-19", "law.CN-RCL-8"} <= set(case.escalations)
    assert {"report_recall"} <= {clock.name for clock in case.clocks}
    assert {task.due - counter.desk.clock() for task in case.tasks if task.code == "law.CN-RCL-8"} == {
        timedelta(days=1)
    }


def test_the_command_line_shows_rights_in_both_languages(
    restaurant: Any, capsys: pytest.CaptureFixture[str], monkeypatch: Any
) -> None:
    from amends.cli.case_text import print_case
    from amends.cli.language import use

    case = restaurant.note(restaurant.take(GLASS), food_unsafe="true", dish_price="58")
    shown = restaurant.look(case)
    for language, words in (("zh", "依法应付：退还价款 ¥58.00"), ("en", "owed by law: the price back ¥58.00")):
        use(language)
        print_case(shown.case, shown.pack, restaurant.desk.zone, shown.rights)
        assert words in capsys.readouterr().out
