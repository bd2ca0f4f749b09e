"""The customer agrees, or another round begins with what they wish (G6, P6, E5, E9, O5)."""

from __future__ import annotations

from typing import Any

import pytest
from amends.desk.agreement import accept
from amends.desk.closing import answer, close
from amends.desk.work import Target
from amends.errors import Misuse, Refused


def to(case: Any) -> Target:
    return Target(case.number)


def test_a_yes_is_recorded_with_how_it_was_given(florist: Any) -> None:
    case = florist.offer(florist.propose(florist.take(), "10"))
    case = accept(florist.desk, to(case), "desk", "电话里说可以。")
    assert (case.stage, case.offer.state) == ("carrying_out", "accepted")
    assert florist.look(case).events[-1].because == "电话里说可以。"


def test_a_no_with_the_wish_behind_it_begins_the_next_round(florist: Any) -> None:
    case = florist.offer(florist.propose(florist.take(), "10"))
    case = florist.decline(case, "我不要钱，要你们当面道歉。")
    assert (case.stage, case.offer.state, case.offer.wish) == ("proposal", "declined", "我不要钱，要你们当面道歉。")
    again = florist.offer(florist.propose(case, "20", "apology"))
    assert [(offer.round, offer.state) for offer in again.offers] == [(1, "declined"), (2, "offered")]


def test_a_declined_round_no_longer_counts_as_money(florist: Any) -> None:
    case = florist.decline(florist.offer(florist.propose(florist.take(receipt="9"), "20")))
    assert florist.propose(case, "20").offer.state == "approved"


def test_a_no_without_a_wish_is_a_wrong_call(florist: Any) -> None:
    case = florist.offer(florist.propose(florist.take(), "10"))
    for nothing in ("", " \n", "　"):
        with pytest.raises(Misuse):
            florist.decline(case, nothing)
    assert florist.look(case).case.offer.state == "offered"


@pytest.mark.parametrize("times", [1, 2, 3])
def test_who_declines_twice_is_heard_by_the_manager(florist: Any, times: int) -> None:
    case = florist.take(category="late")
    for _ in range(times):
        case = florist.decline(florist.offer(florist.propose(case, "10")))
    assert case.escalations.count("declined.2") == (times >= 2)


def test_before_an_offer_there_is_nothing_to_agree_to(florist: Any) -> None:
    case = florist.take()
    for verb in (florist.offer, lambda case: accept(florist.desk, to(case), "desk"), florist.decline):
        with pytest.raises(Refused):
            verb(case)
    proposed = florist.propose(case, "10")
    for verb in (lambda case: accept(florist.desk, to(case), "desk"), florist.decline):
        with pytest.raises(Refused):
            verb(proposed)


def test_the_same_answer_is_not_recorded_twice(florist: Any) -> None:
    case = florist.offer(florist.propose(florist.take(), "10"))
    with pytest.raises(Refused):
        florist.offer(case)
    accept(florist.desk, to(case), "desk")
    for verb in (lambda case: accept(florist.desk, to(case), "desk"), florist.decline):
        with pytest.raises(Refused):
            verb(case)


def test_a_customer_who_declined_may_be_let_go_once_every_point_is_answered(florist: Any) -> None:
    case = florist.decline(florist.offer(florist.propose(florist.take(), "10")))
    with pytest.raises(Refused):
        close(florist.desk, to(case), "desk")
    case = answer(florist.desk, to(case), "desk", "说明了依据，客人表示去消协问问。")
    assert close(florist.desk, to(florist.tasks_done(case)), "desk").stage == "closed"
