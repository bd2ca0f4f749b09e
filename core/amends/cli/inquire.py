"""`amends inquire`: ask a department."""

from __future__ import annotations

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session
from amends.cli.verb import show_result, verb


@verb("inquire", _("Ask a department. It has the say until its time is over; after that the desk decides."))
@click.option(
    "--inquiry", default="department", help=_("which of the trade's inquiries; usual: any department's answer")
)
@click.option("--role", help=_("the role that is asked, where the inquiry leaves it open"))
@click.option("--question", default="", help=_("what you want to know"))
def command(session: Session, number: str, inquiry: str, role: str | None, question: str) -> None:
    """Ask a department."""
    from amends.desk.inquiries import inquire

    case = inquire(session.desk, session.target(number), session.actor, inquiry, role=role, question=question)
    show_result(session, case)
