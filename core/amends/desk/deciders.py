"""Who can decide now: the people in a role who are here, else their deputies, else the role above (G4)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from amends.ledger.protocol import StaffMember, Transaction
from amends.moments import stamp


class Decider(NamedTuple):
    """Somebody who can decide: in their own role, or in that of the one they act for."""

    name: str
    branch: str
    role: str
    acting_for: str | None = None


def deciders(
    transaction: Transaction, line: Sequence[str], branch: str, at: datetime, without: Collection[str] = ()
) -> tuple[Decider, ...]:
    """Who can decide for `branch` at a moment: all of them have the same `role`, the first of `line` that is there.

    Of each role first the holders who are not away; where all are, the deputies of those holders who are here; where
    there is none, the next of `line`, the roles above. A branch that has nobody in a role of its own is served by those
    of the chain. `without` are people who cannot decide: whoever proposed it, whoever has voted. Empty where nobody is
    left.
    """
    for each in line:
        holders = transaction.holders([each], branch) or transaction.holders([each])
        found = _present(transaction, holders, at) or _deputies(transaction, holders, at)
        able = tuple(decider for decider in found if decider.name not in without)
        if able:
            return able
    return ()


def acting_roles(transaction: Transaction, member: StaffMember, at: datetime) -> tuple[tuple[str, str | None], ...]:
    """The roles somebody may act in at a moment, each with whom they act for: their own, then those they are deputy in.

    A deputy's deputy gets nothing of it.
    """
    principals = transaction.principals(member.name, stamp(at))
    return ((member.role, None), *((each.role, each.name) for each in principals))


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
