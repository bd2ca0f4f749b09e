"""`amends promise`: what the customer was promised, and by when."""

from __future__ import annotations

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session, needed
from amends.cli.verb import show_result, verb
from amends.errors import Misuse


@verb("promise", _("Record what the customer was promised; move it, and the customer is told at once; or keep it."))
@click.option("--what", help=_("what was promised"))
@click.option("--by", metavar=_("TIME"), help=_("until when: 18:30, or 2026-11-25 18:30"))
@click.option("--move", is_flag=True, help=_("give it another time"))
@click.option("--kept", is_flag=True, help=_("it was kept"))
@click.option("--promise", "promised", help=_("which one, where several are open: promise.1"))
@click.option("--because", help=_("why it is moved"))
def command(
    session: Session,
    number: str,
    what: str | None,
    by: str | None,
    move: bool,
    kept: bool,
    promised: str | None,
    because: str | None,
) -> None:
    """Record, move or keep a promise."""
    from amends.desk.promises import keep_promise, move_promise, promise

    if move + kept + (what is not None) > 1:
        raise Misuse("give one of --what, --move and --kept")
    target, actor = session.target(number), session.actor
    if kept:
        case = keep_promise(session.desk, target, actor, promised)
    elif move:
        time = needed(by, "--by", _("Until when"))
        case = move_promise(session.desk, target, actor, time, needed(because, "--because", _("Why")), promised)
    else:
        words = needed(what, "--what", _("What was promised"))
        case = promise(session.desk, target, actor, words, needed(by, "--by", _("Until when")))
    show_result(session, case)
