"""From the events of a staff stream to a person; like the fold of a case it decides nothing, it remembers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, TypeVar

from attrs import evolve

from amends.case.events import Event, moment
from amends.case.fold import replay
from amends.case.person import Deputyship, Person, Pin, Shift, Span
from amends.errors import LedgerError

Period = TypeVar("Period", Span, Deputyship, Shift)


def fold_person(events: Iterable[Event]) -> Person:
    """The person that `events` (all of one staff stream, in order) tell of.

    Raises `LedgerError` where they do not begin with `staff_added`, skip a version, or cannot be read.
    """
    return replay(events, _apply)


def _apply(person: Person | None, event: Event) -> Person:
    version = person.version if person else 0
    if event.version != version + 1:
        raise LedgerError(
            "case {number}: event {got} follows event {last}", number=event.case_id, got=event.version, last=version
        )
    if event.kind == "staff_added":
        return _added(person, event)
    step = STAFF_STEPS.get(event.kind)
    if person is None or step is None:
        raise LedgerError("case {number}: unknown kind of event {kind!r}", number=event.case_id, kind=event.kind)
    return evolve(person, version=event.version, **step(person, event))


def _added(person: Person | None, event: Event) -> Person:
    """Somebody new, somebody with another role or branch, or somebody who is back after leaving."""
    name, role = event.body["name"], event.body["role"]
    if person is None:
        return Person(name, event.version, event.branch, role)
    return evolve(person, version=event.version, branch=event.branch, role=role, left_at=None, left_by=None)


def _pin_set(person: Person, event: Event) -> dict[str, Any]:
    pin = Pin(event.personal.get("verifier"), event.body["chosen"], event.actor)
    return {"pin": pin, "wrong": 0, "wait_until": None}


def _pin_wrong(person: Person, event: Event) -> dict[str, Any]:
    until = event.body["until"]
    return {"wrong": event.body["wrong"], "wait_until": moment(until) if until else None}


def _signed_in(person: Person, event: Event) -> dict[str, Any]:
    return {"wrong": 0, "wait_until": None}


def _away(person: Person, event: Event) -> dict[str, Any]:
    return {"absences": tuple(dict.fromkeys((*person.absences, Span(*_ends(event)))))}


def _back(person: Person, event: Event) -> dict[str, Any]:
    return {"absences": _cut(person.absences, event.at)}


def _deputy_named(person: Person, event: Event) -> dict[str, Any]:
    named = Deputyship(event.body["deputy"], *_ends(event))
    return {"deputies": tuple(dict.fromkeys((*person.deputies, named)))}


def _deputy_ended(person: Person, event: Event) -> dict[str, Any]:
    ended = [each for each in person.deputies if each.deputy == event.body["deputy"]]
    rest = tuple(each for each in person.deputies if each not in ended)
    return {"deputies": (*rest, *_cut(ended, event.at))}


def _shift_planned(person: Person, event: Event) -> dict[str, Any]:
    return {"shifts": (*person.shifts, Shift(event.branch, *_ends(event)))}


def _shifts_removed(person: Person, event: Event) -> dict[str, Any]:
    gone = set(map(moment, event.body["since"]))
    return {"shifts": tuple(shift for shift in person.shifts if shift.since not in gone)}


def _left(person: Person, event: Event) -> dict[str, Any]:
    """Whoever left has no PIN, no deputies and nothing planned any more; what was is kept."""
    return {
        "left_at": event.at,
        "left_by": event.actor,
        "pin": None,
        "wrong": 0,
        "wait_until": None,
        "absences": _cut(person.absences, event.at),
        "deputies": _cut(person.deputies, event.at),
        "shifts": _cut(person.shifts, event.at),
    }


def _ends(event: Event) -> tuple[datetime, datetime]:
    return moment(event.body["since"]), moment(event.body["until"])


def _cut(periods: Iterable[Period], at: datetime) -> tuple[Period, ...]:
    """`periods` as far as they lie before `at`."""
    return tuple(dict.fromkeys(each._replace(until=min(each.until, at)) for each in periods if each.since < at))


STAFF_STEPS: dict[str, Callable[[Person, Event], dict[str, Any]]] = {
    "pin_set": _pin_set,
    "pin_wrong": _pin_wrong,
    "signed_in": _signed_in,
    "away": _away,
    "back": _back,
    "deputy_named": _deputy_named,
    "deputy_ended": _deputy_ended,
    "shift_planned": _shift_planned,
    "shifts_removed": _shifts_removed,
    "staff_left": _left,
}
