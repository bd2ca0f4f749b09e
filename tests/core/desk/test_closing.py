"""Every point gets its answer before a case closes (G9, P12)."""

from __future__ import annotations

from typing import Any

import pytest
from amends.desk.agreement import accept
from amends.desk.closing import answer, close, escalate, reopen, withdraw
from amends.desk.work import Target
from amends.errors import Misuse, Refused

PRAISE = "老板人真好，花特别新鲜，谢谢你们！"


def to(case: Any) -> Target:
    return Target(case.number)


def test_a_case_with_an_open_point_is_not_closed(florist: Any) -> None:
    case = florist.tasks_done(florist.take("玫瑰全蔫了，而且送晚了。"))
    with pytest.raises(Refused, match="p1"):
        close(florist.desk, to(case), "desk")


def test_a_case_with_an_open_task_is_not_closed(florist: Any) -> None:
    with pytest.raises(Refused, match=r"check_cooler, call"):
        close(florist.desk, to(florist.carried_out()), "desk")


@pytest.mark.parametrize("state", ["waiting", "approved", "offered", "accepted"])
def test_a_case_with_an_offer_under_way_is_not_closed(florist: Any, state: str) -> None:
    case = florist.take("送晚了两个小时。", category="late")
    case = answer(florist.desk, to(case), "desk", "向客人解释了原因。")
    case = florist.propose(case, "80" if state == "waiting" else "10")
    if state in ("offered", "accepted"):
        case = florist.offer(case)
    if state == "accepted":
        case = accept(florist.desk, to(case), "desk")
    assert case.offer.state == state
    with pytest.raises(Refused):
        close(florist.desk, to(case), "desk")


def test_every_point_needs_its_own_answer(florist: Any) -> None:
    case = florist.tasks_done(florist.take("玫瑰全蔫了。另外送晚了，迟到很久。", category="wilted"))
    codes = [point.id for point in case.points]
    assert len(codes) > 1
    with pytest.raises(Misuse, match=", ".join(codes)):
        answer(florist.desk, to(case), "desk", "给您换新的。")
    for code in codes:
        case = answer(florist.desk, to(case), "desk", "给您换新的。", code)
    assert close(florist.desk, to(case), "desk").outcome == "settled"


@pytest.mark.parametrize(("text", "point"), [("", None), (" ", "p1"), ("x" * 20_001, "p1"), ("好的。", "p7")])
def test_an_answer_says_something_about_a_point_there_is(florist: Any, text: str, point: str | None) -> None:
    case = florist.take()
    with pytest.raises(Misuse):
        answer(florist.desk, to(case), "desk", text, point)


def test_praise_closes_at_once(florist: Any) -> None:
    case = florist.take(PRAISE)
    assert (case.complaint, case.points, case.tasks) == (False, (), ())
    assert close(florist.desk, to(case), "desk").outcome == "no_complaint"


def test_a_closed_case_opens_again_with_every_point_to_answer_anew(florist: Any) -> None:
    closed = close(florist.desk, to(florist.tasks_done(florist.carried_out())), "desk")
    case = reopen(florist.desk, to(closed), "desk", "第二天又蔫了。")
    assert (case.stage, case.reopened, case.outcome, case.closed_at) == ("facts", 1, None, None)
    assert [point.answer for point in case.points] == [None]


def test_what_runs_from_the_intake_runs_again_from_the_reopening(florist: Any, clock: Any) -> None:
    closed = close(florist.desk, to(florist.tasks_done(florist.carried_out())), "desk")
    clock.advance(days=1)
    case = reopen(florist.desk, to(closed), "desk", "第二天又蔫了。")
    assert case.due is not None
    assert case.due > clock.now
    offered = florist.offer(florist.propose(case, "5", by="老板娘"))
    assert offered.due is None


def test_only_a_closed_case_is_reopened_and_a_reason_is_given(florist: Any) -> None:
    with pytest.raises(Refused):
        reopen(florist.desk, to(florist.take()), "desk", "客人又来了。")
    closed = close(florist.desk, to(florist.take(PRAISE)), "desk")
    with pytest.raises(Misuse):
        reopen(florist.desk, to(closed), "desk", "  ")


@pytest.mark.parametrize("verb", ["propose", "answer", "close", "withdraw", "escalate"])
def test_a_closed_case_says_who_closed_it(florist: Any, verb: str) -> None:
    closed = close(florist.desk, to(florist.take(PRAISE)), "小林")
    verbs = {
        "propose": lambda: florist.propose(closed, "10"),
        "answer": lambda: answer(florist.desk, to(closed), "desk", "好的。", None),
        "close": lambda: close(florist.desk, to(closed), "desk"),
        "withdraw": lambda: withdraw(florist.desk, to(closed), "desk", "算了。"),
        "escalate": lambda: escalate(florist.desk, to(closed), "desk", "owner", "请老板看看。"),
    }
    with pytest.raises(Refused, match="小林"):
        verbs[verb]()


def test_a_withdrawal_ends_the_case_in_the_customers_words(florist: Any) -> None:
    case = withdraw(florist.desk, to(florist.propose(florist.take(), "80")), "desk", "我想想还是算了吧。")
    assert (case.stage, case.outcome, case.offer.state) == ("closed", "withdrawn", "replaced")
    assert florist.look(case).events[-1].because == "我想想还是算了吧。"
    with pytest.raises(Misuse):
        withdraw(florist.desk, to(florist.take()), "desk", "\t")


def test_after_the_customers_yes_the_promise_is_kept_not_withdrawn(florist: Any) -> None:
    with pytest.raises(Refused):
        withdraw(florist.desk, to(florist.agreed()), "desk", "店里不想办了。")


def test_a_person_tells_somebody_above_as_often_as_needed(florist: Any) -> None:
    case = escalate(florist.desk, to(florist.take()), "desk", "owner", "客人说要找记者。")
    case = escalate(florist.desk, to(case), "desk", "owner", "客人又打来了。")
    assert "owner" in case.told
    assert len([code for code in case.escalations if code.startswith("person.")]) == 2


@pytest.mark.parametrize(("to_role", "because"), [("emperor", "大事。"), ("owner", " ")])
def test_telling_needs_a_role_there_is_and_a_reason(florist: Any, to_role: str, because: str) -> None:
    with pytest.raises(Misuse):
        escalate(florist.desk, to(florist.take()), "desk", to_role, because)
