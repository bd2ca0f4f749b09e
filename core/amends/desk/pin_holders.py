"""Whose decisions need a PIN, and from whom somebody without one gets it: from the top downward."""

from __future__ import annotations

from typing import NoReturn

from amends.desk.desk import Desk
from amends.desk.standing import at_the_top, pack_for
from amends.errors import Refused
from amends.ledger.protocol import StaffMember, Transaction
from amends.moments import stamp


def must_sign_in(desk: Desk, transaction: Transaction, member: StaffMember) -> bool:
    """Whether this person's decisions need their PIN now.

    They do as soon as the person, somebody above them, or somebody they act for has one; with `[chain] sign_in =
    "required"` always, with `"off"` never.
    """
    if desk.chain.sign_in is not None:
        return desk.chain.sign_in == "required"
    if member.pin or givers(desk, transaction, member):
        return True
    return any(each.pin for each in transaction.principals(member.name, stamp(desk.clock())))


def givers(desk: Desk, transaction: Transaction, member: StaffMember) -> list[StaffMember]:
    """Who has a PIN among those above a person who cover their branch, the ones who work there first."""
    pack = pack_for(desk, member)
    above = pack.superiors(member.role) if member.role in pack.roles else []
    found = [
        each
        for each in transaction.holders(above)
        if each.pin and each.name != member.name and desk.covers(each, member.branch)
    ]
    return sorted(found, key=lambda each: (each.branch != member.branch, each.name))


def refuse_without_pin(desk: Desk, transaction: Transaction, member: StaffMember) -> NoReturn:
    """Raise `Refused` for somebody who must sign in and has no PIN: it says how they get one."""
    pack = pack_for(desk, member)
    can_give = givers(desk, transaction, member)
    if can_give:
        raise Refused(
            "{name} has no PIN yet, and this needs one; it is given by somebody above ({givers}): "
            "amends staff pin {name} --as {giver}",
            name=member.name, givers=", ".join(each.name for each in can_give[:5]), giver=can_give[0].name,
        )  # fmt: skip
    if desk.chain.sign_in != "required" or at_the_top(pack, member.role):
        raise Refused(
            "{name} has no PIN yet, and this needs one; choose it with: amends staff pin --as {name}", name=member.name
        )
    top = pack.superiors(member.role)[-1] if member.role in pack.roles else None
    raise Refused(
        "{name} has no PIN yet, and this needs one; PINs are given from the top, and {role} has none yet",
        name=member.name, role=pack.role_label(top),
    )  # fmt: skip
