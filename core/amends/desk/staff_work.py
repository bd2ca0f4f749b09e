"""One command's unit of work on one person: load, check, append; all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from amends.case.events import Event
from amends.case.person import Person
from amends.case.person_fold import fold_person
from amends.desk.desk import Desk
from amends.desk.sign_in import SignedIn, require_sign_in
from amends.desk.standing import check_place, may_manage, pack_for
from amends.desk.work import CORE, staff_member
from amends.errors import Refused
from amends.ledger.projections import STAFF_STREAM
from amends.ledger.protocol import StaffMember, Transaction


class StaffWork:
    """A person in hand, inside one write transaction; `member` is their row, `by` who acts."""

    def __init__(self, desk: Desk, transaction: Transaction, member: StaffMember, by: StaffMember) -> None:
        self.desk = desk
        self.transaction = transaction
        self.member = member
        self.by = by
        self.pack = pack_for(desk, member)
        self.now: datetime = desk.clock()
        self.person: Person = fold_person(transaction.events(f"{STAFF_STREAM}{member.name}"))

    def record(
        self,
        kind: str,
        body: dict[str, Any],
        *,
        branch: str | None = None,
        because: str = "",
        personal: dict[str, Any] | None = None,
    ) -> None:
        """Append one event and bring the person up to date with it."""
        stream = f"{STAFF_STREAM}{self.member.name}"
        event = Event(
            stream, self.person.version + 1, kind, self.now, branch or self.person.branch, self.by.name, CORE,
            self.pack.version, because, body, personal or {},
        )  # fmt: skip
        self.transaction.append(event)
        self.person = fold_person(self.transaction.events(stream))

    def require_to_manage(self) -> None:
        """Refuse unless it is the person themselves, or somebody above them."""
        if not may_manage(self.pack, self.by, self.member):
            raise Refused(
                "{name} is {role}; only they, or somebody above, can say that, and {by} is {by_role}",
                name=self.member.name, role=self.pack.role_label(self.member.role), by=self.by.name,
                by_role=self.pack.role_label(self.by.role),
            )  # fmt: skip

    def require_sign_in(self, signed_in: SignedIn | None) -> bool:
        """See `desk.sign_in.require_sign_in`."""
        return require_sign_in(self.desk, self.transaction, self.by, signed_in)


@contextmanager
def staff_work(desk: Desk, name: str, actor: str) -> Iterator[StaffWork]:
    """A `StaffWork` on somebody. Raises `Misuse` for unknown names, `Refused` for who has left or is elsewhere."""
    with desk.ledger.write() as transaction:
        by = staff_member(transaction, actor)
        member = staff_member(transaction, name)
        if name != actor:
            check_place(desk, by, [member.branch])
        yield StaffWork(desk, transaction, member, by)
