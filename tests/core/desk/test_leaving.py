from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from amends.desk.closing import withdraw
from amends.desk.deputies import name_deputy
from amends.desk.facts import assign, note
from amends.desk.handing_over import hand_over
from amends.desk.leaving import leave
from amends.desk.pins import set_pin
from amends.desk.shifts import plan_shift
from amends.desk.sign_in import sign_in
from amends.desk.staff import add_staff
from amends.desk.work import Target
from amends.errors import Refused, SignInNeeded
from amends.ledger.verify import verify

OWNER, MANAGER, CLERK = "老板娘", "陈店长", "小林"


def on(case: Any) -> Target:
    return Target(case.number)


def test_who_left_no_longer_acts_and_the_message_says_since_when_and_by_whom(florist: Any) -> None:
    case = florist.take(by=CLERK)
    leave(florist.desk, CLERK, MANAGER)
    for act in (
        lambda: florist.take(by=CLERK),
        lambda: note(florist.desk, on(case), CLERK, text="我还在。"),
        lambda: florist.approve(case, CLERK),
        lambda: sign_in(florist.desk, CLERK, "6072"),
        lambda: hand_over(florist.desk, on(case), MANAGER, CLERK, "给你。"),
        lambda: assign(florist.desk, on(case), MANAGER, role=None, owner=CLERK),
        lambda: leave(florist.desk, CLERK, MANAGER),
        lambda: plan_shift(florist.desk, CLERK, date(2026, 3, 3), 0, 60, MANAGER),
    ):
        with pytest.raises(
            Refused, match=rf"{CLERK} no longer works here since 2026-03-02T02:00:00Z \(recorded by {MANAGER}\)"
        ):
            act()


def test_their_open_cases_wait_for_their_role_and_what_they_were_asked_is_declined(florist: Any) -> None:
    desk = florist.desk
    first, second, closed = florist.take(by=CLERK), florist.take(by=CLERK), florist.take(by=CLERK)
    withdraw(desk, on(closed), CLERK, "算了。")
    asked = hand_over(desk, on(florist.take()), "desk", CLERK, "我要下班了。")
    assert sorted(leave(desk, CLERK, MANAGER)) == sorted([first.number, second.number])
    for case in (first, second):
        shown = florist.look(case)
        assert (shown.case.owner, shown.case.owner_role) == (None, "clerk")
        assert (shown.events[-1].kind, shown.events[-1].actor) == ("assigned", MANAGER)
    assert florist.look(asked).case.hand_over is None
    assert florist.look(asked).case.owner == "desk"
    assert florist.look(closed).case.owner == CLERK
    assert verify(desk.ledger.connection, desk.ledger.path).finding is None


def test_they_stay_in_the_record_and_out_of_the_lists(florist: Any) -> None:
    leave(florist.desk, CLERK, OWNER)
    with florist.desk.ledger.read() as transaction:
        assert transaction.staff(CLERK).left_by == OWNER
        assert CLERK not in transaction.staff_names()
        assert CLERK not in [each.name for each in transaction.holders(["clerk"])]
        assert [event.kind for event in transaction.events(f"staff/{CLERK}")] == ["staff_added", "staff_left"]


def test_what_was_planned_for_them_is_given_up_and_what_was_is_kept(florist: Any, clock: Any) -> None:
    desk = florist.desk
    plan_shift(desk, CLERK, date(2026, 3, 2), 9 * 3600, 17 * 3600, "desk")
    plan_shift(desk, CLERK, date(2026, 3, 3), 9 * 3600, 17 * 3600, "desk")
    leave(desk, CLERK, MANAGER)
    with desk.ledger.read() as transaction:
        (kept,) = transaction.shifts("N1", "2026-03-01T00:00:00Z", "2026-03-09T00:00:00Z")
    assert (kept.since, kept.until) == ("2026-03-02T01:00:00Z", "2026-03-02T02:00:00Z")


@pytest.mark.parametrize("by", [CLERK, MANAGER, OWNER])
def test_it_is_recorded_by_themselves_or_from_above(florist: Any, by: str) -> None:
    leave(florist.desk, CLERK, by)
    with florist.desk.ledger.read() as transaction:
        assert transaction.staff(CLERK).left_by == by


@pytest.mark.parametrize("by", ["desk", "阿送"])
def test_and_by_nobody_beside_them(florist: Any, by: str) -> None:
    with pytest.raises(Refused, match="only they, or somebody above"):
        leave(florist.desk, CLERK, by)


def test_the_last_one_stays(desk: Any) -> None:
    with pytest.raises(Refused, match="the last one who works here"):
        leave(desk, "desk", "desk")


def test_it_needs_the_pin_and_whoever_comes_back_begins_without_one(florist: Any) -> None:
    desk = florist.desk
    owner = set_pin(desk, OWNER, "8305", OWNER)
    set_pin(desk, CLERK, "550731", OWNER, owner)
    with pytest.raises(SignInNeeded):
        leave(desk, CLERK, OWNER)
    leave(desk, CLERK, OWNER, owner)
    add_staff(desk, CLERK, "clerk", "N1", OWNER, signed_in=owner)
    assert florist.take(by=CLERK).owner == CLERK
    with pytest.raises(Refused, match="has no PIN"):
        sign_in(desk, CLERK, "550731")


def test_whoever_was_sent_away_is_not_let_in_again_by_a_colleague(florist: Any) -> None:
    leave(florist.desk, CLERK, MANAGER)
    with pytest.raises(Refused, match="only somebody above"):
        add_staff(florist.desk, CLERK, "clerk", "N1", "desk")


def test_a_deputy_who_left_decides_nothing(florist: Any) -> None:
    name_deputy(florist.desk, CLERK, MANAGER, date(2026, 3, 2), date(2026, 3, 9), MANAGER)
    case = florist.propose(florist.take(), "80")
    leave(florist.desk, CLERK, CLERK)
    with pytest.raises(Refused, match="no longer works here"):
        florist.approve(case, CLERK)
