"""Who can decide now: the people in a role who are here, else their deputies, else the role above (G4)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from amends.ledger.protocol import StaffMember, Transaction
from amends.moments import stamp

if TYPE_CHECKING:
    from amends.desk.desk import Desk


class Decider(NamedTuple):
    """Somebody who can decide: in their own role, or in that of the one they act for."""

    name: str
    branch: str
    role: str
    acting_for: str | None = None


def deciders(
    desk: Desk, transaction: Transaction, line: Sequence[str], branch: str, at: datetime, without: Collection[str] = ()
) -> tuple[Decider, ...]:
    """Who can decide for `branch` at a moment: all of them have the same `role`, the first of `line` that is there.

    Of each role first the holders who cover the branch and are not away; where all are, the deputies of those holders
    who are here; where there is none, the next of `line`, the roles above. `without` are people who cannot decide:
    whoever proposed it, whoever has voted. Empty where nobody is left.
    """
    for each in line:
        holders = [holder for holder in transaction.holders([each]) if desk.covers(holder, branch)]
        found = _present(transaction, holders, at) or _deputies(transaction, holders, at)
        able = tuple(decider for decider in found if decider.name not in without)
        if able:
            return able
    return ()


def acting_roles(
    desk: Desk, transaction: Transaction, member: StaffMember, branch: str, at: datetime
) -> tuple[tuple[str, str | None], ...]:
    """The roles somebody may decide in for `branch` at a moment, each with whom they act for: their own, then others'.

    Only where they, or those they act for, cover the branch. A deputy's deputy gets nothing of it.
    """
    own = ((member.role, None),) if desk.covers(member, branch) else ()
    principals = transaction.principals(member.name, stamp(at))
    return (*own, *((each.role, each.name) for each in principals if desk.covers(each, branch)))


def _present(transaction: Transaction, holders: list[StaffMember], at: datetime) -> tuple[Decider, ...]:
    here = (each for each in holders if transaction.away_until(each.name, stamp(at)) is None)
    return tuple(Decider(each.name, each.branch, each.role) for each in here)


def _deputies(transaction: Transaction, holders: list[StaffMember], at: datetime) -> tuple[Decider, ...]:
    moment = stamp(at)
    found: dict[str, Decider] = {}
    for holder in holders:
        for deputy in transaction.deputies(holder.name, moment):
            if transaction.away_until(deputy.name, moment) is None:
                found.setdefault(deputy.name, Decider(deputy.name, deputy.branch, holder.role, holder.name))
    return tuple(found.values())
