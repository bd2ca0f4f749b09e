"""Who works here. Staff are events in the ledger too: who may decide about money must not be changed unseen."""

from __future__ import annotations

from amends.case.events import Event
from amends.desk.desk import Desk
from amends.desk.sign_in import SignedIn, require_sign_in
from amends.desk.standing import at_the_top, check_place, stands_above
from amends.desk.work import CORE, check_role, staff_member
from amends.errors import Misuse, Refused
from amends.ledger.projections import STAFF_STREAM
from amends.ledger.protocol import StaffMember, Transaction
from amends.pack.values import Pack


def add_staff(
    desk: Desk,
    name: str,
    role: str,
    branch: str | None,
    actor: str | None,
    industry: str | None = None,
    *,
    signed_in: SignedIn | None = None,
    founding: bool = False,
) -> StaffMember:
    """Add a staff member, or give one another role or branch. `actor=None` only while there is nobody yet.

    Raises `Refused` where somebody would change a role, their own above all, that is not below theirs: nobody widens
    what they may decide; and where they do not cover the branch, the old one and the new. Once the actor must sign in,
    that goes for new people too. `founding`: the chain is being set up, and whoever is first adds everybody, wherever
    they work.
    """
    code = desk.branch(branch)
    pack = desk.pack(industry, code)
    name = name.strip()
    if not name or len(name) > 60 or "/" in name or not name.isprintable():
        raise Misuse("'{name}' cannot be a name; expected up to 60 characters without / or line breaks", name=name[:80])
    check_role(pack, role)
    with desk.ledger.write() as transaction:
        names = transaction.staff_names()
        if names and actor is None:
            raise Refused("staff exist already: {known}; name yourself with --as", known=", ".join(names))
        by = staff_member(transaction, actor) if actor else StaffMember(name, code, role)
        member = transaction.staff(name)
        if not founding:
            check_place(desk, by, {code, member.branch if member else code})
        _check_change(pack, by, member, role)
        if actor and not _first_at_the_top(desk, transaction, pack, role):
            proved = require_sign_in(desk, transaction, by, signed_in)
            if proved and member is None:
                _check_new(pack, by, name, role)
        stream = f"{STAFF_STREAM}{name}"
        version = len(transaction.events(stream)) + 1
        transaction.append(
            Event(
                stream,
                version,
                "staff_added",
                desk.clock(),
                code,
                by.name,
                CORE,
                pack.version,
                body={"name": name, "role": role},
            )
        )
    return StaffMember(name, code, role)


def _first_at_the_top(desk: Desk, transaction: Transaction, pack: Pack, role: str) -> bool:
    """Whether this would be the first of the top: where sign-in is required from the beginning, somebody must begin."""
    if desk.chain.sign_in != "required" or not at_the_top(pack, role) or transaction.holders([role]):
        return False
    return not any(each.pin for each in transaction.holders(list(pack.roles)))


def _check_new(pack: Pack, by: StaffMember, name: str, role: str) -> None:
    """Whoever has signed in adds people below them; at the top, beside them too."""
    beside = by.role == role and at_the_top(pack, role)
    if by.role in pack.roles and not beside and not stands_above(pack, by.role, role):
        raise Refused(
            "{name} would be {role}; only somebody above can say that, and {by} is {by_role}",
            name=name, role=pack.role_label(role), by=by.name, by_role=pack.role_label(by.role),
        )  # fmt: skip


def _check_change(pack: Pack, by: StaffMember, member: StaffMember | None, role: str) -> None:
    """Refuse to change the role of somebody who is not below `by`, or to one that is above."""
    if member is None or member.role not in pack.roles or by.role not in pack.roles:
        return
    above_both = all(stands_above(pack, by.role, each) for each in (member.role, role) if each != by.role)
    top = at_the_top(pack, by.role)
    if member.name == by.name or not above_both or (member.role == by.role and not top):
        raise Refused(
            "{name} is {old}; only somebody above can change that, and {by} is {role}",
            name=member.name, old=pack.role_label(member.role), by=by.name, role=pack.role_label(by.role),
        )  # fmt: skip
