"""The whole case as programs see it: what `amends show --json` prints; the fields of `docs/json.md`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from amends.case.events import Event
from amends.case.values import Case, FollowUp
from amends.cli.case_json import case_json
from amends.cli.handling_json import handling_json
from amends.moments import stamp, stamp_known
from amends.money import Money, total
from amends.pack.values import Pack

if TYPE_CHECKING:
    from amends.case.answers import Remedy
    from amends.case.offers import BudgetUse, Offer, OfferedRemedy


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
        "closed_at": stamp_known(case.closed_at),
        "reopened": case.reopened,
        "events": [_event(event) for event in events],
        "offers": [_offer(offer) for offer in case.offers],
        "tasks": [_task(task) for task in case.tasks],
        **handling_json(case, pack.industry.currency),
        "parties": _parties(case),
        "money": _money(case, pack.industry.currency),
    }


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
        "promised": stamp_known(offer.promised),
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
        "carried_out_at": stamp_known(remedy.carried_out_at),
    }


def _task(task: FollowUp) -> dict[str, Any]:
    return {
        "code": task.code,
        "role": task.role,
        "due": stamp(task.due),
        "scored": task.scored,
        "done_at": stamp_known(task.done_at),
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
