"""`amends note`: add what is learned after intake."""

from __future__ import annotations

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session
from amends.cli.verb import pairs, show_result, verb


@verb("note", _("Add a note, facts or the customer's particulars; --confirmed: it was read back and agreed."))
@click.option("--text", default="", help=_("the note"))
@click.option("--fact", "facts", multiple=True, metavar="NAME=VALUE", help=_("a fact that was established; repeatable"))
@click.option("--name", help=_("the customer's name"))
@click.option("--phone", help=_("the customer's telephone number"))
@click.option("--address", help=_("the customer's address"))
@click.option("--receipt", help=_("the receipt's number"))
@click.option("--confirmed", is_flag=True, help=_("you read it back and the customer agreed"))
def command(
    session: Session,
    number: str,
    text: str,
    facts: tuple[str, ...],
    name: str | None,
    phone: str | None,
    address: str | None,
    receipt: str | None,
    confirmed: bool,
) -> None:
    """Note something on a case."""
    from amends.desk.facts import note

    party = {key: value for key, value in (("name", name), ("phone", phone), ("address", address)) if value}
    case = note(
        session.desk, session.target(number), session.actor,
        text=text, facts=pairs(facts, "--fact"), party=party, receipt=receipt, confirmed=confirmed,
    )  # fmt: skip
    show_result(session, case)
