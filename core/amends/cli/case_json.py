"""A case as programs see it: the fields of `docs/json.md`, the same for every command."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from amends.case.events import Event
from amends.case.values import Case, FollowUp
from amends.cli.handling_json import handling_json
from amends.cli.language import current
from amends.cli.rights_json import right_json
from amends.desk.guide import Step, guide
from amends.moments import stamp
from amends.money import Money, total
from amends.pack.values import Pack
from amends.policy.classification import Classification

if TYPE_CHECKING:
    from amends.case.answers import Remedy
    from amends.case.offers import BudgetUse, Offer, OfferedRemedy


def case_json(
    case: Case, events: list[Event], pack: Pack, zone: ZoneInfo, rights: Sequence[Remedy] = ()
) -> dict[str, Any]:
    """What `take` and the other verbs print."""
    return {
        "case_id": case.case_id,
        "number": case.number,
        "version": case.version,
        "branch": case.branch,
        "industry": case.industry,
        "channel": case.channel,
        "stage": case.stage,
        "received_at": stamp(case.received_at),
        "complaint": case.complaint,
        "category": case.category,
        "label": case.label.say(current()),
        "covers": list(case.covers),
        "severity": case.severity,
        "quality": case.quality,
        "incident": case.incident,
        "temperament": case.temperament,
        "points": [
            {"id": point.id, "category": point.category, "covers": list(point.covers), "answer": point.answer}
            for point in case.points
        ],
        "owner_role": case.owner_role,
        "owner": case.owner,
        "escorted_by": case.escorted_by,
        "handed_over_to": case.hand_over.to if case.hand_over else None,
        "told": list(case.told),
        "paused_since": _moment(case.paused_since),
        "paused_for": case.paused_for,
        "due": _moment(case.due),
        "clocks": [
            {
                "name": clock.name,
                "due": stamp(clock.due),
                "met_at": _moment(clock.met_at),
                "stands": clock.met_at is None and case.stands(clock),
            }
            for clock in case.clocks
        ],
        "guide": steps_json(guide(case, pack, zone, rights)),
        "rights": [right_json(right) for right in rights],
        "alternatives": [{"category": name, "weight": weight} for name, weight in case.alternatives],
        "because": [reason for event in events for reason in _reasons(event.body.get("answers", ()))],
    }


def steps_json(steps: list[Step]) -> list[dict[str, str]]:
    """What to say and do, in order."""
    return [
        {"say": step.say.say(current()) if step.say else "", "do": step.do.say(current()) if step.do else ""}
        for step in steps
    ]


def whole_case_json(
    case: Case, events: list[Event], pack: Pack, zone: ZoneInfo, rights: Sequence[Remedy] = ()
) -> dict[str, Any]:
    """What `show` prints: the case with its text, events, offers, tasks, parties and money."""
    return {
        **case_json(case, events, pack, zone, rights),
        "language": case.language,
        "policy": case.policy,
        "text": case.text,
        "facts": {name: fact.to_json() if isinstance(fact, Money) else fact for name, fact in case.facts.items()},
        "receipt": case.receipt,
        "outcome": case.outcome,
        "closed_at": _moment(case.closed_at),
        "reopened": case.reopened,
        "events": [_event(event) for event in events],
        "offers": [_offer(offer) for offer in case.offers],
        "tasks": [_task(task) for task in case.tasks],
        **handling_json(case, pack.industry.currency),
        "parties": _parties(case),
        "money": _money(case, pack.industry.currency),
    }


def classification_json(classification: Classification, pack: Pack) -> dict[str, Any]:
    """What `classify` prints for a text."""
    body = classification.to_body(pack)
    kept = ("complaint", "category", "covers", "severity", "quality", "incident", "temperament", "alternatives")
    return {
        **{name: body[name] for name in kept},
        "points": [{name: point[name] for name in ("id", "category", "covers")} for point in body["points"]],
        "because": _reasons(body["answers"]),
    }


def _reasons(answers: Any) -> list[dict[str, Any]]:
    return [
        {
            "hook": answer["hook"],
            "plugin": answer["plugin"],
            "version": answer["version"],
            "rule": answer["rule"],
            "text": answer["text"][current()],
        }
        for answer in answers
    ]


def _event(event: Event) -> dict[str, Any]:
    return {
        "version": event.version,
        "kind": event.kind,
        "at": stamp(event.at),
        "actor": event.actor,
        "plugin": event.plugin,
        "policy": event.policy,
        "because": event.because,
        "body": event.body,
        "personal": event.personal,
    }


def _offer(offer: Offer) -> dict[str, Any]:
    return {
        "round": offer.round,
        "state": offer.state,
        "amount": offer.amount.to_json(),
        "receipt_total": offer.receipt_total.to_json(),
        "decider": offer.decider,
        "steps": [{"roles": list(step.roles), "need": step.need, "asked": list(step.asked)} for step in offer.steps],
        "missing": list(offer.missing),
        "goodwill": offer.goodwill.to_json() if offer.goodwill else None,
        "budget": _budget(offer.budget) if offer.budget else None,
        "proposed_by": offer.proposed_by,
        "promised": _moment(offer.promised),
        "points": list(offer.points),
        "remedies": [_remedy(remedy) for remedy in offer.remedies],
        "approvals": [
            {
                "by": entry.by,
                "role": entry.role,
                "at": stamp(entry.at),
                "decision": entry.decision,
                "because": entry.because,
            }
            for entry in offer.approvals
        ],
        "wish": offer.wish,
    }


def _budget(use: BudgetUse) -> dict[str, Any]:
    return {**use._asdict(), "limit": use.limit.to_json(), "used": use.used.to_json()}


def _remedy(remedy: OfferedRemedy) -> dict[str, Any]:
    return {
        "code": remedy.code,
        "kind": remedy.kind,
        "form": remedy.form,
        "amount": remedy.amount.to_json() if remedy.amount else None,
        "owed": remedy.owed.to_json() if remedy.owed else None,
        "payer": remedy.payer,
        "carried_out_at": _moment(remedy.carried_out_at),
    }


def _task(task: FollowUp) -> dict[str, Any]:
    return {
        "code": task.code,
        "role": task.role,
        "due": stamp(task.due),
        "scored": task.scored,
        "done_at": _moment(task.done_at),
        "done_by": task.done_by,
        "score": task.score,
        "comment": task.comment,
    }


def _parties(case: Case) -> list[dict[str, Any]]:
    customer = [{"role": "customer", **case.party}] if case.party else []
    liable = [
        {"role": "liable", "id": party.id, "kind": party.kind, "name": party.name, "percent": party.percent}
        for party in case.liable
    ]
    return [*customer, *liable]


def _money(case: Case, currency: str) -> dict[str, Any]:
    """Totals: what live offers may cost, what was paid out, and of that by payer."""
    done = [remedy for offer in case.offers for remedy in offer.remedies if remedy.carried_out_at and remedy.amount]
    by_payer = {
        payer: total((r.amount for r in done if r.payer == payer and r.amount), currency).to_json()
        for payer in dict.fromkeys(remedy.payer for remedy in done)
    }
    return {
        "exposure": case.exposure(currency).to_json(),
        "carried_out": total((r.amount for r in done if r.amount), currency).to_json(),
        "by_payer": by_payer,
    }


def _moment(moment: datetime | None) -> str | None:
    return stamp(moment) if moment else None
