"""`amends accept`."""

from __future__ import annotations

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session
from amends.cli.verb import show_result, verb


@verb("accept", _("Record the customer's yes."))
@click.option("--note", default="", help=_("how it was given: said, signed, written"))
def command(session: Session, number: str, note: str) -> None:
    """Record the customer's yes."""
    from amends.desk.agreement import accept

    show_result(session, accept(session.desk, session.target(number), session.actor, note))
