"""Who works here. Staff are events in the ledger too: who may decide about money must not be changed unseen."""

from __future__ import annotations

from amends.case.events import Event
from amends.desk.desk import Desk
from amends.desk.work import CORE, check_role, staff_member
from amends.errors import Misuse, Refused
from amends.ledger.projections import STAFF_STREAM
from amends.ledger.protocol import StaffMember
from amends.pack.values import Pack


def add_staff(
    desk: Desk,
    name: str,
    role: str,
    branch: str | None,
    actor: str | None,
    industry: str | None = None,
    *,
    founding: bool = False,
) -> StaffMember:
    """Add a staff member, or give one another role or branch. `actor=None` only while there is nobody yet.

    Raises `Refused` where somebody would change a role, their own above all, that is not below theirs: nobody widens
    what they may decide; and where they do not cover the branch, the old one and the new. `founding`: the chain is
    being set up, and whoever is first adds everybody, wherever they work.
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
        before = transaction.staff(name)
        if not founding:
            _check_place(desk, by, {code, before.branch if before else code})
        _check_change(pack, by, before, role)
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


def _check_place(desk: Desk, by: StaffMember, branches: set[str]) -> None:
    for branch in sorted(branches):
        if not desk.covers(by, branch):
            raise Refused(
                "{by} works at {at} as {role} and does not cover {branch}; its staff are changed by those who do",
                by=by.name, at=by.branch, role=by.role, branch=branch,
            )  # fmt: skip


def _check_change(pack: Pack, by: StaffMember, member: StaffMember | None, role: str) -> None:
    """Refuse to change the role of somebody who is not below `by`, or to one that is above."""
    if member is None or member.role not in pack.roles or by.role not in pack.roles:
        return
    above_both = all(by.role in pack.superiors(each) for each in (member.role, role) if each != by.role)
    top = pack.roles[by.role].superior is None
    if member.name == by.name or not above_both or (member.role == by.role and not top):
        raise Refused(
            "{name} is {old}; only somebody above can change that, and {by} is {role}",
            name=member.name, old=pack.role_label(member.role), by=by.name, role=pack.role_label(by.role),
        )  # fmt: skip
