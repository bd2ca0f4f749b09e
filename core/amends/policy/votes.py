"""Several people deciding together: when their votes suffice, when they cannot any more, whose turn it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

Vote = Literal["accepted", "refused", "waiting"]


class Turn(NamedTuple):
    """Where a chain of deciders stands: `status` of the whole, and `at`, the number (from 0) of whose turn it is."""

    status: Vote
    at: int | None


def status(percent: int, votes: Sequence[Vote]) -> Vote:
    """What `votes` come to where `percent` hundredths of them must be in favour.

    The share in favour is rounded up to a whole percent: a third satisfies 34. At least one must be in favour, even of
    0. Refused is what could not succeed any more with every waiting vote in favour.
    """
    accepted, waiting = votes.count("accepted"), votes.count("waiting")
    if _suffices(accepted, len(votes), percent):
        return "accepted"
    return "waiting" if _suffices(accepted + waiting, len(votes), percent) else "refused"


def turn(votes: Sequence[Vote]) -> Turn:
    """Whose turn it is where deciders vote one after the other: the first that waits, unless one before refused."""
    for position, vote in enumerate(votes):
        if vote == "refused":
            return Turn("refused", None)
        if vote == "waiting":
            return Turn("waiting", position)
    return Turn("accepted", None)


def _suffices(accepted: int, count: int, percent: int) -> bool:
    return accepted > 0 and -(-accepted * 100 // count) >= percent
