"""`amends offer`."""

from __future__ import annotations

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session
from amends.cli.verb import show_result, verb


@verb("offer", _("Record that the approved proposal was put to the customer."))
@click.option("--say", default="", help=_("the words it was put in, where they are not those of the guide"))
@click.option(
    "--because", default="", help=_("why these words must be, where the wording check objects; it is recorded")
)
def command(session: Session, number: str, say: str, because: str) -> None:
    """Record that the approved proposal was put to the customer."""
    from amends.desk.agreement import offer

    show_result(session, offer(session.desk, session.target(number), session.actor, say, because))
