"""`amends carry-out`."""

from __future__ import annotations

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session
from amends.cli.verb import show_result, verb


@verb("carry-out", _("Record that what was agreed is done; all of it, or the remedies named."))
@click.option("--remedy", "remedies", multiple=True, metavar="CODE", help=_("only this remedy; repeatable"))
@click.option("--key", help=_("a client key: the same pay-out sent twice is done once"))
@click.option("--note", default="", help=_("a slip's number, who received it"))
def command(session: Session, number: str, remedies: tuple[str, ...], key: str | None, note: str) -> None:
    """Record that what was agreed is done."""
    from amends.desk.carrying_out import carry_out

    show_result(session, carry_out(session.desk, session.target(number), session.actor, remedies, key=key, note=note))
