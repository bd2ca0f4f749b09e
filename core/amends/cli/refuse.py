"""`amends refuse`."""

from __future__ import annotations

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session, needed
from amends.cli.sign_in import decided, pin_option
from amends.cli.verb import show_result, verb


@verb("refuse", _("Refuse the waiting proposal; the reason lets the desk propose something else."))
@click.option("--because", help=_("why"))
@pin_option
def command(session: Session, number: str, because: str | None) -> None:
    """Refuse the waiting proposal; the reason lets the desk propose something else."""
    from amends.desk.proposal import refuse

    desk, actor = session.desk, session.actor
    why = needed(because, "--because", _("Why"))
    show_result(session, decided(session, number, lambda t, s: refuse(desk, t, actor, why, signed_in=s)))
