"""Planning who is on when (S5). Whoever covers a branch may write into its rota; who did stands in the record."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from amends.case.person import Shift
from amends.desk.days import moment_of
from amends.desk.desk import Desk
from amends.desk.staff_work import staff_work
from amends.errors import Misuse, Phrase, Refused
from amends.moments import stamp


def plan_shift(
    desk: Desk, name: str, day: date, begins: int, ends: int, actor: str, branch: str | None = None
) -> Shift:
    """Plan somebody to be on from `begins` to `ends`, in seconds of the local `day`; at their own branch by default.

    An end that is not later than the beginning is on the next day. Raises `Misuse` for a shift without length or an
    unknown branch, `Refused` where it overlaps another shift of theirs, wherever that is.
    """
    if begins == ends:
        raise Misuse("a shift ends at another time than it begins")
    with staff_work(desk, name, actor) as work:
        ends_on = day if ends > begins else day + timedelta(days=1)
        place = desk.branch(branch or work.member.branch)
        zone = desk.zone_of(place)
        shift = Shift(place, moment_of(zone, day, begins), moment_of(zone, ends_on, ends))
        if shift.since >= shift.until:
            raise Misuse("{day}: the clocks are put forward and skip this shift", day=day)
        for other in work.person.shifts:
            if shift.since < other.until and other.since < shift.until:
                raise Refused(
                    "{name} is on already: {shift} at {branch}; take that off first",
                    name=name, shift=in_words(desk, other), branch=other.branch,
                )  # fmt: skip
        work.record("shift_planned", {"since": stamp(shift.since), "until": stamp(shift.until)}, branch=place)
    return shift


def take_off(desk: Desk, name: str, day: date, actor: str) -> list[Shift]:
    """Take somebody's shifts that begin on a local date out of the rota. Raises `Misuse` where there is none."""
    with staff_work(desk, name, actor) as work:
        gone = [shift for shift in work.person.shifts if _local(desk, shift, shift.since).date() == day]
        if not gone:
            later = [shift for shift in work.person.shifts if shift.until > work.now]
            known = ", ".join(in_words(desk, each) for each in sorted(later, key=_since)[:5]) or Phrase("none")
            raise Misuse(
                "{name} has no shift that begins on {day}; shifts to come: {known}", name=name, day=day, known=known
            )
        work.record("shifts_removed", {"since": [stamp(shift.since) for shift in gone]})
    return gone


def in_words(desk: Desk, shift: Shift) -> str:
    """A shift for people, in local time; the date stands behind an end that is on another day."""
    since, until = (_local(desk, shift, moment) for moment in (shift.since, shift.until))
    end = until.strftime("%H:%M" if until.date() == since.date() else "%H:%M (%Y-%m-%d)")
    return f"{since.strftime('%Y-%m-%d %H:%M')}-{end}"


def _since(shift: Shift) -> str:
    return stamp(shift.since)


def _local(desk: Desk, shift: Shift, moment: datetime) -> datetime:
    """A moment in the time of the branch the shift is at."""
    return moment.astimezone(desk.zone_of(shift.branch))
