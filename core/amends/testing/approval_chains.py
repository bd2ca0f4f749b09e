"""Cases of kind `approval_chains`: deciders one after the other, and where all stand after each decision."""

from __future__ import annotations

from amends.policy.votes import Vote, turn
from amends.testing.case import Case, Mismatch

_DECISIONS: dict[str, Vote] = {"approve": "accepted", "refuse": "refused", "reject": "refused"}
# The words of the cases for where a decider stands; whoever waits is "open" when it is their turn.
_STATES = {"accepted": "resolved", "refused": "rejected", "waiting": "new"}


def run(case: Case) -> None:
    """Raise `Mismatch` unless everybody stands where expected, at first and after every step."""
    chain: list[str] = case.take("chain")
    votes: list[Vote] = ["waiting"] * len(chain)
    _compare(case.take("initial"), chain, votes)
    for number, fields in enumerate(case.take("steps")):
        step = Case(fields, f"steps[{number}]")
        _decide(chain, votes, step.take("actor"), _DECISIONS[step.take("decision")])
        _compare(step.take("expected"), chain, votes)
        step.check_all_taken()


def _decide(chain: list[str], votes: list[Vote], actor: str, vote: Vote) -> None:
    """Let `actor` vote; out of turn nothing changes."""
    at = turn(votes).at
    if at is not None and chain[at] == actor:
        votes[at] = vote


def _compare(expected: dict[str, str], chain: list[str], votes: list[Vote]) -> None:
    standing = turn(votes)
    states = {name: _STATES[vote] for name, vote in zip(chain, votes, strict=True)}
    if standing.at is not None:
        states[chain[standing.at]] = "open"
    got = {"request": "rejected" if standing.status == "refused" else "new", **states}
    if got != expected:
        raise Mismatch(expected, got)
