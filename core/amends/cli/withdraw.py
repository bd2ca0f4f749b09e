"""`amends withdraw`."""

from __future__ import annotations

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session, needed
from amends.cli.verb import show_result, verb


@verb("withdraw", _("Record that the customer withdrew the complaint, in their own words."))
@click.option("--because", help=_("why"))
def command(session: Session, number: str, because: str | None) -> None:
    """Record that the customer withdrew the complaint, in their own words."""
    from amends.desk.closing import withdraw

    show_result(
        session, withdraw(session.desk, session.target(number), session.actor, needed(because, "--because", _("Why")))
    )
