from __future__ import annotations

from types import ModuleType

import pytest
from amends.case.offers import ApprovalStep
from amends.pack.values import Pack
from amends.policy.standing import Standing, standing, votes_for
from amends.policy.votes import Vote

YES: Vote = "accepted"
NO: Vote = "refused"
TWO = (ApprovalStep(("manager", "courier")),)
ONE_OF = (ApprovalStep(("manager", "courier"), 1),)
HALF = (ApprovalStep(("clerk", "courier", "manager", "owner"), 50),)
THEN = (ApprovalStep(("courier",)), ApprovalStep(("manager",)))
TWICE = (ApprovalStep(("manager",)), ApprovalStep(("manager",)))


@pytest.fixture
def pack(trade: ModuleType) -> Pack:
    return trade.industry()  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("role", "open_roles", "speaks_for"),
    [
        ("manager", ["manager", "courier"], ("manager",)),
        ("manager", ["courier", "clerk"], ("courier", "clerk")),
        ("owner", ["manager", "courier"], ("manager", "courier")),
        ("clerk", ["manager", "courier"], ()),
        ("gardener", ["manager"], ()),
    ],
)
def test_a_vote_is_for_ones_own_role_else_for_those_below(
    role: str, open_roles: list[str], speaks_for: tuple[str, ...], pack: Pack
) -> None:
    assert votes_for(pack, role, open_roles) == speaks_for


@pytest.mark.parametrize(
    ("steps", "votes", "expected"),
    [
        (TWO, [], Standing("waiting", 0, ("manager", "courier"))),
        (TWO, [("courier", YES)], Standing("waiting", 0, ("manager",))),
        (TWO, [("courier", YES), ("courier", YES)], Standing("waiting", 0, ("manager",))),
        (TWO, [("courier", YES), ("manager", YES)], Standing("accepted", None, ())),
        (TWO, [("courier", NO)], Standing("refused", None, ())),
        (TWO, [("courier", NO), ("manager", YES)], Standing("refused", None, ())),
        (TWO, [("owner", YES)], Standing("accepted", None, ())),
        (TWO, [("owner", NO)], Standing("refused", None, ())),
        (TWO, [("clerk", YES)], Standing("waiting", 0, ("manager", "courier"))),
        (ONE_OF, [("courier", NO)], Standing("waiting", 0, ("manager",))),
        (ONE_OF, [("courier", NO), ("manager", YES)], Standing("accepted", None, ())),
        (ONE_OF, [("courier", NO), ("manager", NO)], Standing("refused", None, ())),
        (HALF, [("clerk", YES)], Standing("waiting", 0, ("courier", "manager", "owner"))),
        (HALF, [("clerk", YES), ("owner", YES)], Standing("accepted", None, ())),
        (HALF, [("clerk", NO), ("courier", NO)], Standing("waiting", 0, ("manager", "owner"))),
        (HALF, [("clerk", NO), ("courier", NO), ("owner", NO)], Standing("refused", None, ())),
        (THEN, [], Standing("waiting", 0, ("courier",))),
        (THEN, [("courier", YES)], Standing("waiting", 1, ("manager",))),
        # The courier's manager decides for the courier, and need not vote again as manager.
        (THEN, [("manager", YES)], Standing("accepted", None, ())),
        (THEN, [("manager", NO)], Standing("refused", None, ())),
        (TWICE, [("manager", YES)], Standing("waiting", 1, ("manager",))),
        (TWICE, [("manager", YES), ("manager", YES)], Standing("accepted", None, ())),
        (TWICE, [("owner", YES)], Standing("accepted", None, ())),
    ],
)
def test_votes_make_a_standing(
    steps: tuple[ApprovalStep, ...], votes: list[tuple[str, Vote]], expected: Standing, pack: Pack
) -> None:
    assert standing(pack, steps, votes) == expected
