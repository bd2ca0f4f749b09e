"""`amends approve`."""

from __future__ import annotations

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session
from amends.cli.sign_in import decided, pin_option
from amends.cli.verb import show_result, verb


@verb("approve", _("Approve the waiting proposal."))
@click.option("--because", default="", help=_("why"))
@pin_option
def command(session: Session, number: str, because: str) -> None:
    """Approve the waiting proposal."""
    from amends.desk.proposal import approve

    desk, actor = session.desk, session.actor
    show_result(session, decided(session, number, lambda t, s: approve(desk, t, actor, because, signed_in=s)))
