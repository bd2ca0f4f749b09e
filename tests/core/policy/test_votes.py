from __future__ import annotations

import pytest
from amends.policy.votes import Turn, Vote, status, turn
from hypothesis import given
from hypothesis import strategies as st

VOTE: st.SearchStrategy[Vote] = st.sampled_from(["accepted", "refused", "waiting"])
VOTES = st.lists(VOTE, min_size=1, max_size=8)
PERCENT = st.integers(0, 100)
RANK = {"refused": 0, "waiting": 1, "accepted": 2}


@pytest.mark.parametrize(
    ("percent", "votes", "expected"),
    [
        (100, ["accepted", "accepted"], "accepted"),
        (100, ["accepted", "waiting"], "waiting"),
        (100, ["accepted", "refused"], "refused"),
        (1, ["refused", "waiting"], "waiting"),
        (1, ["refused", "accepted"], "accepted"),
        (34, ["refused", "refused", "accepted"], "accepted"),
        (35, ["refused", "refused", "accepted"], "refused"),
        (0, ["refused"], "refused"),
        (0, ["waiting"], "waiting"),
    ],
)
def test_a_share_of_the_votes_decides(percent: int, votes: list[Vote], expected: str) -> None:
    assert status(percent, votes) == expected


@given(PERCENT, VOTES)
def test_the_order_of_votes_does_not_matter(percent: int, votes: list[Vote]) -> None:
    assert status(percent, votes) == status(percent, sorted(votes))


@given(PERCENT, VOTES, st.data())
def test_one_more_in_favour_never_makes_it_worse(percent: int, votes: list[Vote], data: st.DataObject) -> None:
    changed = list(votes)
    changed[data.draw(st.integers(0, len(votes) - 1))] = "accepted"
    assert RANK[status(percent, changed)] >= RANK[status(percent, votes)]


@given(PERCENT, VOTES)
def test_asking_for_more_never_makes_it_easier(percent: int, votes: list[Vote]) -> None:
    assert RANK[status(percent, votes)] >= RANK[status(100, votes)]


@given(PERCENT, VOTES)
def test_what_waits_can_still_become_either(percent: int, votes: list[Vote]) -> None:
    if status(percent, votes) == "waiting":
        ends = {
            status(percent, [each if vote == "waiting" else vote for vote in votes])
            for each in RANK
            if each != "waiting"
        }
        assert ends == {"accepted", "refused"}


def test_deciders_come_one_after_the_other() -> None:
    assert turn(["waiting", "waiting"]) == Turn("waiting", 0)
    assert turn(["accepted", "waiting"]) == Turn("waiting", 1)
    assert turn(["accepted", "accepted"]) == Turn("accepted", None)
    assert turn(["refused", "waiting"]) == Turn("refused", None)
