"""The part of the fold that follows the rounds of offers: proposed, decided, made, agreed, carried out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import evolve

from amends.case.clock_fold import ended, read_clock, with_clocks
from amends.case.events import Event, is_final, moment
from amends.case.offers import Approval, ApprovalStep, BudgetUse, Offer, OfferedRemedy
from amends.case.values import Case
from amends.money import Money
from amends.text import Text

# The clock of whoever has to decide on the round under way.
DECISION = "decision"


def remedy_from_json(entry: dict[str, Any]) -> OfferedRemedy:
    """A remedy as `remedy_to_json` wrote it into an event."""
    return OfferedRemedy(
        code=entry["code"],
        label=Text(**entry["label"]),
        kind=entry["kind"],
        form=entry["form"],
        amount=Money.from_json(entry["amount"]) if entry["amount"] else None,
        payer=entry["payer"],
        owed=Money.from_json(entry["owed"]) if entry["owed"] else None,
    )


def remedy_to_json(remedy: OfferedRemedy) -> dict[str, Any]:
    """The form a remedy has in a `proposed` event."""
    return {
        "code": remedy.code,
        "label": remedy.label.to_json(),
        "kind": remedy.kind,
        "form": remedy.form,
        "amount": remedy.amount.to_json() if remedy.amount else None,
        "payer": remedy.payer,
        "owed": remedy.owed.to_json() if remedy.owed else None,
    }


def step_to_json(step: ApprovalStep) -> dict[str, Any]:
    """The form a step of an approval has in events."""
    return {"roles": list(step.roles), "need": step.need, "asked": list(step.asked)}


def budget_to_json(use: BudgetUse) -> dict[str, Any]:
    """The form the use of a budget has in a `proposed` event."""
    return {**use._asdict(), "limit": use.limit.to_json(), "used": use.used.to_json()}


def _proposed(case: Case, event: Event) -> Case:
    body = event.body
    offer = Offer(
        round=body["round"],
        state="waiting" if body["needs_approval"] else "approved",
        remedies=tuple(remedy_from_json(entry) for entry in body["remedies"]),
        points=tuple(body["points"]),
        proposed_by=event.actor,
        decider=body["decider"],
        receipt_total=Money.from_json(body["receipt_total"]),
        promised=moment(body["promised"]) if body["promised"] else None,
        **_asked_of(body),
        **_given(event),
    )
    asked = [role for step in offer.steps for role in step.asked]
    case = ended(evolve(case, told=tuple(dict.fromkeys((*case.told, *asked)))), DECISION, event)
    if "clock" in body:
        case = with_clocks(case, [read_clock(body["clock"])])
    before = tuple(
        evolve(earlier, state="replaced") if earlier.state in ("waiting", "approved", "refused") else earlier
        for earlier in case.offers
    )
    return evolve(case, offers=(*before, offer), stage="proposal")


def _asked_of(body: dict[str, Any]) -> dict[str, Any]:
    """Who has to decide. Events from before there were several name one role, which decides alone."""
    if not body["needs_approval"]:
        return {"steps": (), "missing": ()}
    return {
        "steps": tuple(map(_step, body.get("steps", [{"roles": [body["decider"]]}]))),
        "missing": tuple(body.get("missing", [body["decider"]])),
    }


def _step(entry: dict[str, Any]) -> ApprovalStep:
    return ApprovalStep(tuple(entry["roles"]), entry.get("need", 100), tuple(entry.get("asked", ())))


def _given(event: Event) -> dict[str, Any]:
    """What is given beyond what is owed, and in which month; of older events counted from their remedies, in UTC."""
    body = event.body
    currency = body["receipt_total"]["currency"]
    remedies = map(remedy_from_json, body["remedies"])
    budget = body.get("budget")
    return {
        "goodwill": Money.from_json(body["goodwill"]) if "goodwill" in body
        else Money(sum(remedy.goodwill for remedy in remedies), currency),
        "month": body.get("month", f"{event.at:%Y-%m}"),
        "budget": budget and BudgetUse(
            budget["month"], Money.from_json(budget["limit"]), Money.from_json(budget["used"]), budget["state"]
        ),
    }  # fmt: skip


def _decided(case: Case, event: Event) -> Case:
    body, before = event.body, case.offers[-1]
    approval = Approval(event.actor, body["role"], event.at, event.kind, event.because)
    approvals = (*before.approvals, approval)
    if not is_final(event):
        steps, missing = tuple(map(_step, body["steps"])), tuple(body["missing"])
        return _last(case, approvals=approvals, steps=steps, missing=missing, decider=missing[0])
    return _last(ended(case, DECISION, event), state=event.kind, approvals=approvals, missing=())


def _offered(case: Case, event: Event) -> Case:
    return _last(case, stage="agreement", state="offered")


def _accepted(case: Case, event: Event) -> Case:
    return _last(case, stage="carrying_out", state="accepted")


def _declined(case: Case, event: Event) -> Case:
    return _last(case, stage="proposal", state="declined", wish=event.personal.get("wish"))


def _carried_out(case: Case, event: Event) -> Case:
    offer = case.offers[-1]
    done: dict[str, Any] = {"carried_out_at": event.at, "key": event.body.get("key")}
    remedies = tuple(
        evolve(remedy, **done) if remedy.code in event.body["remedies"] else remedy for remedy in offer.remedies
    )
    if any(remedy.carried_out_at is None for remedy in remedies):
        return _last(case, remedies=remedies)
    case = _last(case, stage="follow_up", state="carried_out", remedies=remedies)
    labels = "; ".join(remedy.label.say(case.language) for remedy in remedies)
    points = tuple(
        evolve(point, answer=labels) if point.id in offer.points and point.answer is None else point
        for point in case.points
    )
    return evolve(case, points=points)


def _last(case: Case, stage: str | None = None, **changes: Any) -> Case:
    """`case` with its last offer changed, and the stage where one is given."""
    return evolve(case, offers=(*case.offers[:-1], evolve(case.offers[-1], **changes)), stage=stage or case.stage)


OFFER_STEPS: dict[str, Callable[[Case, Event], Case]] = {
    "proposed": _proposed,
    "approved": _decided,
    "refused": _decided,
    "offered": _offered,
    "accepted": _accepted,
    "declined": _declined,
    "carried_out": _carried_out,
}
