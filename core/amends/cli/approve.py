"""`amends approve`."""

from __future__ import annotations

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session
from amends.cli.verb import show_result, verb


@verb("approve", _("Approve the waiting proposal."))
@click.option("--because", default="", help=_("why"))
def command(session: Session, number: str, because: str) -> None:
    """Approve the waiting proposal."""
    from amends.desk.proposal import approve

    show_result(session, approve(session.desk, session.target(number), session.actor, because))
