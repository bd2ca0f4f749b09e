"""`amends resume`."""

from __future__ import annotations

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session
from amends.cli.verb import show_result, verb


@verb("resume", _("Let the clocks of a paused case run on; the pause does not count."))
@click.option("--because", default="", help=_("why"))
def command(session: Session, number: str, because: str) -> None:
    """Resume a case."""
    from amends.desk.pausing import resume

    show_result(session, resume(session.desk, session.target(number), session.actor, because))
