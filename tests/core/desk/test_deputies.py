from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
from amends.desk.absence import away
from amends.desk.deciders import acting_roles
from amends.desk.deputies import end_deputy, name_deputy, ring
from amends.desk.leaving import leave
from amends.desk.pins import set_pin
from amends.desk.proposal import refuse
from amends.desk.staff import add_staff
from amends.desk.work import Target
from amends.errors import Misuse, Refused, SignInNeeded
from amends.ledger.staff_protocol import ActsFor
from hypothesis import given
from hypothesis import strategies as st

OWNER, MANAGER, CLERK = "老板娘", "陈店长", "小林"
TODAY, TOMORROW = date(2026, 3, 2), date(2026, 3, 3)


def principals(desk: Any, name: str, at: datetime) -> list[str]:
    with desk.ledger.read() as transaction:
        return [each.name for each in transaction.principals(name, at.strftime("%Y-%m-%dT%H:%M:%SZ"))]


def test_a_deputy_acts_in_the_role_of_the_principal_on_those_days_only(florist: Any, clock: Any) -> None:
    desk = florist.desk
    case = florist.propose(florist.take(), "80")
    name_deputy(desk, CLERK, MANAGER, TOMORROW, TOMORROW, MANAGER)
    with pytest.raises(Refused, match="who may not decide"):
        florist.approve(case, CLERK)
    clock.now = datetime(2026, 3, 3, 15, 59, 59, tzinfo=UTC)  # the last second of that day in Shanghai
    approved = florist.approve(case, CLERK)
    body = florist.look(approved).events[-1].body
    assert (body["role"], body["acting_for"]) == ("manager", MANAGER)
    assert florist.offer(approved).offer.state == "offered"
    clock.advance(seconds=1)
    case = florist.propose(florist.take(), "80")
    with pytest.raises(Refused, match="who may not decide"):
        florist.approve(case, CLERK)


@pytest.mark.parametrize(
    ("at", "acting"),
    [("2026-03-01T15:59:59", False), ("2026-03-01T16:00:00", True), ("2026-03-03T15:59:59", True),
     ("2026-03-03T16:00:00", False)],
)  # fmt: skip
def test_days_are_those_of_the_chain_s_zone_both_included(florist: Any, at: str, acting: bool) -> None:
    name_deputy(florist.desk, CLERK, MANAGER, TODAY, TOMORROW, MANAGER)
    assert principals(florist.desk, CLERK, datetime.fromisoformat(f"{at}+00:00")) == ([MANAGER] if acting else [])


def test_a_deputy_s_deputy_gets_nothing_of_it(florist: Any, clock: Any) -> None:
    desk = florist.desk
    name_deputy(desk, CLERK, MANAGER, TODAY, TODAY, MANAGER)
    name_deputy(desk, "阿送", CLERK, TODAY, TODAY, CLERK)
    with desk.ledger.read() as transaction:
        member = transaction.staff("阿送")
        assert acting_roles(desk, transaction, member, "N1", clock.now) == (("courier", None), ("clerk", CLERK))
    with pytest.raises(Refused):
        florist.approve(florist.propose(florist.take(), "80"), "阿送")


@pytest.mark.parametrize("proposer", [CLERK, MANAGER])
def test_nobody_decides_as_deputy_what_they_or_their_principal_proposed(florist: Any, proposer: str) -> None:
    desk = florist.desk
    principal = MANAGER if proposer == CLERK else OWNER
    name_deputy(desk, CLERK, principal, TODAY, TODAY, OWNER)
    case = florist.propose(florist.take(), "80" if proposer == CLERK else "150", by=proposer)
    if proposer == CLERK:
        for decide in (lambda: florist.approve(case, CLERK),
                       lambda: refuse(desk, Target(case.number), CLERK, "不行。")):  # fmt: skip
            with pytest.raises(Refused, match=f"{CLERK} proposed this"):
                decide()
    else:
        assert florist.approve(case, CLERK).offer.state == "approved"


def test_what_the_principal_proposed_as_clerk_is_not_approved_in_their_own_name(florist: Any) -> None:
    desk = florist.desk
    case = florist.propose(florist.take(), "80", by="小林")
    add_staff(desk, "小林", "manager", "N1", OWNER)
    name_deputy(desk, "desk", "小林", TODAY, TODAY, "小林")
    with pytest.raises(Refused, match="小林 proposed this"):
        florist.approve(case, "desk")


def test_a_deputy_is_named_by_the_principal_or_from_above_and_by_nobody_else(florist: Any) -> None:
    for by in (CLERK, "desk", "阿送"):
        with pytest.raises(Refused, match="only they, or somebody above"):
            name_deputy(florist.desk, CLERK, MANAGER, TODAY, TODAY, by)
    name_deputy(florist.desk, CLERK, MANAGER, TODAY, TODAY, OWNER)
    assert principals(florist.desk, CLERK, datetime(2026, 3, 2, 2, tzinfo=UTC)) == [MANAGER]


@pytest.mark.parametrize(
    ("deputy", "first", "last", "said"),
    [(MANAGER, TODAY, TODAY, "their own deputy"), ("路人", TODAY, TODAY, "no staff member"),
     (CLERK, TOMORROW, TODAY, "is before"), (CLERK, date(2026, 2, 1), date(2026, 3, 1), "are over")],
)  # fmt: skip
def test_a_deputy_that_cannot_be_is_refused(florist: Any, deputy: str, first: date, last: date, said: str) -> None:
    with pytest.raises(Misuse, match=said):
        name_deputy(florist.desk, deputy, MANAGER, first, last, MANAGER)


