"""From events to a case. One small function per kind of event; none decides anything, all only remember."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from attrs import evolve

from amends.case.clock_fold import CLOCK_STEPS, level_reached, meet_clocks
from amends.case.events import Event, moment
from amends.case.values import Case, FollowUp, HandOver, Point
from amends.errors import LedgerError, Misuse
from amends.money import Money
from amends.text import Text

Folded = TypeVar("Folded")
# What a closed case has no more of.
_STILL: dict[str, Any] = {"paused_since": None, "paused_for": None, "hand_over": None}
# What reading an event raises that was never written by the desk.
DAMAGED = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError, Misuse)


def fold(events: Iterable[Event]) -> Case:
    """The case that `events` (all of one case, in order) tell of.

    Raises `LedgerError` where they do not begin with `received`, skip a version, or cannot be read.
    """
    return replay(events, apply)


def replay(events: Iterable[Event], step: Callable[[Folded | None, Event], Folded]) -> Folded:
    """What `events` make, taken one after the other with `step`; the first is applied to `None`.

    Raises `LedgerError` where there is none, or naming the first that cannot be read.
    """
    folded: Folded | None = None
    for event in events:
        try:
            folded = step(folded, event)
        except DAMAGED as error:
            raise LedgerError(
                "case {case}: event {version} cannot be read ({problem}); run: amends ledger verify",
                case=event.case_id, version=event.version, problem=repr(error),
            ) from None  # fmt: skip
    if folded is None:
        raise LedgerError("no events")
    return folded


def apply(case: Case | None, event: Event) -> Case:
    """`case` after one more `event`."""
    if case is None:
        if event.kind != "received" or event.version != 1:
            raise LedgerError(
                "case {case}: the first event is {kind}, not received", case=event.case_id, kind=event.kind
            )
        return _received(event)
    if event.version != case.version + 1:
        raise LedgerError(
            "case {number}: event {got} follows event {last}", number=case.number, got=event.version, last=case.version
        )
    step = _STEPS.get(event.kind) or _rarer_step(event.kind)
    if step is None:
        raise LedgerError("case {number}: unknown kind of event {kind!r}", number=case.number, kind=event.kind)
    return meet_clocks(evolve(step(case, event), version=event.version), event)


def _rarer_step(kind: str) -> Callable[[Case, Event], Case] | None:
    """What any other event does. Imported when one comes: taking a complaint, the commonest command, has none."""
    from amends.case.offer_fold import OFFER_STEPS

    if kind in OFFER_STEPS:
        return OFFER_STEPS[kind]
    from amends.case.handling_fold import HANDLING_STEPS

    return HANDLING_STEPS.get(kind)


def _received(event: Event) -> Case:
    body = event.body
    return Case(
        case_id=event.case_id,
        version=1,
        number=body["number"],
        branch=event.branch,
        industry=body["industry"],
        channel=body["channel"],
        language=body["language"],
        received_at=event.at,
        taken_by=event.actor,
        policy=event.policy,
        text=event.personal.get("text"),
        party=dict(event.personal.get("party", {})),
        facts=_facts(event),
        receipt=body.get("receipt"),
        owner=event.actor,
        escorted_by=body.get("escorted_by"),
    )


def _facts(event: Event) -> dict[str, Any]:
    """The facts an event brings, sums of money as `Money`."""
    facts = {**event.body.get("facts", {}), **event.personal.get("facts", {})}
    return {name: Money.from_json(fact) if isinstance(fact, dict) else fact for name, fact in facts.items()}


def _confirmed(case: Case, event: Event) -> Case:
    return evolve(case, stage="facts" if case.stage == "intake" else case.stage)


def _noted(case: Case, event: Event) -> Case:
    facts = {**case.facts, **_facts(event)}
    party = {**case.party, **event.personal.get("party", {})}
    stage = "facts" if case.stage == "intake" else case.stage
    return evolve(case, facts=facts, party=party, stage=stage, receipt=event.body.get("receipt", case.receipt))


def _classified(case: Case, event: Event) -> Case:
    body = event.body
    answers = {point.id: point.answer for point in case.points}
    return evolve(
        case,
        complaint=body["complaint"],
        category=body["category"],
        label=Text(**body["label"]),
        covers=tuple(body["covers"]),
        severity=body["severity"],
        quality=body["quality"],
        incident=body["incident"],
        temperament=body["temperament"],
        alternatives=tuple((entry["category"], entry["weight"]) for entry in body["alternatives"]),
        points=tuple(_point(entry, answers) for entry in body["points"]),
    )


def _point(entry: dict[str, Any], answers: dict[str, str | None]) -> Point:
    return Point(
        entry["id"], entry["category"], Text(**entry["label"]), tuple(entry["covers"]), answers.get(entry["id"])
    )


def _routed(case: Case, event: Event) -> Case:
    body = event.body
    return evolve(
        case,
        owner_role=body["owner_role"],
        co_handlers=tuple(body["co_handlers"]),
        told=tuple(dict.fromkeys((*case.told, *body["told"]))),
        clocks=tuple(clock for clock in case.clocks if clock.name in body["clocks"]),
    )


def _handed_over(case: Case, event: Event) -> Case:
    return evolve(case, hand_over=HandOver(event.body["to"], event.actor, event.at))


def _hand_over_declined(case: Case, event: Event) -> Case:
    return evolve(case, hand_over=None)


def _assigned(case: Case, event: Event) -> Case:
    return evolve(case, owner_role=event.body["role"], owner=event.body["owner"], hand_over=None)


def _escalated(case: Case, event: Event) -> Case:
    told = tuple(dict.fromkeys((*case.told, *event.body["to"])))
    return level_reached(evolve(case, escalations=(*case.escalations, event.body["code"]), told=told), event)


def _answered(case: Case, event: Event) -> Case:
    wanted = event.body["point"]
    points = tuple(
        evolve(point, answer=event.personal.get("answer", "")) if point.id == wanted else point for point in case.points
    )
    return evolve(case, points=points)


def _task_given(case: Case, event: Event) -> Case:
    body = event.body
    task = FollowUp(
        body["code"], Text(**body["label"]), body["role"], Text(**body["say"]), moment(body["due"]), body["scored"]
    )
    return evolve(case, tasks=(*case.tasks, task))


def _followed_up(case: Case, event: Event) -> Case:
    body = event.body
    done: dict[str, Any] = {
        "done_at": event.at,
        "done_by": event.actor,
        "score": body.get("score"),
        "comment": event.personal.get("comment"),
    }
    tasks = tuple(evolve(task, **done) if task.code == body["task"] else task for task in case.tasks)
    return evolve(case, tasks=tasks)


def _closed(case: Case, event: Event) -> Case:
    return evolve(case, stage="closed", outcome=event.body["outcome"], closed_at=event.at, **_STILL)


def _withdrawn(case: Case, event: Event) -> Case:
    # What the customer no longer asks for costs nothing: it must not count on the receipt for ever.
    offers = tuple(
        evolve(o, state="replaced") if o.state in ("waiting", "approved", "offered") else o for o in case.offers
    )
    kept = tuple(promise for promise in case.promises if promise.kept_at)
    return evolve(case, stage="closed", outcome="withdrawn", closed_at=event.at, offers=offers, promises=kept, **_STILL)


def _reopened(case: Case, event: Event) -> Case:
    points = tuple(evolve(point, answer=None) for point in case.points)
    return evolve(
        case, stage="facts", outcome=None, closed_at=None, reopened=case.reopened + 1, points=points, pauses=()
    )


_STEPS: dict[str, Callable[[Case, Event], Case]] = {
    "confirmed": _confirmed,
    "noted": _noted,
    "classified": _classified,
    "routed": _routed,
    "handed_over": _handed_over,
    "hand_over_declined": _hand_over_declined,
    "assigned": _assigned,
    "escalated": _escalated,
    "answered": _answered,
    "task_given": _task_given,
    "followed_up": _followed_up,
    "closed": _closed,
    "withdrawn": _withdrawn,
    "reopened": _reopened,
    **CLOCK_STEPS,
}
