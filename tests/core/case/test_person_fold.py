from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from amends.case.events import Event
from amends.case.person import Deputyship, Pin, Shift, Span
from amends.case.person_fold import STAFF_STEPS, fold_person
from amends.errors import LedgerError

AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
PERIOD = {"since": "2026-03-02T01:00:00Z", "until": "2026-03-02T05:00:00Z"}
SPAN = (AT - HOUR, AT + 3 * HOUR)
ADDED = ("staff_added", {"name": "阿林", "role": "clerk"}, {})
# Of every kind: what came before, its body, its personal data, and what it changes.
STEPS: dict[str, tuple[list[Any], dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "pin_set": (
        [("pin_wrong", {"wrong": 3, "until": PERIOD["until"]}, {})], {"chosen": False}, {"verifier": "v"},
        {"pin": Pin("v", False, "店长"), "wrong": 0, "wait_until": None},
    ),
    "pin_wrong": ([], {"wrong": 4, "until": PERIOD["until"]}, {}, {"wrong": 4, "wait_until": SPAN[1]}),
    "signed_in": (
        [("pin_wrong", {"wrong": 3, "until": PERIOD["until"]}, {})], {}, {}, {"wrong": 0, "wait_until": None},
    ),
    "away": ([("away", PERIOD, {})], PERIOD, {}, {"absences": (Span(*SPAN),)}),
    "back": ([("away", PERIOD, {})], {}, {}, {"absences": (Span(SPAN[0], AT),)}),
    "deputy_named": ([], {"deputy": "Bo", **PERIOD}, {}, {"deputies": (Deputyship("Bo", *SPAN),)}),
    "deputy_ended": (
        [("deputy_named", {"deputy": "Bo", **PERIOD}, {}), ("deputy_named", {"deputy": "Cy", **PERIOD}, {})],
        {"deputy": "Bo"}, {}, {"deputies": (Deputyship("Cy", *SPAN), Deputyship("Bo", SPAN[0], AT))},
    ),
    "shift_planned": ([], PERIOD, {}, {"shifts": (Shift("N1", *SPAN),)}),
    "shifts_removed": ([("shift_planned", PERIOD, {})], {"since": [PERIOD["since"]]}, {}, {"shifts": ()}),
    "staff_left": (
        [("pin_set", {"chosen": True}, {"verifier": "v"}), ("shift_planned", PERIOD, {})], {}, {},
        {"left_at": AT, "left_by": "店长", "pin": None, "shifts": (Shift("N1", SPAN[0], AT),)},
    ),
}  # fmt: skip


def stream(*entries: tuple[str, dict[str, Any], dict[str, Any]]) -> list[Event]:
    return [
        Event("staff/阿林", version, kind, AT, "N1", "店长", body=body, personal=personal)
        for version, (kind, body, personal) in enumerate(entries, start=1)
    ]


def test_every_kind_has_its_step_here() -> None:
    assert set(STEPS) == set(STAFF_STEPS)


@pytest.mark.parametrize("kind", STEPS)
def test_what_each_kind_of_event_leaves_behind(kind: str) -> None:
    before, body, personal, changed = STEPS[kind]
    person = fold_person(stream(ADDED, *before, (kind, body, personal)))
    assert person.version == len(before) + 2
    assert {name: getattr(person, name) for name in changed} == changed


def test_added_again_somebody_has_another_role_and_is_here_again() -> None:
    gone = stream(ADDED, ("pin_set", {"chosen": True}, {"verifier": "v"}), ("staff_left", {}, {}))
    again = Event("staff/阿林", 4, "staff_added", AT, "N2", "店长", body={"name": "阿林", "role": "manager"})
    person = fold_person([*gone, again])
    assert (person.role, person.branch, person.left_at, person.left_by, person.pin) == (
        "manager",
        "N2",
        None,
        None,
        None,
    )


def test_another_role_leaves_the_pin_as_it_is() -> None:
    person = fold_person(stream(ADDED, ("pin_set", {"chosen": True}, {"verifier": "v"}), ADDED))
    assert person.pin == Pin("v", True, "店长")


def test_an_erased_pin_is_a_pin_that_nothing_fits() -> None:
    assert fold_person(stream(ADDED, ("pin_set", {"chosen": True}, {}))).pin == Pin(None, True, "店长")


DAMAGED = {
    "nothing": [],
    "no beginning": stream(("away", PERIOD, {})),
    "an unknown kind": stream(ADDED, ("promoted", {}, {})),
    "a kind of a case": stream(ADDED, ("noted", {}, {})),
    "a body without its parts": stream(ADDED, ("away", {}, {})),
    "no moment": stream(ADDED, ("away", {"since": "gestern", "until": 3}, {})),
    "a gap": stream(ADDED, ADDED, ADDED)[::2],
}


@pytest.mark.parametrize("events", DAMAGED.values(), ids=DAMAGED)
def test_a_stream_nobody_wrote_is_refused(events: list[Event]) -> None:
    with pytest.raises(LedgerError):
        fold_person(events)
