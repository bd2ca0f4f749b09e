"""Checking back: scores, comments and suggestions; a low score opens the case again (G8, E11, O10)."""

from __future__ import annotations

from typing import Any

import pytest
from amends.desk.agreement import accept
from amends.desk.carrying_out import carry_out
from amends.desk.closing import close
from amends.desk.follow_up import follow_up
from amends.desk.work import Target
from amends.errors import Misuse, Refused


def to(case: Any) -> Target:
    return Target(case.number)


@pytest.mark.parametrize(("score", "reopened"), [(1, 1), (2, 1), (3, 0), (4, 0), (5, 0)])
def test_a_low_score_opens_the_case_again(florist: Any, score: int, reopened: int) -> None:
    case = follow_up(florist.desk, to(florist.carried_out()), "desk", score=score, comment="花倒是换了，等了三天。")
    call = next(task for task in case.tasks if task.code == "call")
    assert (call.score, call.comment, call.done_by) == (score, "花倒是换了，等了三天。", "desk")
    assert (case.reopened, case.stage) == (reopened, "facts" if reopened else "follow_up")
    assert bool(case.open_points) == bool(reopened)


def test_a_low_score_after_closing_opens_the_case_too(florist: Any) -> None:
    case = florist.carried_out()
    again = florist.tasks_done(case, score=1)
    assert (again.stage, again.reopened) == ("facts", 1)


def test_a_case_open_again_is_not_thrown_back_by_another_low_score(open_desk: Any, counter_on: Any) -> None:
    two_calls = """
[pack.florist.follow_up.second_call]
label = { zh = "再次回访", en = "Second call" }
role = "manager"
days = 3
scored = true
say = { zh = "现在满意了吗？", en = "Satisfied now?" }
[pack.florist.category.wilted]
follow_ups = ["call", "second_call"]
"""
    florist = counter_on(open_desk("florist", two_calls))
    case = follow_up(florist.desk, to(florist.carried_out()), "desk", task="call", score=1)
    case = florist.propose(case, "5", by="老板娘")
    case = accept(florist.desk, to(florist.offer(case)), "desk")
    case = follow_up(florist.desk, to(case), "desk", task="second_call", score=1)
    assert (case.stage, case.reopened, case.offer.state) == ("carrying_out", 1, "accepted")
    assert carry_out(florist.desk, to(case), "desk").stage == "follow_up"


def test_after_a_reopening_the_call_is_due_anew(florist: Any) -> None:
    case = follow_up(florist.desk, to(florist.carried_out()), "desk", score=2)
    case = florist.offer(florist.propose(case, "5", by="老板娘"))
    accept(florist.desk, to(case), "desk")
    case = carry_out(florist.desk, to(case), "desk")
    assert [task.code for task in case.tasks if task.scored] == ["call", "call-2"]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"task": "call"}, "1 to 5"),
        ({"task": "call", "score": 0}, "0"),
        ({"task": "call", "score": 6}, "6"),
        ({"task": "call", "score": -1}, "-1"),
        ({"task": "dance", "score": 5}, "dance.*check_cooler, call"),
        ({}, "check_cooler, call"),
        ({"task": "check_cooler", "score": 1}, "check_cooler"),
    ],
)
def test_a_score_is_one_to_five_and_goes_with_a_task_that_asks_for_it(
    florist: Any, given: dict[str, Any], says: str
) -> None:
    case = florist.carried_out()
    with pytest.raises(Misuse, match=says):
        follow_up(florist.desk, to(case), "desk", **given)
    assert florist.look(case).case == case


def test_a_score_finds_its_task_by_itself(florist: Any) -> None:
    case = follow_up(florist.desk, to(florist.carried_out()), "desk", score=5)
    assert [task.code for task in case.open_tasks] == ["check_cooler"]
    assert florist.tasks_done(case).open_tasks == ()


def test_without_an_open_task_there_is_nothing_to_record(florist: Any) -> None:
    case = florist.take(category="late")
    with pytest.raises(Refused):
        follow_up(florist.desk, to(case), "desk")


def test_a_task_is_done_once(florist: Any) -> None:
    case = follow_up(florist.desk, to(florist.carried_out()), "desk", task="call", score=5)
    with pytest.raises(Misuse, match="call"):
        follow_up(florist.desk, to(case), "desk", task="call", score=1)


def test_every_follow_up_done_the_case_closes(florist: Any) -> None:
    case = close(florist.desk, to(florist.tasks_done(florist.carried_out())), "desk")
    assert (case.stage, case.outcome, case.due) == ("closed", "settled", None)
