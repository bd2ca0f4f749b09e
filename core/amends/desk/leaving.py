"""Leaving: somebody no longer acts, stays in the record, and what was theirs waits for their role, not for a ghost."""

from __future__ import annotations

from amends.case.fold import fold
from amends.desk.desk import Desk
from amends.desk.sign_in import SignedIn
from amends.desk.staff_work import StaffWork, staff_work
from amends.desk.standing import at_the_top
from amends.desk.work import Work
from amends.errors import Refused


def leave(desk: Desk, name: str, actor: str, signed_in: SignedIn | None = None) -> list[str]:
    """Record that somebody no longer works here. Returns the numbers of the open cases that were theirs.

    Each of these has no owner any more and waits for whoever is in its role; a hand-over they had not answered is
    declined. Recorded by themselves or somebody above (at the top, by another of the top), who signs in.
    Raises `Refused` for anybody else, and for the last one who works here.
    """
    with staff_work(desk, name, actor) as work:
        beside_at_the_top = work.by.role == work.member.role and at_the_top(work.pack, work.by.role)
        if not beside_at_the_top:
            work.require_to_manage()
        if work.transaction.staff_names() == [name]:
            raise Refused("{name} is the last one who works here; add somebody else first", name=name)
        work.require_sign_in(signed_in)
        work.record("staff_left", {})
        return [number for case_id in work.transaction.waiting_for(name) for number in _release(work, case_id)]


def _release(work: StaffWork, case_id: str) -> list[str]:
    """Take somebody's name off a case; gives its number where it was theirs."""
    events = work.transaction.events(case_id)
    case = fold(events)
    on_case = Work(work.desk, work.transaction, work.by, work.desk.pack_of(case, work.transaction))
    on_case.load(case, events)
    name = work.member.name
    if case.hand_over is not None and case.hand_over.to == name:
        on_case.record("hand_over_declined")
    if case.owner == name:
        on_case.record("assigned", {"role": case.owner_role or work.member.role, "owner": None})
    on_case.finish()
    return [case.number] if case.owner == name else []
