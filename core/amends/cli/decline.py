"""`amends decline`."""

from __future__ import annotations

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session, needed
from amends.cli.verb import show_result, verb


@verb("decline", _("Record the customer's no and what they want instead."))
@click.option("--wish", help=_("what the customer wants instead"))
def command(session: Session, number: str, wish: str | None) -> None:
    """Record the customer's no and what they want instead."""
    from amends.desk.agreement import decline

    words = needed(wish, "--wish", _("What does the customer want instead"))
    show_result(session, decline(session.desk, session.target(number), session.actor, words))
