"""`amends staff away`, `back`, `deputy` and `leave`: who is here, and who acts for whom meanwhile."""

from __future__ import annotations

from typing import Any

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session, needed, pass_session, standard
from amends.cli.sign_in import pin_option, with_sign_in
from amends.errors import Misuse

_FROM = click.option("--from", "first", metavar="DATE", help=_("the first day, like 2026-10-01"))
_UNTIL = click.option("--until", "last", metavar="DATE", help=_("the last day, that day included"))


@click.command("away", help=_("Record that somebody is away, for example on leave or ill."))
@click.argument("name", metavar=_("NAME"))
@_FROM
@_UNTIL
@pin_option
@standard
@pass_session
def away(session: Session, name: str, first: str | None, last: str | None) -> None:
    """Record an absence."""
    from amends.desk.absence import away as record

    desk, actor, days = session.desk, session.actor, _days(first, last)
    with_sign_in(session, lambda s: record(desk, name, *days, actor, s))
    _tell(
        session,
        {"name": name, "from": str(days[0]), "until": str(days[1])},
        _("{name} is away from {first} to {last}").format(name=name, first=days[0], last=days[1]),
    )


@click.command("back", help=_("Record that somebody is here again; absences planned for later are given up."))
@click.argument("name", metavar=_("NAME"))
@pin_option
@standard
@pass_session
def back(session: Session, name: str) -> None:
    """End an absence."""
    from amends.desk.absence import back as record

    desk, actor = session.desk, session.actor
    with_sign_in(session, lambda s: record(desk, name, actor, s))
    _tell(session, {"name": name}, _("{name} is here").format(name=name))


@click.command("deputy", help=_("Let somebody act in another's role for some days; by the one they act for, or above."))
@click.argument("name", metavar=_("NAME"))
@click.option("--for", "principal", required=True, metavar="NAME", help=_("the one they act for"))
@_FROM
@_UNTIL
@click.option("--end", is_flag=True, help=_("let them no longer act, from now on"))
@pin_option
@standard
@pass_session
def deputy(session: Session, name: str, principal: str, first: str | None, last: str | None, end: bool) -> None:
    """Name a deputy, or end it."""
    from amends.desk.deputies import end_deputy, name_deputy

    desk, actor = session.desk, session.actor
    if end:
        if first or last:
            raise Misuse("give either --end, or --from and --until")
        with_sign_in(session, lambda s: end_deputy(desk, name, principal, actor, s))
        told = _("{name} no longer acts for {principal}").format(name=name, principal=principal)
        _tell(session, {"name": name, "for": principal}, told)
        return
    days = _days(first, last)
    with_sign_in(session, lambda s: name_deputy(desk, name, principal, *days, actor, s))
    told = _("{name} acts for {principal} from {first} to {last}").format(
        name=name, principal=principal, first=days[0], last=days[1]
    )
    _tell(session, {"name": name, "for": principal, "from": str(days[0]), "until": str(days[1])}, told)


@click.command("leave", help=_("Record that somebody no longer works here. Their open cases wait for their role."))
@click.argument("name", metavar=_("NAME"))
@pin_option
@standard
@pass_session
def leave(session: Session, name: str) -> None:
    """Record that somebody left."""
    from amends.desk.leaving import leave as record

    desk, actor = session.desk, session.actor
    cases = with_sign_in(session, lambda s: record(desk, name, actor, s))
    lines = [_("{name} no longer works here").format(name=name)]
    waiting = _("{number}: nobody's now; give it to somebody with: amends assign {number} --to NAME")
    lines += [waiting.format(number=number) for number in cases]
    _tell(session, {"name": name, "cases": cases}, "\n".join(lines))


def _days(first: str | None, last: str | None) -> tuple[Any, Any]:
    from amends.desk.days import read_day

    begins = read_day(needed(first, "--from", _("From which day")))
    return begins, read_day(needed(last, "--until", _("Until which day"), default=str(begins)))


def _tell(session: Session, value: dict[str, Any], told: str) -> None:
    from amends.cli.output import print_json, print_line

    if session.json:
        print_json(value)
    else:
        print_line(told)
