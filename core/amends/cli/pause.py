"""`amends pause`."""

from __future__ import annotations

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session, needed
from amends.cli.verb import show_result, verb


@verb("pause", _("Let the clocks that may stand still do so while somebody else has the next move."))
@click.option("--reason", help=_("what it waits for: customer, testing or third_party"))
@click.option("--because", default="", help=_("why"))
def command(session: Session, number: str, reason: str | None, because: str) -> None:
    """Pause a case."""
    from amends.desk.pausing import pause

    what = needed(reason, "--reason", _("What it waits for: customer, testing or third_party"))
    show_result(session, pause(session.desk, session.target(number), session.actor, what, because))
