"""`amends refuse`."""

from __future__ import annotations

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session, needed
from amends.cli.verb import show_result, verb


@verb("refuse", _("Refuse the waiting proposal; the reason lets the desk propose something else."))
@click.option("--because", help=_("why"))
def command(session: Session, number: str, because: str | None) -> None:
    """Refuse the waiting proposal; the reason lets the desk propose something else."""
    from amends.desk.proposal import refuse

    show_result(
        session, refuse(session.desk, session.target(number), session.actor, needed(because, "--because", _("Why")))
    )
