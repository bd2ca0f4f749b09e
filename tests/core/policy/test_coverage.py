"""Which branches somebody covers, and which verbs are theirs."""

from __future__ import annotations

import pytest
from amends.branch_tree import above
from amends.policy.coverage import SCOPES, Rights, covered, covers, may, scope_of
from hypothesis import given
from hypothesis import strategies as st

PARENTS = {"EAST": "HQ", "N1": "EAST", "N2": "EAST", "S1": "HQ"}
EVERYWHERE = ("HQ", "EAST", "N1", "N2", "S1", "ALONE")


@pytest.mark.parametrize(
    ("scope", "at", "reached"),
    [
        ("branch", "N1", {"N1"}),
        ("branch", "EAST", {"EAST"}),
        ("region", "N1", {"N1"}),
        ("region", "EAST", {"EAST", "N1", "N2"}),
        ("region", "HQ", {"HQ", "EAST", "N1", "N2", "S1"}),
        ("chain", "N1", set(EVERYWHERE)),
        ("chain", "ALONE", set(EVERYWHERE)),
    ],
)
def test_what_a_scope_reaches(scope: str, at: str, reached: set[str]) -> None:
    assert {branch for branch in EVERYWHERE if covers(PARENTS, scope, at, branch)} == reached


# A tree: of each branch after the first, one that comes before it.
TREES = st.lists(st.integers(0, 50), max_size=10).map(
    lambda picks: {str(i + 1): str(pick % (i + 1)) for i, pick in enumerate(picks)}
)
PLACES = st.integers(0, 10).map(str)


@given(TREES, st.sampled_from(SCOPES), PLACES, PLACES)
def test_what_a_query_lists_is_what_each_single_question_answers(
    parents: dict[str, str], scope: str, at: str, branch: str
) -> None:
    listed = covered(parents, scope, at)
    assert covers(parents, scope, at, branch) == (listed is None or branch in listed)


@given(TREES, PLACES, PLACES)
def test_a_wider_scope_never_reaches_less_and_nobody_reaches_up(parents: dict[str, str], at: str, branch: str) -> None:
    reached = [covers(parents, scope, at, branch) for scope in SCOPES]
    assert reached == sorted(reached)
    if branch in above(parents, at):
        assert not covers(parents, "region", at, branch)


def rights(**permissions: tuple[str, ...]) -> Rights:
    return Rights(
        {"clerk": "branch", "manager": "region", "owner": "chain"},
        {"clerk": "manager", "manager": "owner", "owner": None},
        permissions,
    )


def test_without_a_table_everybody_may_and_with_one_those_named_and_above() -> None:
    assert may(rights(), "clerk", "close")
    named = rights(close=("manager",))
    assert [may(named, role, "close") for role in ("clerk", "manager", "owner", "stranger")] == [
        False, True, True, False,
    ]  # fmt: skip
    assert may(named, "clerk", "note")


def test_of_several_trades_with_a_role_of_one_name_the_widest_counts() -> None:
    other = Rights({"clerk": "region"}, {"clerk": None}, {})
    assert scope_of([rights(), other], "clerk") == "region"
    assert scope_of([rights(), other], "nobody") == "branch"
