"""The part of the fold that follows clocks: started, met, paused and resumed, their levels reached."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from attrs import evolve

from amends.case.events import Event, is_final, moment
from amends.case.values import Case, Clock, Level
from amends.text import Text

# What ends every clock of a case.
_THE_END = ("closed", "withdrawn")


def read_clock(entry: dict[str, Any]) -> Clock:
    """A clock as an event holds it."""
    return Clock(
        name=entry["name"],
        label=Text(**entry["label"]),
        due=moment(entry["due"]),
        until=entry["until"],
        pausable=entry["pausable"],
        start=moment(entry["start"]) if "start" in entry else None,
        amount=entry.get("amount", 0),
        unit=entry.get("unit", "minutes"),
        counting=entry.get("counting", "calendar"),
        levels=_levels(entry.get("levels", ())),
    )


def with_clocks(case: Case, started: Iterable[Clock]) -> Case:
    """`case` with the clocks `started`; they take the place of earlier ones of the same names."""
    fresh = {clock.name: clock for clock in started}
    return evolve(case, clocks=(*(clock for clock in case.clocks if clock.name not in fresh), *fresh.values()))


def ended(case: Case, name: str, event: Event) -> Case:
    """`case` with the clock of that name met by `event`."""
    return _met(case, event, [clock for clock in case.clocks if clock.name == name])


def meet_clocks(case: Case, event: Event) -> Case:
    """`case` with the clocks met that `event` ends."""
    if not is_final(event):
        return case
    over = event.kind in _THE_END
    return _met(case, event, [clock for clock in case.clocks if over or clock.until == event.kind])


def level_reached(case: Case, event: Event) -> Case:
    """`case` after a warning or an escalation; one that a clock brought about marks its level."""
    name, number = event.body.get("clock"), event.body.get("level")
    if name is None:
        return case
    clocks = tuple(
        evolve(clock, levels=tuple(_marked(level, number) for level in clock.levels)) if clock.name == name else clock
        for clock in case.clocks
    )
    return evolve(case, clocks=clocks)


def _met(case: Case, event: Event, clocks: list[Clock]) -> Case:
    running = [clock.name for clock in clocks if clock.met_at is None]
    if not running:
        return case
    return evolve(case, clocks=tuple(evolve(c, met_at=event.at) if c.name in running else c for c in case.clocks))


def _marked(level: Level, number: int | None) -> Level:
    return level._replace(reached=True) if level.number == number else level


def _levels(entries: Iterable[dict[str, Any]]) -> tuple[Level, ...]:
    return tuple(
        [Level(n, moment(entry["at"]), tuple(entry["to"]), entry["warning"]) for n, entry in enumerate(entries, 1)]
    )


def _clocks_started(case: Case, event: Event) -> Case:
    return with_clocks(case, map(read_clock, event.body["clocks"]))


def _paused(case: Case, event: Event) -> Case:
    return evolve(case, paused_since=event.at, paused_for=event.body["reason"])


def _resumed(case: Case, event: Event) -> Case:
    """The pause is over: what stood still runs on, due later. Levels told already are not told again."""
    moved = {entry["name"]: entry for entry in event.body["clocks"]}
    pauses = (*case.pauses, (moment(event.body["since"]), event.at))
    clocks = tuple(_moved(clock, moved[clock.name]) if clock.name in moved else clock for clock in case.clocks)
    return evolve(case, paused_since=None, paused_for=None, pauses=pauses, clocks=clocks)


def _moved(clock: Clock, entry: dict[str, Any]) -> Clock:
    reached = {level.number for level in clock.levels if level.reached}
    levels = tuple(level._replace(reached=level.number in reached) for level in _levels(entry["levels"]))
    return evolve(clock, due=moment(entry["due"]), levels=levels)


CLOCK_STEPS: dict[str, Callable[[Case, Event], Case]] = {
    "clocks_started": _clocks_started,
    "paused": _paused,
    "resumed": _resumed,
    "warned": level_reached,
}
