"""When something is due: business time added to a start, or taken from it, with pauses left out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from amends.business_time.amounts import check_option, read_amount, read_days
from amends.business_time.calendar import Calendar
from amends.business_time.moments import DAY, MINUTE, SECOND, at_local, local_time, to_datetime, to_moment
from amends.business_time.pauses import Pauses, beyond, read_pauses, shifted
from amends.business_time.timeline import WAYS, Way, closing_of, local_date, open_between
from amends.errors import Misuse

Direction = Literal["after", "before"]
Boundary = Literal["close", "next_open"]
PauseSemantics = Literal["business_time", "wall_clock_shift"]


def due(
    calendar: Calendar,
    start: datetime,
    *,
    minutes: float | None = None,
    days: int | None = None,
    pauses: Pauses = (),
    hold_seconds: float = 0,
    direction: Direction = "after",
    boundary: Boundary = "close",
    pause_semantics: PauseSemantics = "business_time",
    end_of_working_day: bool = False,
) -> datetime:
    """The moment, in UTC, by which `minutes` of business time or `days` open days have passed since `start`.

    No minutes at all end at the first open moment. Days are open dates counted after the local date of `start`; the
    wall time stays, moved on to the next open moment where it is closed then; on a closed date the clock starts with
    the next open one. `end_of_working_day`: the closing of the `days`-th open date, or of the day the minutes end in.
    `direction="before"` is the mirror image, toward the past.

    `boundary`: a budget that ends exactly at closing is due then (`close`) or at the `next_open`ing.
    `pause_semantics`: only the open time in `pauses`, and `hold_seconds` more, is left out (`business_time`); or they
    move the due moment by wall time, open or not (`wall_clock_shift`). A pause after the due moment changes nothing.

    Raises `Misuse` for a call that makes no sense and `ConfigurationError` for a year whose holidays are not known.
    """
    check_option("direction", direction, Direction)
    check_option("boundary", boundary, Boundary)
    check_option("pause_semantics", pause_semantics, PauseSemantics)
    way, at_edge, begin = WAYS[direction], boundary == "close", to_moment(start)
    if days is None:
        amount = read_amount("minutes", minutes, MINUTE)
        reached = _after_amount(calendar, way, begin, amount, at_edge)
        if end_of_working_day:
            reached = _closing_of_day_at(calendar, way, begin, reached, amount > 0 and at_edge)
    elif minutes is None:
        reached = _after_days(calendar, way, begin, read_days(days), at_edge, end_of_working_day)
    else:
        raise Misuse("a due time takes minutes or days, not both")
    stops, hold = read_pauses(pauses), read_amount("hold_seconds", hold_seconds, SECOND)
    if pause_semantics == "wall_clock_shift":
        return to_datetime(shifted(reached + way.sign * hold, begin, stops, way.sign))
    if stops or hold:
        reached = _past_pauses(calendar, way, begin, reached, stops, hold, at_edge)
    return to_datetime(reached)


def moved(calendar: Calendar, moment: datetime, *, minutes: float | None = None, days: int | None = None) -> datetime:
    """`moment` moved by business `minutes` or `days`, as escalation levels are given: before it where negative.

    Nought leaves it where it is, open or not. Raises as `due` does.
    """
    amount = minutes if days is None else days
    if amount == 0 and (minutes is None or days is None):
        return to_datetime(to_moment(moment))
    direction: Direction = "before" if amount is not None and amount < 0 else "after"
    return due(
        calendar,
        moment,
        minutes=None if minutes is None else abs(minutes),
        days=None if days is None else abs(days),
        direction=direction,
    )


def _after_amount(calendar: Calendar, way: Way, begin: int, amount: int, at_edge: bool) -> int:
    if not amount:
        return way.settle(calendar, begin, False)
    reached = way.go(calendar, begin, amount)
    return reached if at_edge else way.settle(calendar, reached, False)


def _after_days(calendar: Calendar, way: Way, begin: int, count: int, at_edge: bool, to_closing: bool) -> int:
    today, wall = local_time(calendar.zone, begin)
    if to_closing:
        return _closing(calendar, way, begin, way.day(calendar, today, count) if count else today)
    if not count:
        return way.settle(calendar, begin, at_edge)
    if not calendar.hours_on(date.fromordinal(today)):
        # The count starts with the next open date. Or a day from Friday night would be due after one from Saturday.
        today, wall = way.day(calendar, today, 1), 0 if way.sign > 0 else DAY
    return way.settle(calendar, at_local(calendar.zone, way.day(calendar, today, count), wall), at_edge)


def _closing_of_day_at(calendar: Calendar, way: Way, begin: int, reached: int, at_end: bool) -> int:
    # Forward, a budget may end at a closing (`at_end`), and one at 24:00 belongs to the day that ends. Backward it is
    # the other way round: only a moment that was settled, not counted, can be a closing.
    inside = reached - 1 if at_end == (way.sign > 0) else reached
    return _closing(calendar, way, begin, local_date(calendar, inside).toordinal())


def _closing(calendar: Calendar, way: Way, begin: int, ordinal: int) -> int:
    """The closing of the date `ordinal`, or of the next open one on the way if it is closed, or closes behind us."""
    if calendar.hours_on(date.fromordinal(ordinal)):
        closing = closing_of(calendar, ordinal)
        if (closing - begin) * way.sign >= 0:
            return closing
    return closing_of(calendar, way.day(calendar, ordinal, 1))


def _past_pauses(
    calendar: Calendar, way: Way, begin: int, reached: int, stops: list[tuple[int, int]], hold: int, at_edge: bool
) -> int:
    """`reached` moved on by the open time of each pause that begins before it, however far it has moved by then."""
    amount = _open_along(calendar, begin, reached)
    if hold:
        amount += hold
        reached = _after_amount(calendar, way, begin, amount, at_edge)
    for near, far in beyond(stops, begin, way.sign):
        if (reached - near) * way.sign <= 0:
            break
        paused = _open_along(calendar, near, far)
        if paused:
            amount += paused
            reached = _after_amount(calendar, way, begin, amount, at_edge)
    return reached


def _open_along(calendar: Calendar, one: int, other: int) -> int:
    return open_between(calendar, min(one, other), max(one, other))
