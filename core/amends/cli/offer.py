"""`amends offer`."""

from __future__ import annotations

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session
from amends.cli.sign_in import decided, pin_option
from amends.cli.verb import show_result, verb


@verb("offer", _("Record that the approved proposal was put to the customer."))
@pin_option
@click.option("--say", default="", help=_("the words it was put in, where they are not those of the guide"))
@click.option(
    "--because", default="", help=_("why these words must be, where the wording check objects; it is recorded")
)
def command(session: Session, number: str, say: str, because: str) -> None:
    """Record that the approved proposal was put to the customer."""
    from amends.desk.agreement import offer

    desk, actor = session.desk, session.actor
    put = decided(session, number, lambda t, s: offer(desk, t, actor, say, because, signed_in=s))
    show_result(session, put)
