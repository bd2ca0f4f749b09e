"""`amends reply`: answer an inquiry."""

from __future__ import annotations

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session
from amends.cli.verb import show_result, verb


@verb("reply", _("Answer an inquiry, as the role that was asked or one above; it counts as signed."))
@click.option("--inquiry", help=_("which one, where several wait: inquiry.1"))
@click.option("--yes/--no", "confirms", default=None, help=_("whether it is so"))
@click.option("--text", default="", help=_("the answer in words"))
def command(session: Session, number: str, inquiry: str | None, confirms: bool | None, text: str) -> None:
    """Answer an inquiry."""
    from amends.desk.inquiries import reply

    case = reply(session.desk, session.target(number), session.actor, inquiry, confirms=confirms, text=text)
    show_result(session, case)
