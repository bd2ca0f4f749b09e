from __future__ import annotations

from typing import Any

import pytest
from amends.desk.staff import add_staff
from amends.errors import Misuse, Refused


def test_somebody_new_can_act_at_once(florist: Any) -> None:
    with pytest.raises(Misuse, match="新来的小马"):
        florist.take(by="新来的小马")
    member = add_staff(florist.desk, " 新来的小马 ", "clerk", "N1", "desk")
    assert (member.name, member.branch, member.role) == ("新来的小马", "N1", "clerk")
    assert florist.take(by="新来的小马").taken_by == "新来的小马"


def test_another_role_takes_the_place_of_the_old_one_and_is_recorded(florist: Any) -> None:
    case = florist.propose(florist.take(), "80")
    with pytest.raises(Refused):
        florist.approve(case, "小林")
    add_staff(florist.desk, "小林", "manager", "N1", "老板娘")
    assert florist.approve(case, "小林").offer.state == "approved"
    with florist.desk.ledger.read() as transaction:
        events = transaction.events("staff/小林")
    assert [(event.actor, event.body["role"]) for event in events] == [("desk", "clerk"), ("老板娘", "manager")]


def test_what_was_decided_stays_decided_when_the_decider_leaves_the_role(florist: Any) -> None:
    case = florist.approve(florist.propose(florist.take(), "80"), "陈店长")
    add_staff(florist.desk, "陈店长", "clerk", "N1", "老板娘")
    assert florist.offer(case).offer.state == "offered"


@pytest.mark.parametrize("name", ["", "  ", "a/b", "两\n行", "\x1b[31m红", "x" * 61, "空\x00字", "\u202e倒"])
def test_a_name_can_be_called_out(florist: Any, name: str) -> None:
    with pytest.raises(Misuse):
        add_staff(florist.desk, name, "clerk", "N1", "desk")


@pytest.mark.parametrize(
    ("role", "branch", "actor", "error"),
    [("emperor", "N1", "desk", Misuse), ("clerk", "N9", "desk", Misuse), ("clerk", "N1", "路人", Misuse),
     ("clerk", "N1", None, Refused)],
)  # fmt: skip
def test_nobody_is_added_to_nowhere_or_by_nobody(
    florist: Any, role: str, branch: str, actor: str | None, error: type[Exception]
) -> None:
    with pytest.raises(error):
        add_staff(florist.desk, "小马", role, branch, actor)
    with pytest.raises(Misuse):
        florist.take(by="小马")
