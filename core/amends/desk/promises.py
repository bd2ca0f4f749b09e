"""Promises to the customer: made, moved with the customer told at once, kept (G7, E10)."""

from __future__ import annotations

from datetime import datetime, timedelta

from amends.case.answers import ClockTerms, Reason
from amends.case.handling import Promise
from amends.case.values import Case
from amends.desk.clocks import clock_body
from amends.desk.desk import Desk
from amends.desk.intake import checked_text
from amends.desk.moments import read_moment
from amends.desk.work import Target, Work, work_on
from amends.errors import Misuse, Phrase, Refused
from amends.moments import stamp
from amends.pack.values import OPEN_STAGES
from amends.text import Text

_LABEL = Text("答应客人的事", "Promise to the customer")
_MOVED = Text("改了时间，告诉客人并征得同意", "Time moved: tell the customer and get their agreement")
_SAY = Text(
    "很抱歉，原来答应您的时间要改一下，我来跟您说明原因。新的时间您看可以吗？",
    "I am sorry: the time I promised you has to change. Let me tell you why. Would the new time suit you?",
)
_MINUTE = timedelta(minutes=1)
# A customer waits for the old time: they hear of the new one before it comes, and within this.
_TELL_WITHIN = timedelta(minutes=30)


def promise(desk: Desk, target: Target, actor: str, what: str, by: str) -> Case:
    """Record what the customer was promised, and by when (`by`, local, as `read_moment` reads it).

    It is a deadline of its own: whoever made it is warned before, the role above hears when it is broken.
    """
    with work_on(desk, target, actor, "promise") as work:
        work.require("promise", *OPEN_STAGES)
        words = checked_text(what, Phrase("the promise"))
        due = read_moment(by, desk.zone_of(work.case.branch), work.now)
        _record(work, f"promise.{len(work.case.promises) + 1}", due, {"what": words})
        return work.finish()


def move_promise(desk: Desk, target: Target, actor: str, by: str, because: str, promised: str | None = None) -> Case:
    """Give a promise another time, with the reason, and open the task to tell the customer at once (G7)."""
    with work_on(desk, target, actor, "promise") as work:
        work.require("promise", *OPEN_STAGES)
        if not because.strip():
            raise Misuse("why? give --because; the customer will ask")
        moved = _open(work, promised)
        due = read_moment(by, desk.zone_of(work.case.branch), work.now)
        if due == moved.due:
            raise Misuse("{id} is promised for that time already", id=moved.id)
        _record(work, moved.id, due, {}, because)
        _tell(work, moved)
        return work.finish()


def keep_promise(desk: Desk, target: Target, actor: str, promised: str | None = None) -> Case:
    """Record that a promise was kept; `promised` may be left out where one is open."""
    with work_on(desk, target, actor, "promise") as work:
        kept = _open(work, promised)
        work.record("promise_kept", {"promise": kept.id})
        return work.finish()


def _record(work: Work, name: str, due: datetime, personal: dict[str, str], because: str = "") -> None:
    minutes = -((work.now - due) // _MINUTE)
    terms = ClockTerms(
        name, _LABEL, Reason("promise", _LABEL), minutes=minutes, counting="calendar", until=name, pausable=False
    )
    clock = clock_body(work, terms, due - minutes * _MINUTE, _role(work))
    work.record("promised", {"promise": name, "clock": clock}, because=because, personal=personal)


def _role(work: Work) -> str | None:
    """Whoever promises is told first, where the trade knows their role."""
    return work.actor.role if work.actor.role in work.pack.roles else None


def _tell(work: Work, moved: Promise) -> None:
    soon = min(max(moved.due, work.now), work.now + _TELL_WITHIN)
    body = {
        "code": f"tell_customer.{moved.id}.{moved.moved + 1}",
        "label": _MOVED.to_json(),
        "role": _role(work) or work.pack.front_line,
        "say": _SAY.to_json(),
        "due": stamp(soon),
        "scored": False,
        "answers": [],
    }
    work.record("task_given", body)


def _open(work: Work, wanted: str | None) -> Promise:
    """The promise meant: the one named, or the only one open."""
    waiting = work.case.open_promises
    known = ", ".join(each.id for each in waiting) or Phrase("none")
    found = [each for each in waiting if wanted in (None, each.id)]
    if wanted is not None and not found:
        raise Misuse("no promise '{id}' is open on {number}; open: {known}",
                     id=wanted, number=work.case.number, known=known)  # fmt: skip
    if not found:
        raise Refused("{number}: no promise is open", number=work.case.number)
    if len(found) > 1:
        raise Misuse("which promise? give --promise; open: {known}", known=known)
    return found[0]
