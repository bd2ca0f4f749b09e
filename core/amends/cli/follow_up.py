"""`amends follow-up`."""

from __future__ import annotations

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session
from amends.cli.verb import show_result, verb


@verb("follow-up", _("Record a call-back or another task as done; a score of 1 or 2 opens the case again."))
@click.option("--task", metavar="CODE", help=_("which task, where several are open"))
@click.option("--score", type=int, help=_("the customer's score, 1 to 5"))
@click.option("--comment", default="", help=_("what the customer said and suggested; what was found"))
def command(session: Session, number: str, task: str | None, score: int | None, comment: str) -> None:
    """Record a task as done."""
    from amends.desk.follow_up import follow_up

    case = follow_up(session.desk, session.target(number), session.actor, task=task, score=score, comment=comment)
    show_result(session, case)
