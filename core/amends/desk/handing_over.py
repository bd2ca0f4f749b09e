"""Handing a case over: it stays with its owner until the one it was offered to accepts it (G3)."""

from __future__ import annotations

from amends.case.values import Case, HandOver
from amends.desk.desk import Desk
from amends.desk.standing import stands_above
from amends.desk.work import Target, Work, check_receiver, staff_member, work_on
from amends.errors import Misuse, Refused
from amends.pack.values import OPEN_STAGES


def hand_over(desk: Desk, target: Target, actor: str, to: str, because: str) -> Case:
    """Offer the case to somebody else, with the reason. Only its owner may, or somebody above the owner.

    Raises `Misuse` for unknown staff or the owner themselves, `Refused` for anybody else's case, or for somebody who
    does not cover the branch of the case and could not go on with it.
    """
    with work_on(desk, target, actor, "hand_over") as work:
        work.require("hand over", *OPEN_STAGES)
        if not because.strip():
            raise Misuse("why? give --because")
        receiver = staff_member(work.transaction, to)
        if receiver.name == work.case.owner:
            raise Misuse("{number} is {name}'s already", number=work.case.number, name=to)
        check_receiver(work, receiver)
        _check_owner(work)
        work.record("handed_over", {"to": receiver.name}, because=because)
        return work.finish()


def take_over(desk: Desk, target: Target, actor: str) -> Case:
    """Accept a case that was handed over to the actor: from now on it is theirs."""
    with work_on(desk, target, actor, "hand_over") as work:
        _offered(work)
        work.record("assigned", {"role": _role(work), "owner": work.actor.name})
        return work.finish()


def decline_hand_over(desk: Desk, target: Target, actor: str, because: str) -> Case:
    """Decline a case that was handed over to the actor, with the reason: it stays where it was."""
    with work_on(desk, target, actor, "hand_over") as work:
        _offered(work)
        if not because.strip():
            raise Misuse("why? give --because")
        work.record("hand_over_declined", because=because)
        return work.finish()


def _offered(work: Work) -> HandOver:
    """The hand-over that waits for the actor."""
    pending = work.case.hand_over
    if pending is None:
        raise Refused("{number}: nobody is handing it over", number=work.case.number)
    if pending.to != work.actor.name:
        raise Refused(
            "{number}: it was handed over to {to}, not to {actor}",
            number=work.case.number, to=pending.to, actor=work.actor.name,
        )  # fmt: skip
    return pending


def _check_owner(work: Work) -> None:
    owner = work.case.owner
    if owner is None or owner == work.actor.name:
        return
    member = work.transaction.staff(owner)
    role = member.role if member else work.case.owner_role
    above = stands_above(work.pack, work.actor.role, role)
    if not above or (member is not None and not work.desk.covers(work.actor, member.branch)):
        raise Refused(
            "{number} is {owner}'s; only they, or somebody above them, may hand it over",
            number=work.case.number, owner=owner,
        )  # fmt: skip


def _role(work: Work) -> str:
    """The role that owns the case from now on: the receiver's, where the trade knows it."""
    return work.actor.role if work.actor.role in work.pack.roles else str(work.case.owner_role)
