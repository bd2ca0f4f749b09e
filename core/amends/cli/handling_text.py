"""What is arranged around a case, as people see it: one line for each matter that is open, or was just answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amends.cli.language import gettext as _
from amends.cli.language import say
from amends.cli.output import print_line
from amends.desk.moments import say_moment
from amends.moments import now

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from amends.case.handling import Inquiry
    from amends.case.values import Case
    from amends.pack.values import Pack

MEASURE = {
    "none": _("nothing further"),
    "talk": _("a talk"),
    "training": _("training"),
    "reminder": _("a written reminder"),
    "personnel": _("handed to personnel, under the law on wages"),
}


def print_handling(case: Case, pack: Pack, zone: ZoneInfo) -> None:
    """The inquiries, promises and breaches that somebody still has to do something about, or that were answered."""
    for inquiry in case.inquiries:
        print_line(_inquiry(inquiry, pack, zone))
    for promise in case.open_promises:
        print_line(
            _("promised ({id}) by {time}: {what}").format(
                id=promise.id, time=say_moment(promise.due, zone), what=promise.what or "-"
            )
        )
    for breach in case.breaches:
        if breach.measure is None:
            line = _("breach {id}: {label}, {role}; {decider} decides").format(
                id=breach.id, label=say(breach.label), role=breach.person or say(pack.role_label(breach.role)),
                decider=say(pack.role_label(breach.decider)),
            )  # fmt: skip
        else:
            line = _("breach {id}: {label}; decided by {name}: {measure}").format(
                id=breach.id, label=say(breach.label), name=breach.decided_by,
                measure=MEASURE.get(breach.measure, breach.measure),
            )  # fmt: skip
        print_line(line)


def _inquiry(inquiry: Inquiry, pack: Pack, zone: ZoneInfo) -> str:
    known = {"id": inquiry.id, "label": say(inquiry.label), "role": say(pack.role_label(inquiry.role))}
    if inquiry.replied_at is None:
        line = (
            _("{id}: {label}: {role} has the say until {time}")
            if inquiry.waits(now())
            else _("{id}: {label}: {role} did not answer by {time}; the desk decides")
        )
        return line.format(time=say_moment(inquiry.due, zone), **known)
    answer = {True: _("yes"), False: _("no"), None: inquiry.reply or "-"}[inquiry.confirms]
    late = _(" (too late, decides nothing)") if inquiry.late else ""
    return _("{id}: {label}: {name} answered: {answer}{late}").format(
        name=inquiry.replied_by, answer=answer, late=late, **known
    )
