"""The rota: who is on when, and the gaps in which the branch is open and nobody of the front line is on (S5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from attrs import frozen

from amends.business_time.hours import Hours, without
from amends.business_time.moments import to_datetime, to_moment
from amends.case.events import moment
from amends.case.person import Span
from amends.desk.days import moment_of, whole_days
from amends.desk.desk import Desk
from amends.errors import Misuse
from amends.ledger.staff_protocol import Absence, PlannedShift
from amends.moments import stamp
from amends.pack.values import Pack

MOST_DAYS = 100


@frozen(repr=False)
class OnDuty:
    """Somebody's shift, as planned; `away` where an absence takes it, or a part of it."""

    name: str
    role: str
    span: Span
    away: bool


@frozen(repr=False)
class RotaDay:
    """One local date at a branch: when it is open, who is on, and when nobody of the front line is."""

    day: date
    opening: tuple[Span, ...]
    on: tuple[OnDuty, ...]
    gaps: tuple[Span, ...]


def rota(desk: Desk, branch: str, first: date, last: date) -> list[RotaDay]:
    """The rota of a branch from `first` to `last`, both included, in the opening hours of its trade's calendar.

    A shift that crosses midnight stands on both dates. Whoever is away is not on, whatever was planned. Raises `Misuse`
    for a period of more than 100 days.
    """
    whole = whole_days(desk.zone_of(branch), first, last)
    if (last - first).days >= MOST_DAYS:
        raise Misuse("more than {most} days at once; ask for fewer", most=MOST_DAYS)
    pack = desk.pack(None, branch)
    with desk.ledger.read() as transaction:
        shifts = transaction.shifts(branch, stamp(whole.since), stamp(whole.until))
        # A shift may begin before the first day and end after the last: so may what keeps somebody from it.
        reach = timedelta(days=1)
        absences = transaction.absences(stamp(whole.since - reach), stamp(whole.until + reach))
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [_day(desk, pack, branch, day, shifts, absences) for day in days]


def _day(
    desk: Desk, pack: Pack, branch: str, day: date, shifts: list[PlannedShift], absences: list[Absence]
) -> RotaDay:
    whole = whole_days(desk.zone_of(branch), day, day)
    opening = tuple(_opening(desk, pack, branch, day))
    here = [shift for shift in shifts if moment(shift.since) < whole.until and moment(shift.until) > whole.since]
    present = {shift: _present(shift, absences) for shift in here}
    covered = [span for shift, spans in present.items() if shift.role == pack.front_line for span in spans]
    on = tuple(
        OnDuty(shift.name, shift.role, planned, present[shift] != (planned,))
        for shift in here
        for planned in [Span(moment(shift.since), moment(shift.until))]
    )
    return RotaDay(day, opening, on, _without(opening, covered))


def _opening(desk: Desk, pack: Pack, branch: str, day: date) -> Iterator[Span]:
    zone = desk.zone_of(branch)
    for opens, closes in desk.calendar(pack, branch).hours_on(day):
        span = Span(moment_of(zone, day, opens), moment_of(zone, day, closes))
        if span.since < span.until:  # hours that clocks skip whole are no hours
            yield span


def _present(shift: PlannedShift, absences: Iterable[Absence]) -> tuple[Span, ...]:
    """What is left of a shift when its owner's absences are taken out."""
    away = [Span(moment(each.since), moment(each.until)) for each in absences if each.name == shift.name]
    return _without((Span(moment(shift.since), moment(shift.until)),), away)


def _without(spans: Iterable[Span], cuts: Iterable[Span]) -> tuple[Span, ...]:
    left = without(_numbers(spans), _numbers(cuts))
    return tuple(Span(to_datetime(since), to_datetime(until)) for since, until in left)


def _numbers(spans: Iterable[tuple[datetime, datetime]]) -> Hours:
    return tuple((to_moment(since), to_moment(until)) for since, until in spans)
