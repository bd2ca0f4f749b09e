"""`amends tick`: record what has come due; for cron, every few minutes."""

from __future__ import annotations

import click

from amends.cli.language import gettext as _
from amends.cli.language import say
from amends.cli.session import Session, pass_session, standard


@click.command("tick", help=_("Warn and escalate what has come due. Safe to run often, and several at once."))
@standard
@pass_session
def command(session: Session) -> None:
    """Do what has come due, and print it."""
    from amends.cli.output import print_json, print_line
    from amends.desk.tick import tick

    rung = tick(session.desk)
    if session.json:
        print_json([{**entry._asdict(), "label": say(entry.label), "to": list(entry.to)} for entry in rung])
        return
    for entry in rung:
        saying = (
            _("{number}  due soon: {clock} → {roles}") if entry.warning else _("{number}  overdue: {clock} → {roles}")
        )
        print_line(saying.format(number=entry.number, clock=say(entry.label), roles=", ".join(entry.to)))
