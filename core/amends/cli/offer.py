"""`amends offer`."""

from __future__ import annotations

from amends.cli.language import gettext as _
from amends.cli.session import Session
from amends.cli.sign_in import decided, pin_option
from amends.cli.verb import show_result, verb


@verb("offer", _("Record that the approved proposal was put to the customer."))
@pin_option
def command(session: Session, number: str) -> None:
    """Record that the approved proposal was put to the customer."""
    from amends.desk.agreement import offer

    desk, actor = session.desk, session.actor
    show_result(session, decided(session, number, lambda t, s: offer(desk, t, actor, signed_in=s)))
