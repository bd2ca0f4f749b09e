"""Deputies: who acts in somebody's role for a time. One step only, and never in a ring."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from amends.case.person import Span
from amends.desk.days import whole_days
from amends.desk.desk import Desk
from amends.desk.sign_in import SignedIn
from amends.desk.staff_work import StaffWork, staff_work
from amends.desk.work import staff_member
from amends.errors import Misuse, Refused
from amends.ledger.protocol import StaffMember
from amends.ledger.staff_protocol import ActsFor
from amends.moments import stamp


def name_deputy(
    desk: Desk, deputy: str, principal: str, first: date, last: date, actor: str, signed_in: SignedIn | None = None
) -> Span:
    """Let `deputy` act in the role of `principal` from `first` to `last`, both included.

    Named by the principal or somebody above, who signs in. Raises `Misuse` for a period that is over or for oneself,
    `Refused` where the deputies would act for each other in a ring, or where the principal has a PIN and the deputy
    none: what one person's PIN protects another decides with theirs.
    """
    span = whole_days(desk.zone, first, last)
    with staff_work(desk, principal, actor) as work:
        stand_in = staff_member(work.transaction, deputy)
        work.require_to_manage()
        _check(work, stand_in, span)
        work.require_sign_in(signed_in)
        work.record("deputy_named", {"deputy": deputy, "since": stamp(span.since), "until": stamp(span.until)})
    return span


def end_deputy(desk: Desk, deputy: str, principal: str, actor: str, signed_in: SignedIn | None = None) -> None:
    """Let `deputy` no longer act for `principal`, from now on. Raises `Misuse` where they do not."""
    with staff_work(desk, principal, actor) as work:
        work.require_to_manage()
        if not any(each.deputy == deputy and each.until > work.now for each in work.person.deputies):
            raise Misuse("{deputy} does not act for {principal}", deputy=deputy, principal=principal)
        work.require_sign_in(signed_in)
        work.record("deputy_ended", {"deputy": deputy})


def ring(named: ActsFor, known: Sequence[ActsFor]) -> tuple[str, ...]:
    """The people who would act for each other in a ring, at one and the same moment, once `named` is; else nothing.

    The first acts for the second, and so on; the last for the first.
    """
    paths: list[tuple[tuple[str, ...], str, str]] = [((named.deputy, named.principal), named.since, named.until)]
    while paths:
        path, since, until = paths.pop()
        for each in known:
            overlap = max(since, each.since), min(until, each.until)
            if each.deputy != path[-1] or overlap[0] >= overlap[1]:
                continue
            if each.principal == path[0]:
                return path
            if each.principal not in path:
                paths.append(((*path, each.principal), *overlap))
    return ()


def _check(work: StaffWork, deputy: StaffMember, span: Span) -> None:
    principal = work.member
    if deputy.name == principal.name:
        raise Misuse("{name} cannot be their own deputy", name=principal.name)
    if span.until <= work.now:
        raise Misuse("these days are over; a deputy is named for days to come")
    since, until = stamp(span.since), stamp(span.until)
    named = ActsFor(principal.name, deputy.name, since, until)
    people = ring(named, work.transaction.deputyships(since, until))
    if people:
        raise Refused(
            "{names}: each would act for the next in a ring; give another deputy, or other days",
            names=" → ".join((*people, people[0])),
        )
    if principal.pin and not deputy.pin:
        raise Refused(
            "{deputy} has no PIN, and whoever acts for {principal} needs one: amends staff pin {deputy}",
            deputy=deputy.name, principal=principal.name,
        )  # fmt: skip
