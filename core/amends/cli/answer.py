"""`amends answer`."""

from __future__ import annotations

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session, needed
from amends.cli.verb import show_result, verb


@verb("answer", _("Answer one point of a complaint; closing waits until every point has its answer."))
@click.option("--text", help=_("the answer given to the customer"))
@click.option(
    "--because", default="", help=_("why these words must be, where the wording check objects; it is recorded")
)
@click.option("--point", metavar="ID", help=_("which point, where several are open"))
def command(session: Session, number: str, text: str | None, because: str, point: str | None) -> None:
    """Answer one point."""
    from amends.desk.closing import answer

    words = needed(text, "--text", _("The answer"))
    show_result(session, answer(session.desk, session.target(number), session.actor, words, point, because))
