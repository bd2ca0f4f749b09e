"""A pause moves what may stand still by what it took from its time, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from amends.case.values import Case, Clock
from amends.desk.classifying import reclassify
from amends.desk.closing import reopen, withdraw
from amends.desk.pausing import pause, resume
from amends.desk.work import Target
from amends.errors import Misuse, Refused
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


def on(case: Case) -> Target:
    return Target(case.number, case.branch)


def named(case: Case, name: str) -> Clock:
    return next(clock for clock in case.clocks if clock.name == name)


def test_time_waited_for_the_customer_does_not_count(florist: Any, clock: Any) -> None:
    case = florist.take()  # Monday at ten; the answer is due after four hours of opening, with the lunch hour between
    before = named(case, "answer")
    clock.advance(hours=1)
    case = pause(florist.desk, on(case), "desk", "customer", "她去拿小票")
    assert (case.paused_for, case.due) == ("customer", None)
    clock.advance(hours=4)  # 11:00 to 15:00: one hour to lunch, two after it
    case = resume(florist.desk, on(case), "desk")
    after = named(case, "answer")
    assert after.due - before.due == timedelta(hours=3)
    assert case.due == after.due
    assert case.paused_since is None


def test_what_may_not_stand_still_runs_on(jeweller: Any, clock: Any) -> None:
    case = jeweller.take()
    fixed = {clock.name: clock.due for clock in case.clocks if not clock.pausable}
    assert fixed
    case = pause(jeweller.desk, on(case), "desk", "testing")
    assert case.due == min(fixed.values())
    clock.advance(days=2)
    case = resume(jeweller.desk, on(case), "desk")
    assert {clock.name: clock.due for clock in case.clocks if clock.name in fixed} == fixed


def test_levels_move_with_their_clock(florist: Any, clock: Any) -> None:
    case = florist.take()
    before = named(case, "answer").levels
    pause(florist.desk, on(case), "desk", "customer")
    clock.advance(hours=1)
    case = resume(florist.desk, on(case), "desk")
    after = named(case, "answer").levels
    assert [later.at - earlier.at for earlier, later in zip(before, after, strict=True)][:2] == [timedelta(hours=1)] * 2


def test_another_deadline_keeps_the_pauses(florist: Any, clock: Any) -> None:
    case = florist.take()
    pause(florist.desk, on(case), "desk", "customer")
    clock.advance(hours=2)
    paused = resume(florist.desk, on(case), "desk")
    again = reclassify(florist.desk, on(case), "desk", "late")  # whose clocks are others
    back = reclassify(florist.desk, on(again), "desk", "wilted")
    assert named(back, "answer").due == named(paused, "answer").due


def test_after_reopening_every_clock_begins_anew_and_old_pauses_do_not_count(florist: Any, clock: Any) -> None:
    case = florist.take()
    pause(florist.desk, on(case), "desk", "customer")
    clock.advance(hours=1)
    case = withdraw(florist.desk, on(case), "desk", "算了")
    assert case.paused_since is None
    clock.advance(days=1)
    case = reopen(florist.desk, on(case), "desk", "又来了")
    fresh = named(case, "answer")
    assert (fresh.start, fresh.met_at) == (clock.now, None)
    assert fresh.due == clock.now + timedelta(hours=4)
    assert not any(level.reached for level in fresh.levels)


def test_a_pause_needs_a_reason_we_know_and_a_clock_that_may_stand(florist: Any, supermarket: Any) -> None:
    case = florist.take()
    with pytest.raises(Misuse, match="no reason 'lunch'.*customer, testing, third_party"):
        pause(florist.desk, on(case), "desk", "lunch")
    with pytest.raises(Refused, match="it is not paused"):
        resume(florist.desk, on(case), "desk")
    pause(florist.desk, on(case), "desk", "customer")
    with pytest.raises(Refused, match="it is paused already"):
        pause(florist.desk, on(case), "desk", "customer")
    case = florist.take("我起疹子了")
    with pytest.raises(Refused, match="nothing here may stand still"):
        pause(florist.desk, on(case), "desk", "customer")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 600)), min_size=1, max_size=4))
def test_no_pause_ever_makes_a_deadline_earlier(florist: Any, clock: Any, pauses: list[tuple[int, int]]) -> None:
    clock.now = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
    case = florist.take()
    due = named(case, "answer").due
    for wait, length in pauses:
        clock.advance(minutes=wait)
        pause(florist.desk, on(case), "desk", "customer")
        clock.advance(minutes=length)
        case = resume(florist.desk, on(case), "desk")
        later = named(case, "answer").due
        assert due <= later <= due + timedelta(minutes=length) + timedelta(days=3)  # a night or a weekend at most
        due = later
