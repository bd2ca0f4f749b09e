"""What comes due by itself: warnings before a deadline, escalations after it. Each is done once, whoever ticks."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from amends import __version__
from amends.case.answers import Reason
from amends.case.events import SYSTEM
from amends.case.fold import fold
from amends.case.values import Clock, Level
from amends.desk.desk import Desk
from amends.desk.work import Work
from amends.errors import LedgerError
from amends.ledger.protocol import StaffMember, Transaction
from amends.moments import stamp
from amends.text import Text

# How many cases share one durable commit: few enough that a command at the desk never waits long for it.
_TOGETHER = 20


class Rung(NamedTuple):
    """Something that came due and was recorded: on which case, of which clock, at which level, who was told."""

    number: str
    branch: str
    clock: str
    label: Text
    level: int
    warning: bool
    to: tuple[str, ...]


def tick(desk: Desk) -> Iterator[Rung]:
    """Record everything that has come due by now, and give it as it is done.

    Safe to run twice, or several times at once: each case is looked at again inside the transaction that records it.
    A case that cannot be read keeps no other waiting; the `LedgerError` that names it is raised when all else is done.
    """
    now = stamp(desk.clock())
    unreadable: dict[str, LedgerError] = {}
    while cases := _due(desk, now, unreadable):
        rung: list[Rung] = []
        with desk.ledger.write() as transaction:
            for case_id in cases:
                try:
                    work = _loaded(desk, transaction, case_id, now)
                except LedgerError as error:
                    unreadable[case_id] = error
                else:
                    rung += _ring(work) if work else []
        yield from rung
    if unreadable:
        raise next(iter(unreadable.values()))


def _due(desk: Desk, now: str, unreadable: Collection[str]) -> list[str]:
    """The next cases on which something has come due."""
    with desk.ledger.read() as transaction:
        alarms = transaction.alarms(now, _TOGETHER * (1 + len(unreadable)))
    return list(dict.fromkeys(alarm.case_id for alarm in alarms if alarm.case_id not in unreadable))


def _loaded(desk: Desk, transaction: Transaction, case_id: str, now: str) -> Work | None:
    """The case in hand; `None` where another tick was faster."""
    if not transaction.rings(case_id, now):
        return None
    events = transaction.events(case_id)
    case = fold(events)
    work = Work(desk, transaction, StaffMember(SYSTEM, case.branch, ""), desk.pack_of(case, transaction))
    work.load(case, events)
    return work


def _ring(work: Work) -> list[Rung]:
    case = work.case
    due = [(c, level) for c in case.running for level in c.levels if not level.reached and level.at <= work.now]
    for clock, level in due:
        _record(work, clock, level)
    work.transaction.project(work.case)
    return [
        Rung(case.number, case.branch, clock.name, clock.label, level.number, level.warning, level.to)
        for clock, level in due
    ]


def _record(work: Work, clock: Clock, level: Level) -> None:
    reason = _reason(clock, level)
    body = {
        "clock": clock.name,
        "level": level.number,
        "to": list(level.to),
        "answers": [{"hook": "clock", "plugin": SYSTEM, "version": __version__, **reason.to_json()}],
    }
    if level.warning:
        work.record("warned", body)
        return
    # A clock that starts anew, after a reopening say, escalates anew.
    start = stamp(clock.start or clock.due)
    inquiry = next((each for each in work.case.inquiries if each.id == clock.name), None)
    if inquiry is not None:
        from amends.desk.inquiries import record_lapse

        record_lapse(work, inquiry)
    work.record("escalated", {"code": f"clock.{clock.name}.{level.number}.{start}", **body})


def _reason(clock: Clock, level: Level) -> Reason:
    text = (
        Text("快到期了：{clock}", "due soon: {clock}") if level.warning else Text("已过期：{clock}", "overdue: {clock}")
    )
    return Reason(f"clock.{clock.name}.level[{level.number - 1}]", text.fill({"clock": clock.label}))
