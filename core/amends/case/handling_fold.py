"""The part of the fold that follows what is arranged around a case: inquiries, promises, breaches, recovery."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from attrs import evolve

from amends.case.clock_fold import ended, read_clock, with_clocks
from amends.case.events import Event
from amends.case.handling import Breach, Inquiry, Promise
from amends.case.recovery import LiableParty, Recovered
from amends.case.values import Case
from amends.money import Money
from amends.text import Text


def _inquired(case: Case, event: Event) -> Case:
    body = event.body
    clock = read_clock(body["clock"])
    inquiry = Inquiry(
        id=body["inquiry"],
        name=body["name"],
        label=Text(**body["label"]),
        role=body["role"],
        asked_by=event.actor,
        asked_at=event.at,
        due=clock.due,
        fact=body["fact"],
        question=event.personal.get("question"),
    )
    return with_clocks(evolve(case, inquiries=(*case.inquiries, inquiry)), [clock])


def _replied(case: Case, event: Event) -> Case:
    body = event.body
    reply: dict[str, Any] = {
        "replied_at": event.at,
        "replied_by": event.actor,
        "confirms": body["confirms"],
        "late": body["late"],
        "reply": event.personal.get("reply"),
    }
    inquiries = tuple(evolve(each, **reply) if each.id == body["inquiry"] else each for each in case.inquiries)
    facts = {**case.facts, **body["facts"]}
    return evolve(ended(case, body["inquiry"], event), inquiries=inquiries, facts=facts)


def _promised(case: Case, event: Event) -> Case:
    body = event.body
    clock = read_clock(body["clock"])
    earlier = next((each for each in case.promises if each.id == body["promise"]), None)
    what = event.personal.get("what", earlier.what if earlier else None)
    moved = earlier.moved + 1 if earlier else 0
    promise = Promise(body["promise"], what, clock.due, event.actor, moved)
    others = tuple(each for each in case.promises if each.id != promise.id)
    return with_clocks(evolve(case, promises=(*others, promise)), [clock])


def _promise_kept(case: Case, event: Event) -> Case:
    kept = event.body["promise"]
    promises = tuple(evolve(each, kept_at=event.at) if each.id == kept else each for each in case.promises)
    return evolve(ended(case, kept, event), promises=promises)


def _breach_recorded(case: Case, event: Event) -> Case:
    body = event.body
    breach = Breach(
        id=body["breach"],
        kind=body["kind"],
        label=Text(**body["label"]),
        role=body["role"],
        decider=body["decider"],
        at=event.at,
        recorded_by=event.actor,
        person=body["person"],
        cause=body["cause"],
        account=event.personal.get("account"),
    )
    return evolve(case, breaches=(*case.breaches, breach))


def _breach_decided(case: Case, event: Event) -> Case:
    decided: dict[str, Any] = {
        "measure": event.body["measure"],
        "decided_by": event.actor,
        "decided_at": event.at,
    }
    wanted = event.body["breach"]
    return evolve(case, breaches=tuple(evolve(b, **decided) if b.id == wanted else b for b in case.breaches))


def _liable_named(case: Case, event: Event) -> Case:
    body = event.body
    party = LiableParty(body["party"], body["kind"], body["name"], body["percent"])
    return evolve(case, liable=(*case.liable, party))


def _recovered(case: Case, event: Event) -> Case:
    entry = Recovered(event.body["party"], Money.from_json(event.body["amount"]), event.at)
    return evolve(case, recovered=(*case.recovered, entry))


HANDLING_STEPS: dict[str, Callable[[Case, Event], Case]] = {
    "inquired": _inquired,
    "replied": _replied,
    "promised": _promised,
    "promise_kept": _promise_kept,
    "breach_recorded": _breach_recorded,
    "breach_decided": _breach_decided,
    "liable_named": _liable_named,
    "recovered": _recovered,
}
