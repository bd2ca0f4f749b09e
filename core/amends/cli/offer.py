"""`amends offer`."""

from __future__ import annotations

from amends.cli.language import gettext as _
from amends.cli.session import Session
from amends.cli.verb import show_result, verb


@verb("offer", _("Record that the approved proposal was put to the customer."))
def command(session: Session, number: str) -> None:
    """Record that the approved proposal was put to the customer."""
    from amends.desk.agreement import offer

    show_result(session, offer(session.desk, session.target(number), session.actor))
