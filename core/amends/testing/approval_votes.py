"""Cases of kind `approval_votes`: a required share and the votes so far, and what they come to."""

from __future__ import annotations

from amends.policy.votes import status
from amends.testing.case import Case, Mismatch

_VOTES = ("accepted", "refused", "waiting")


def run(case: Case) -> None:
    """Raise `Mismatch` unless the votes come to what is expected."""
    percent, votes = case.take("required_percent"), case.take("votes")
    if unknown := [vote for vote in votes if vote not in _VOTES]:
        raise LookupError(f"unknown vote: {unknown[0]}; known: {', '.join(_VOTES)}")
    expected, got = case.take("expected_status"), status(percent, votes)
    if got != expected:
        raise Mismatch(expected, got)
