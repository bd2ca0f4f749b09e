"""What follows by itself: clocks, people who must know in parallel, tasks (G5, S4)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from amends.desk.consequences import draw_consequences
from amends.desk.work import Target, work_on
from amends.moments import stamp


def clocks(case: Any) -> dict[str, str]:
    return {clock.name: stamp(clock.due) for clock in case.clocks}


def test_a_jewelry_case_ends_within_fifteen_calendar_days_of_the_demand(jeweller: Any, clock: Any) -> None:
    clock.now = datetime.fromisoformat("2026-02-10T08:30:00+00:00")
    case = jeweller.take(category="stone_loose_or_lost")
    assert clocks(case)["handling_domestic"] == "2026-02-25T08:30:00Z"
    assert "handling_abroad" not in clocks(case)


def test_abroad_it_has_eighteen_beside_the_fifteen_counted_from_the_demand(jeweller: Any, clock: Any) -> None:
    clock.now = datetime.fromisoformat("2026-02-10T08:30:00+00:00")
    case = jeweller.take(category="stone_loose_or_lost")
    clock.advance(days=3)
    case = jeweller.note(case, facts={"abroad": "是"})
    assert clocks(case)["handling_domestic"] == "2026-02-25T08:30:00Z"
    assert clocks(case)["handling_abroad"] == "2026-02-28T08:30:00Z"


@pytest.mark.parametrize("answer", ["否", "no", "不是"])
def test_a_case_said_to_be_at_home_gets_no_clock_for_abroad(jeweller: Any, answer: str) -> None:
    case = jeweller.note(jeweller.take(category="stone_loose_or_lost"), facts={"abroad": answer})
    assert "handling_abroad" not in clocks(case)


def test_marketing_has_seven_days_from_the_customers_no(jeweller: Any, clock: Any) -> None:
    case = jeweller.take(category="stone_loose_or_lost")
    assert "marketing_answer" not in clocks(case)
    case = jeweller.offer(jeweller.propose(case, "goodwill_voucher=100"))
    clock.advance(days=1)
    case = jeweller.decline(case)
    assert clocks(case)["marketing_answer"] == stamp(clock.now + timedelta(days=7))
    met = {each.name: each.met_at for each in case.clocks}
    assert (met["first_answer"], met["marketing_answer"]) == (clock.now - timedelta(days=1), None)


def test_opening_hours_stop_a_business_clock(florist: Any, clock: Any) -> None:
    clock.now = datetime.fromisoformat("2026-03-06T09:30:00+00:00")  # Friday, half an hour before closing
    case = florist.take(category="wilted")
    # half an hour on Friday, three on Monday morning, and after the lunch break the last half
    assert clocks(case)["answer"] == "2026-03-09T05:30:00Z"


def test_a_clock_is_met_by_its_event_and_the_next_nearest_is_due(supermarket: Any) -> None:
    case = supermarket.take(category="spoiled_or_expired")
    before = case.due
    case = supermarket.offer(supermarket.propose(case, "38"))
    assert case.due >= before
    assert {each.name for each in case.clocks if each.met_at} >= {"first_answer"}


def test_tasks_are_given_once_however_often_they_are_drawn(florist: Any) -> None:
    case = florist.take(category="wilted")
    for step in range(4):
        case = florist.note(case, text=f"客人第{step + 1}次来电催。")
    assert [task.code for task in case.tasks] == ["check_cooler"]
    done = florist.tasks_done(case)
    assert [task.code for task in florist.note(done, text="再问一次。").tasks] == ["check_cooler"]


def test_escalations_happen_once(florist: Any) -> None:
    case = florist.take("用了你们的花全身起疹子，婚礼都毁了。")
    for _ in range(3):
        case = florist.note(case, text="客人还在等。")
    assert sorted(case.escalations) == ["florist_wedding", "severity.major"]


@pytest.mark.parametrize("counter_of", ["florist", "supermarket", "jeweller"])
def test_drawing_twice_changes_nothing(request: pytest.FixtureRequest, counter_of: str) -> None:
    counter = request.getfixturevalue(counter_of)
    case = counter.propose(counter.take(), "10")
    with work_on(counter.desk, Target(case.number), "desk", "note") as work:
        for _ in range(3):
            draw_consequences(work)
        assert work.case == case


def test_a_grave_matter_is_told_above_at_once(supermarket: Any) -> None:
    case = supermarket.take("我妈吃了你们的熟食上吐下泻，全家都拉肚子，正在医院抢救。")
    assert (case.incident, case.severity) == (True, "major")
    assert {"duty_manager", "store_manager"} <= set(case.told)


def test_a_large_sum_is_told_above(supermarket: Any) -> None:
    case = supermarket.propose(supermarket.take(receipt="5"), "180")
    assert "amount.200.01" not in case.escalations
    case = supermarket.propose(supermarket.take(receipt="5"), "2000")
    assert {"amount.200.01", "amount.2000.01"} <= set(case.escalations)
    assert "group_vp_operations" in case.told


def test_a_customer_with_several_complaints_is_noticed_by_the_telephone(supermarket: Any) -> None:
    numbers = ["138 0013 8000", "138-0013-8000", "13800138000"]
    cases = [supermarket.take(party={"phone": number}) for number in numbers]
    assert ["repeated.2" in case.escalations for case in cases] == [False, False, True]
