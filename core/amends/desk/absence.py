"""Who is away, and back again. Whoever is away decides nothing in the meantime: deputies do, or the role above."""

from __future__ import annotations

from datetime import date

from amends.case.person import Span
from amends.desk.days import whole_days
from amends.desk.desk import Desk
from amends.desk.sign_in import SignedIn
from amends.desk.staff_work import staff_work
from amends.errors import Misuse
from amends.moments import stamp


def away(desk: Desk, name: str, first: date, last: date, actor: str, signed_in: SignedIn | None = None) -> Span:
    """Record that somebody is away from `first` to `last`, both included.

    Recorded by themselves or somebody above, who signs in. Raises `Misuse` where `last` is before `first`.
    """
    span = whole_days(desk.zone, first, last)
    with staff_work(desk, name, actor) as work:
        work.require_to_manage()
        if name != actor:
            work.require_sign_in(signed_in)
        work.record("away", {"since": stamp(span.since), "until": stamp(span.until)})
    return span


def back(desk: Desk, name: str, actor: str, signed_in: SignedIn | None = None) -> None:
    """Record that somebody is here again from now on: an absence that runs ends, those planned are given up.

    Raises `Misuse` where there is none.
    """
    with staff_work(desk, name, actor) as work:
        work.require_to_manage()
        if name != actor:
            work.require_sign_in(signed_in)
        if not any(absence.until > work.now for absence in work.person.absences):
            raise Misuse("{name} is not away, and is not going to be", name=name)
        work.record("back", {})
