"""`amends close`."""

from __future__ import annotations

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session
from amends.cli.verb import show_result, verb


@verb("close", _("Close a case in which every point has its answer."))
@click.option("--because", default="", help=_("why"))
def command(session: Session, number: str, because: str) -> None:
    """Close a case in which every point has its answer."""
    from amends.desk.closing import close

    show_result(session, close(session.desk, session.target(number), session.actor, because))
