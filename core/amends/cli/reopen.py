"""`amends reopen`."""

from __future__ import annotations

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session, needed
from amends.cli.verb import show_result, verb


@verb("reopen", _("Open a closed case again: the customer came back to it."))
@click.option("--because", help=_("why"))
def command(session: Session, number: str, because: str | None) -> None:
    """Open a closed case again: the customer came back to it."""
    from amends.desk.closing import reopen

    show_result(
        session, reopen(session.desk, session.target(number), session.actor, needed(because, "--because", _("Why")))
    )
