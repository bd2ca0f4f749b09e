"""What follows from what was just recorded: clocks that start, people who must know, tasks that arise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from amends.case.answers import Answered, ClockTerms, Task
from amends.case.events import Event, is_final
from amends.desk.clocks import clock_body, due_at
from amends.moments import stamp
from amends.policy.ask import ask
from amends.policy.routing import combine_routes

if TYPE_CHECKING:
    from amends.desk.work import Work


def draw_consequences(work: Work) -> None:
    """Start clocks whose event has come, escalate what reached a threshold, give the tasks that are now due to arise.

    Whatever the case already has (by name or code) is not repeated, so drawing twice changes nothing.
    """
    _start_clocks(work)
    _escalate(work)
    _give_tasks(work)


def route_case(work: Work) -> None:
    """Ask who owns the case, and record who does, with those told and the clocks of every plugin."""
    routing = combine_routes(ask(work.desk.plugins, "route", work.case, work.view()))
    if routing is None:
        return
    route = routing.route
    body = {
        "owner_role": route.owner_role,
        "co_handlers": list(route.co_handlers),
        "told": list(routing.told),
        "forms": list(route.forms),
        "clocks": list(dict.fromkeys(terms.name for _answered, terms in routing.clocks)),
        "answers": [answered.to_json(owner_role=answered.value.owner_role) for answered in routing.answers],
    }
    work.record("routed", body, plugin=_by(routing.owner))


def _start_clocks(work: Work) -> None:
    if work.case.stage == "closed":
        return
    latest = _since_reopening(work.events)
    came = {event.kind: event.at for event in latest if is_final(event)}
    # A customer who comes back waits anew: what ran from the intake runs from the reopening.
    came["received"] = latest[0].at
    started = {clock["name"] for event in latest if event.kind == "clocks_started" for clock in event.body["clocks"]}
    running = {clock.name for clock in work.case.clocks if clock.met_at is None or clock.name in started}
    routing = combine_routes(ask(work.desk.plugins, "route", work.case, work.view()))
    asked = routing.clocks if routing is not None else ()
    fresh = [(by, terms) for by, terms in asked if terms.name not in running and terms.start in came]
    if fresh and routing is not None:
        earliest = _earliest([(by, terms, clock_body(work, terms, came[terms.start])) for by, terms in fresh])
        body = {
            "clocks": [clock for _by, _terms, clock in earliest],
            "answers": [_clock_answer(by, terms) for by, terms, _clock in earliest],
        }
        work.record("clocks_started", body, plugin=_by(routing.owner))


def _earliest(asked: list[tuple[Answered, ClockTerms, dict[str, Any]]]) -> list[Any]:
    """Of clocks with one name the one due first; of those due together the one asked for first."""
    kept: dict[str, tuple[Answered, ClockTerms, dict[str, Any]]] = {}
    for entry in asked:
        name = entry[1].name
        if name not in kept or entry[2]["due"] < kept[name][2]["due"]:
            kept[name] = entry
    return list(kept.values())


def _since_reopening(events: list[Event]) -> list[Event]:
    """The events from the last reopening on; all of them where there was none."""
    last = max((index for index, event in enumerate(events) if event.kind == "reopened"), default=0)
    return events[last:]


def _clock_answer(answered: Answered, terms: ClockTerms) -> dict[str, Any]:
    return {
        "hook": "route",
        "plugin": answered.plugin,
        "version": answered.version,
        **terms.because.to_json(),
        "clock": terms.name,
    }


def _escalate(work: Work) -> None:
    for answered in ask(work.desk.plugins, "escalate", work.case, work.view()):
        escalation = answered.value
        if escalation.code not in work.case.escalations:
            body = {
                "code": escalation.code,
                "to": list(escalation.to),
                "answers": [answered.to_json(to=list(escalation.to))],
            }
            work.record("escalated", body, plugin=_by(answered))


def _give_tasks(work: Work) -> None:
    known = {task.code for task in work.case.tasks}
    for answered in ask(work.desk.plugins, "follow_up", work.case, work.view()):
        task: Task = answered.value
        if task.code in known:
            continue
        known.add(task.code)
        body = {
            "code": task.code,
            "label": task.label.to_json(),
            "role": task.role,
            "say": task.say.to_json(),
            "due": stamp(due_at(work, work.now, "calendar", minutes=task.minutes, hours=task.hours, days=task.days)),
            "scored": task.scored,
            "answers": [answered.to_json(task=task.code)],
        }
        work.record("task_given", body, plugin=_by(answered))


def _by(answered: Answered) -> str:
    return f"{answered.plugin} {answered.version}"
