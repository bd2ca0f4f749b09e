"""What is arranged around a case, as programs see it: the fields of `docs/json.md`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from amends.case.recovery import claims
from amends.moments import stamp, stamp_known

if TYPE_CHECKING:
    from amends.case.handling import Breach, Inquiry, Promise
    from amends.case.recovery import Claim
    from amends.case.values import Case


def handling_json(case: Case, currency: str) -> dict[str, Any]:
    """The inquiries, promises and breaches of a case, and what others owe us for it."""
    return {
        "inquiries": [_inquiry(inquiry) for inquiry in case.inquiries],
        "promises": [_promise(promise) for promise in case.promises],
        "breaches": [_breach(breach) for breach in case.breaches],
        "recoveries": [_claim(claim) for claim in claims(case, currency)],
    }


def _inquiry(inquiry: Inquiry) -> dict[str, Any]:
    return {
        "id": inquiry.id,
        "name": inquiry.name,
        "role": inquiry.role,
        "fact": inquiry.fact,
        "question": inquiry.question,
        "asked_by": inquiry.asked_by,
        "asked_at": stamp(inquiry.asked_at),
        "due": stamp(inquiry.due),
        "replied_at": stamp_known(inquiry.replied_at),
        "replied_by": inquiry.replied_by,
        "confirms": inquiry.confirms,
        "reply": inquiry.reply,
        "late": inquiry.late,
    }


def _promise(promise: Promise) -> dict[str, Any]:
    return {
        "id": promise.id,
        "what": promise.what,
        "due": stamp(promise.due),
        "made_by": promise.made_by,
        "moved": promise.moved,
        "kept_at": stamp_known(promise.kept_at),
    }


def _breach(breach: Breach) -> dict[str, Any]:
    return {
        "id": breach.id,
        "kind": breach.kind,
        "role": breach.role,
        "person": breach.person,
        "cause": breach.cause,
        "account": breach.account,
        "at": stamp(breach.at),
        "recorded_by": breach.recorded_by,
        "decider": breach.decider,
        "measure": breach.measure,
        "decided_by": breach.decided_by,
        "decided_at": stamp_known(breach.decided_at),
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "party": claim.party,
        "kind": claim.kind,
        "name": claim.name,
        "owed": claim.owed.to_json(),
        "settled": claim.settled.to_json(),
        "open": claim.open.to_json(),
    }