def test_deputies_in_a_ring_are_refused_and_the_ring_is_named(florist: Any) -> None:
    desk = florist.desk
    name_deputy(desk, CLERK, MANAGER, TODAY, TOMORROW, MANAGER)
    with pytest.raises(Refused, match=f"{MANAGER} → {CLERK} → {MANAGER}"):
        name_deputy(desk, MANAGER, CLERK, TOMORROW, date(2026, 3, 9), CLERK)
    name_deputy(desk, MANAGER, CLERK, date(2026, 3, 4), date(2026, 3, 9), CLERK)
    name_deputy(desk, MANAGER, "阿送", TODAY, TODAY, "阿送")
    with pytest.raises(Refused, match=f"阿送 → {CLERK} → {MANAGER} → 阿送"):
        name_deputy(desk, "阿送", CLERK, date(2026, 3, 1), date(2026, 3, 9), CLERK)


def test_a_clock_set_back_does_not_let_a_ring_in(florist: Any, clock: Any) -> None:
    desk = florist.desk
    name_deputy(desk, CLERK, MANAGER, TOMORROW, TOMORROW, MANAGER)
    clock.advance(days=-30)
    with pytest.raises(Refused, match="in a ring"):
        name_deputy(desk, MANAGER, CLERK, date(2026, 1, 1), date(2026, 12, 31), CLERK)


PEOPLE = "ABCDE"
EDGES = st.lists(
    st.tuples(st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), st.integers(0, 9), st.integers(1, 6)).filter(
        lambda edge: edge[0] != edge[1]
    ),
    max_size=9,
)


def acts(edge: tuple[str, str, int, int]) -> ActsFor:
    principal, deputy, since, length = edge
    return ActsFor(principal, deputy, f"{since:02}", f"{since + length:02}")


def in_a_ring_at(known: list[ActsFor], moment: str) -> bool:
    now = {(each.deputy, each.principal) for each in known if each.since <= moment < each.until}
    return any(
        all(pair in now for pair in zip(order, (*order[1:], order[0]), strict=True))
        for size in range(2, len(PEOPLE) + 1)
        for order in permutations(PEOPLE, size)
    )


@given(EDGES)
def test_a_ring_is_refused_exactly_where_one_would_close_at_some_moment(edges: list[tuple[str, str, int, int]]) -> None:
    known: list[ActsFor] = []
    for named in map(acts, edges):
        found = ring(named, known)
        assert bool(found) == any(in_a_ring_at([*known, named], f"{moment:02}") for moment in range(20))
        if found:
            assert found[:2] == (named.deputy, named.principal)
            assert len(set(found)) == len(found)
        else:
            known.append(named)


def test_what_is_ended_is_over_at_once(florist: Any, clock: Any) -> None:
    desk = florist.desk
    name_deputy(desk, CLERK, MANAGER, TODAY, TOMORROW, MANAGER)
    end_deputy(desk, CLERK, MANAGER, OWNER)
    assert principals(desk, CLERK, clock.now) == []
    assert principals(desk, CLERK, clock.now - timedelta(seconds=1)) == [MANAGER]
    with pytest.raises(Misuse, match="does not act for"):
        end_deputy(desk, CLERK, MANAGER, MANAGER)


def test_who_left_has_no_deputy_and_is_none(florist: Any, clock: Any) -> None:
    desk = florist.desk
    name_deputy(desk, CLERK, MANAGER, TODAY, TOMORROW, MANAGER)
    name_deputy(desk, "desk", CLERK, TODAY, TOMORROW, CLERK)
    leave(desk, MANAGER, OWNER)
    assert principals(desk, CLERK, clock.now) == []
    leave(desk, CLERK, OWNER)
    assert principals(desk, "desk", clock.now) == []


def test_naming_a_deputy_needs_the_pin_and_the_deputy_needs_one_too(florist: Any) -> None:
    desk = florist.desk
    owner = set_pin(desk, OWNER, "8305", OWNER)
    with pytest.raises(Refused, match=f"{MANAGER} has no PIN, and whoever acts for {OWNER} needs one"):
        name_deputy(desk, MANAGER, OWNER, TODAY, TODAY, OWNER, owner)
    set_pin(desk, MANAGER, "550731", OWNER, owner)
    with pytest.raises(SignInNeeded):
        name_deputy(desk, MANAGER, OWNER, TODAY, TODAY, OWNER)
    name_deputy(desk, MANAGER, OWNER, TODAY, TODAY, OWNER, owner)
    case = florist.propose(florist.take(), "150")
    with pytest.raises(SignInNeeded):
        florist.approve(case, MANAGER)


def test_whoever_acts_for_somebody_with_a_pin_signs_in_though_nobody_stands_above_them(florist: Any) -> None:
    desk = florist.desk
    add_staff(desk, "小股东", "owner", "N1", OWNER)
    name_deputy(desk, OWNER, "小股东", TODAY, TODAY, "小股东")
    set_pin(desk, "小股东", "4917", "小股东")
    case = florist.propose(florist.take(), "150")
    with pytest.raises(Refused, match=f"{OWNER} has no PIN yet"):
        florist.approve(case, OWNER)


def test_who_is_away_still_names_their_deputy(florist: Any) -> None:
    away(florist.desk, MANAGER, TODAY, TOMORROW, MANAGER)
    name_deputy(florist.desk, CLERK, MANAGER, TODAY, TOMORROW, MANAGER)
    assert florist.approve(florist.propose(florist.take(), "80"), CLERK).offer.state == "approved"
