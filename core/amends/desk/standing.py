"""Who stands above whom: the ladder of the pack's roles, looked at in one way by everything that asks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from amends.errors import Misuse, Refused
from amends.ledger.protocol import StaffMember
from amends.pack.values import Pack

if TYPE_CHECKING:
    from amends.desk.desk import Desk


def stands_above(pack: Pack, by_role: str, role: str | None) -> bool:
    """Whether `by_role` is one of the roles above `role`. A role the pack does not know has nobody above it."""
    return role is not None and role in pack.roles and by_role in pack.superiors(role)


def at_the_top(pack: Pack, role: str) -> bool:
    """Whether there is nobody above this role."""
    return role in pack.roles and pack.roles[role].superior is None


def may_manage(pack: Pack, by: StaffMember, member: StaffMember) -> bool:
    """Whether `by` may say where `member` is and who acts for them: it is themselves, or they stand above."""
    return by.name == member.name or stands_above(pack, by.role, member.role)


def check_place(desk: Desk, by: StaffMember, branches: Iterable[str]) -> None:
    """Refuse where `by` does not cover all `branches`: their staff are changed by those who do."""
    for branch in sorted(branches):
        if not desk.covers(by, branch):
            raise Refused(
                "{by} works at {at} as {role} and does not cover {branch}; its staff are changed by those who do",
                by=by.name, at=by.branch, role=by.role, branch=branch,
            )  # fmt: skip


def pack_for(desk: Desk, member: StaffMember) -> Pack:
    """The pack whose ladder a person stands on: their branch's, else the first that knows their role."""
    try:
        return desk.pack(None, member.branch)
    except Misuse:
        found = next((pack for pack in desk.plugins.packs.values() if member.role in pack.roles), None)
        if found is None:
            raise
        return found
