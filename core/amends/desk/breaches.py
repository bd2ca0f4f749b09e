"""What went against the rules of the house: recorded, heard, decided by somebody above; never deducted (X6, P13)."""

from __future__ import annotations

from amends.case.handling import Breach
from amends.case.values import Case
from amends.desk.desk import Desk
from amends.desk.intake import checked_text
from amends.desk.work import Target, Work, check_role, staff_member, work_on
from amends.errors import Misuse, Phrase, Refused

# What a manager may decide on. None of them takes money from anybody: that is for the law on wages, not for a desk.
MEASURES = ("none", "talk", "training", "reminder", "personnel")


def report_breach(
    desk: Desk, target: Target, actor: str, kind: str, account: str, *, role: str | None = None,
    person: str | None = None,
) -> Case:  # fmt: skip
    """Record a breach of the pack's `kind` with an account of what was seen; `role` or `person` is responsible.

    Allowed at any stage, also after closing. Raises `Misuse` for unknown kinds, roles or staff, or without an account.
    """
    with work_on(desk, target, actor, "breach") as work:
        if person is not None:
            role = staff_member(work.transaction, person).role
        if role is None:
            raise Misuse("who is responsible? give --role or --person")
        check_role(work.pack, role)
        record_breach(work, kind, role, person=person, account=checked_text(account, Phrase("the account")))
        return work.finish()


def decide_breach(
    desk: Desk, target: Target, actor: str, measure: str, because: str, breach: str | None = None
) -> Case:
    """Decide what follows from a breach, with the reason: one of `MEASURES`, by the role it waits for or one above.

    Raises `Refused` for anybody else, and for whoever is concerned themselves.
    """
    with work_on(desk, target, actor, "breach") as work:
        if measure not in MEASURES:
            raise Misuse("no measure '{measure}'; known: {known}", measure=measure, known=", ".join(MEASURES))
        if not because.strip():
            raise Misuse("why? give --because, with what the person concerned said")
        open_breach = _undecided(work, breach)
        _check_decider(work, open_breach)
        work.record("breach_decided", {"breach": open_breach.id, "measure": measure}, because=because)
        return work.finish()


def record_breach(
    work: Work, kind: str, role: str, *, person: str | None = None, account: str = "", cause: str | None = None
) -> None:
    """Append a breach to the case in hand; `cause` is what brought it about by itself (an inquiry's id)."""
    rule = work.pack.breaches.get(kind)
    if rule is None:
        known = ", ".join(work.pack.breaches) or Phrase("none")
        raise Misuse("no breach '{kind}'; known: {known}", kind=kind, known=known)
    body = {
        "breach": f"breach.{len(work.case.breaches) + 1}",
        "kind": kind,
        "label": rule.label.to_json(),
        "role": role,
        "person": person,
        "cause": cause,
        # At the very top there is nobody above: the same role decides, and never about oneself.
        "decider": work.pack.roles[role].superior or role,
    }
    work.record("breach_recorded", body, personal={"account": account})


def _undecided(work: Work, wanted: str | None) -> Breach:
    waiting = [breach for breach in work.case.breaches if breach.measure is None]
    known = ", ".join(breach.id for breach in waiting) or Phrase("none")
    found = [breach for breach in waiting if wanted in (None, breach.id)]
    if wanted is not None and not found:
        raise Misuse("no breach '{id}' waits on {number}; waiting: {known}",
                     id=wanted, number=work.case.number, known=known)  # fmt: skip
    if not found:
        raise Refused("{number}: no breach waits for a decision", number=work.case.number)
    if len(found) > 1:
        raise Misuse("which breach? give --breach; waiting: {known}", known=known)
    return found[0]


def _check_decider(work: Work, breach: Breach) -> None:
    above = work.pack.superiors(breach.decider) if breach.decider in work.pack.roles else []
    if work.actor.role not in (breach.decider, *above):
        raise Refused(
            "{number}: {decider} decides on {id}; {actor} is {role}",
            number=work.case.number, decider=work.pack.role_label(breach.decider), id=breach.id, actor=work.actor.name,
            role=work.pack.role_label(work.actor.role),
        )  # fmt: skip
    if breach.person == work.actor.name:
        raise Refused("{number}: {id} concerns you; somebody else decides", number=work.case.number, id=breach.id)
