"""The arithmetic of a case's clocks: when they are due, when somebody is told, and what a pause moves."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from amends.business_time import calendar_due, due, elapsed, moved
from amends.case.answers import ClockTerms, LevelTerms
from amends.case.values import Clock
from amends.moments import stamp
from amends.pack.levels import USUAL, climb

if TYPE_CHECKING:
    from amends.desk.work import Work
    from amends.pack.values import Pack

Pauses = tuple[tuple[datetime, datetime], ...]
_UNITS = ("minutes", "hours", "days")
_MINUTE = timedelta(minutes=1)


def due_at(
    work: Work,
    start: datetime,
    counting: str,
    pauses: Pauses = (),
    *,
    minutes: int | None = None,
    hours: int | None = None,
    days: int | None = None,
) -> datetime:
    """When a span (one of the three) from `start` on ends, in business or calendar time outside `pauses`, UTC."""
    if counting == "calendar":
        return calendar_due(
            work.desk.zone_of(work.case.branch), start, minutes=minutes, hours=hours, days=days, pauses=pauses
        )
    calendar = work.desk.calendar(work.pack, work.case.branch)
    if days is not None:
        return due(calendar, start, days=days, pauses=pauses)
    return due(calendar, start, minutes=minutes if minutes is not None else (hours or 0) * 60, pauses=pauses)


def clock_body(work: Work, terms: ClockTerms, start: datetime, owner: str | None = None) -> dict[str, Any]:
    """A clock as an event holds it: `start`, `due`, its budget, and the moments at which somebody is told.

    `owner` is the role whose clock it is, where that is not the role that owns the case. What the customer kept us
    waiting before the clock was given does not count, where it can be paused.
    """
    pauses = work.case.pauses if terms.pausable else ()
    unit, amount = next((unit, amount) for unit in _UNITS if (amount := getattr(terms, unit)) is not None)
    ends = due_at(work, start, terms.counting, pauses, **{unit: amount})
    levels = terms.levels or work.pack.overdue.levels or USUAL
    return {
        "name": terms.name,
        "label": terms.label.to_json(),
        "start": stamp(start),
        "due": stamp(ends),
        "until": terms.until,
        "pausable": terms.pausable,
        "amount": amount,
        "unit": unit,
        "counting": terms.counting,
        "levels": [
            {
                "at": stamp(_level_at(work, level, terms.counting, start, ends, pauses)),
                "to": told(work.pack, level.to, owner or work.case.owner_role),
                "warning": level.minutes is None or level.minutes < 0,
            }
            for level in levels
        ],
    }


def resumed_body(work: Work, clock: Clock, pauses: Pauses) -> dict[str, Any]:
    """A clock that stood still, as it runs on: with everything later by what the pause took from its time."""
    start = clock.start or work.case.received_at
    ends = due_at(work, start, clock.counting, pauses, **{clock.unit: clock.amount}) if clock.amount else clock.due
    return {
        "name": clock.name,
        "due": stamp(ends),
        "levels": [
            {
                "at": stamp(_later(work, clock, level.at, ends)),
                "to": list(level.to),
                "warning": level.warning,
            }
            for level in clock.levels
        ],
    }


def told(pack: Pack, names: tuple[str, ...], owner: str | None) -> list[str]:
    """The roles behind the `names` of a level: `owner` and the roles above it; above the highest there is nobody."""
    roles: list[str] = []
    for name in names:
        steps = climb(name)
        if steps is None:
            roles.append(name)
            continue
        known = owner if owner is not None and owner in pack.roles else pack.front_line
        above = [known, *pack.superiors(known)]
        roles.append(above[min(steps, len(above) - 1)])
    return list(dict.fromkeys(roles))


def _level_at(
    work: Work, level: LevelTerms, counting: str, start: datetime, ends: datetime, pauses: Pauses
) -> datetime:
    """When a level is reached, in the clock's own kind of time."""
    calendar = work.desk.calendar(work.pack, work.case.branch) if counting == "business" else None
    if level.minutes is not None:
        return moved(calendar, ends, minutes=level.minutes) if calendar else ends + level.minutes * _MINUTE
    share = level.percent or 0
    if calendar is None:
        return start + (ends - start) * share // 100
    minutes = elapsed(calendar, start, ends, pauses) // _MINUTE * share // 100
    return min(due(calendar, start, minutes=minutes, pauses=pauses), ends)


def _later(work: Work, clock: Clock, at: datetime, ends: datetime) -> datetime:
    """A level's moment after the pause: as far from the due time as it was before, in the clock's kind of time."""
    if clock.counting == "calendar":
        return at + (ends - clock.due)
    calendar = work.desk.calendar(work.pack, work.case.branch)
    if at <= clock.due:
        return moved(calendar, ends, minutes=-(elapsed(calendar, at, clock.due) // _MINUTE))
    return moved(calendar, ends, minutes=elapsed(calendar, clock.due, at) // _MINUTE)
