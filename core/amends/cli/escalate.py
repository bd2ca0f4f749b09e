"""`amends escalate`."""

from __future__ import annotations

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session, needed
from amends.cli.verb import show_result, verb


@verb("escalate", _("Tell a role above, by your own judgement."))
@click.option("--to", metavar="ROLE", help=_("the role to tell"))
@click.option("--because", help=_("why"))
def command(session: Session, number: str, to: str | None, because: str | None) -> None:
    """Tell a role above."""
    from amends.desk.closing import escalate

    role, why = needed(to, "--to", _("Which role")), needed(because, "--because", _("Why"))
    show_result(session, escalate(session.desk, session.target(number), session.actor, role, why))
