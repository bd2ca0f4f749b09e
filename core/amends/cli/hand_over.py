"""`amends hand-over`: offer a case to somebody else, accept it, or decline it."""

from __future__ import annotations

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session, needed
from amends.cli.verb import show_result, verb
from amends.errors import Misuse


@verb("hand-over", _("Hand a case over. It stays with its owner until the other one accepts."))
@click.option("--to", metavar="NAME", help=_("the staff member who is to take it"))
@click.option("--accept", is_flag=True, help=_("take what was handed over to you"))
@click.option("--decline", is_flag=True, help=_("leave it where it was"))
@click.option("--because", help=_("why"))
def command(session: Session, number: str, to: str | None, accept: bool, decline: bool, because: str | None) -> None:
    """Hand a case over, or answer a hand-over."""
    from amends.desk.handing_over import decline_hand_over, hand_over, take_over

    if accept + decline + (to is not None) > 1:
        raise Misuse("give one of --to, --accept and --decline")
    target, actor = session.target(number), session.actor
    if accept:
        case = take_over(session.desk, target, actor)
    elif decline:
        case = decline_hand_over(session.desk, target, actor, needed(because, "--because", _("Why")))
    else:
        receiver = needed(to, "--to", _("To whom"))
        case = hand_over(session.desk, target, actor, receiver, needed(because, "--because", _("Why")))
    show_result(session, case)
