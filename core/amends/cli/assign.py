"""`amends assign`: give a case to a role or a person."""

from __future__ import annotations

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session
from amends.cli.verb import show_result, verb


@verb("assign", _("Give a case to a role or a person."))
@click.option("--role", help=_("the role that owns it from now on"))
@click.option("--to", "owner", metavar="NAME", help=_("the staff member who works on it"))
def command(session: Session, number: str, role: str | None, owner: str | None) -> None:
    """Assign a case."""
    from amends.desk.facts import assign

    show_result(session, assign(session.desk, session.target(number), session.actor, role=role, owner=owner))
