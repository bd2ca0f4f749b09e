"""Where a proposal stands after some votes: accepted, refused, or waiting, and for whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from amends.case.offers import ApprovalStep
from amends.pack.values import Pack
from amends.policy.votes import Vote, status, turn


class Standing(NamedTuple):
    """`status` of the whole; while it waits, `at` is the step under way (from 0), `missing` who has not voted in it."""

    status: Vote
    at: int | None
    missing: tuple[str, ...]


def votes_for(pack: Pack, role: str, open_roles: Sequence[str]) -> tuple[str, ...]:
    """Which of the roles that have not voted somebody in `role` speaks for: their own, else all that are below it."""
    if role in open_roles:
        return (role,)
    return tuple(asked for asked in open_roles if role in pack.superiors(asked))


def standing(pack: Pack, steps: Sequence[ApprovalStep], votes: Iterable[tuple[str, Vote]]) -> Standing:
    """Where `steps` stand after `votes` (the role of whoever voted, and what), in the order in which they came.

    A vote out of turn counts for nothing. Whoever stands above all roles asked settles it at once. Whoever settles a
    step for a role below goes on to the next one: a director who decides for an absent manager need not vote again as
    director. Somebody who was asked in their own role does not: two steps that ask one role want two people.
    """
    cast: list[dict[str, Vote]] = [dict.fromkeys(step.roles, "waiting") for step in steps]
    for role, vote in votes:
        if all(role in pack.superiors(asked) for step in steps for asked in step.roles):
            return Standing(vote, None, ())
        _cast(pack, steps, cast, role, vote)
    whole = turn(_each(steps, cast))
    return Standing(whole.status, whole.at, _open(cast[whole.at]) if whole.at is not None else ())


def _cast(pack: Pack, steps: Sequence[ApprovalStep], cast: list[dict[str, Vote]], role: str, vote: Vote) -> None:
    """Let `role` vote in the step under way, and in those after it as long as it settles them for others."""
    for _ in steps:
        at = turn(_each(steps, cast)).at
        if at is None:
            return
        spoken = votes_for(pack, role, _open(cast[at]))
        cast[at].update(dict.fromkeys(spoken, vote))
        if not spoken or role in steps[at].roles or turn(_each(steps, cast)).at == at:
            return


def _each(steps: Sequence[ApprovalStep], cast: Sequence[dict[str, Vote]]) -> list[Vote]:
    return [status(step.need, list(votes.values())) for step, votes in zip(steps, cast, strict=True)]


def _open(votes: dict[str, Vote]) -> tuple[str, ...]:
    return tuple(role for role, vote in votes.items() if vote == "waiting")
