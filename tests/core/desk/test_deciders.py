from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from amends.desk.absence import away
from amends.desk.deciders import Decider, acting_roles, deciders
from amends.desk.deputies import name_deputy
from amends.desk.leaving import leave
from amends.desk.staff import add_staff
from amends.desk.standing import at_the_top, stands_above

OWNER, MANAGER, CLERK = "老板娘", "陈店长", "小林"
TODAY = date(2026, 3, 2)


@pytest.fixture
def who(florist: Any, clock: Any) -> Any:
    """`who("manager")` is who can decide what needs that role at N1 now."""

    def found(role: str, branch: str = "N1") -> list[tuple[str, str, str | None]]:
        desk = florist.desk
        with desk.ledger.read() as transaction:
            named = deciders(desk, transaction, (role, *desk.pack(None, "N1").superiors(role)), branch, clock.now)
        assert all(isinstance(each, Decider) for each in named)
        return [(each.name, each.role, each.acting_for) for each in named]

    return found


def test_the_holders_who_are_here_decide(florist: Any, who: Any) -> None:
    add_staff(florist.desk, "另一个店长", "manager", "N1", OWNER)
    assert who("manager") == [("另一个店长", "manager", None), (MANAGER, "manager", None)]
    away(florist.desk, MANAGER, TODAY, TODAY, MANAGER)
    assert who("manager") == [("另一个店长", "manager", None)]


def test_else_their_deputies_who_are_here(florist: Any, who: Any) -> None:
    desk = florist.desk
    away(desk, MANAGER, TODAY, TODAY, MANAGER)
    name_deputy(desk, CLERK, MANAGER, TODAY, TODAY, MANAGER)
    name_deputy(desk, "阿送", MANAGER, TODAY, TODAY, MANAGER)
    assert who("manager") == [(CLERK, "manager", MANAGER), ("阿送", "manager", MANAGER)]
    away(desk, CLERK, TODAY, TODAY, CLERK)
    assert who("manager") == [("阿送", "manager", MANAGER)]


def test_else_the_role_above_and_in_the_end_nobody(florist: Any, who: Any) -> None:
    desk = florist.desk
    away(desk, MANAGER, TODAY, TODAY, MANAGER)
    assert who("manager") == [(OWNER, "owner", None)]
    away(desk, OWNER, TODAY, TODAY, OWNER)
    assert who("manager") == []


def test_who_left_decides_nothing(florist: Any, who: Any) -> None:
    leave(florist.desk, MANAGER, OWNER)
    assert who("manager") == [(OWNER, "owner", None)]


def test_a_branch_without_anybody_in_the_role_is_served_by_the_chain(who: Any) -> None:
    assert who("manager", "N2") == [(MANAGER, "manager", None)]


def test_who_is_named_may_indeed_decide(florist: Any, who: Any) -> None:
    desk = florist.desk
    away(desk, MANAGER, TODAY, TODAY, MANAGER)
    name_deputy(desk, CLERK, MANAGER, TODAY, TODAY, MANAGER)
    ((name, _role, _principal),) = who("manager")
    assert florist.approve(florist.propose(florist.take(), "80"), name).offer.state == "approved"


def test_roles_somebody_may_act_in(florist: Any, clock: Any) -> None:
    desk = florist.desk
    name_deputy(desk, CLERK, MANAGER, TODAY, TODAY, MANAGER)
    name_deputy(desk, CLERK, OWNER, TODAY, TODAY, OWNER)
    with desk.ledger.read() as transaction:
        member = transaction.staff(CLERK)
        assert set(acting_roles(desk, transaction, member, "N1", clock.now)[1:]) == {
            ("manager", MANAGER),
            ("owner", OWNER),
        }
        clock.advance(days=1)
        assert acting_roles(desk, transaction, member, "N1", clock.now) == (("clerk", None),)


@pytest.mark.parametrize(
    ("by", "role", "above"),
    [("owner", "clerk", True), ("manager", "courier", True), ("clerk", "manager", False), ("clerk", "clerk", False),
     ("courier", "clerk", False), ("owner", "emperor", False), ("emperor", "clerk", False), ("owner", None, False)],
)  # fmt: skip
def test_who_stands_above_whom(florist: Any, by: str, role: str | None, above: bool) -> None:
    assert stands_above(florist.desk.pack(None, "N1"), by, role) == above


def test_the_top_is_where_nobody_stands_above(florist: Any) -> None:
    pack = florist.desk.pack(None, "N1")
    assert [role for role in (*pack.roles, "emperor") if at_the_top(pack, role)] == ["owner"]
