"""`amends take`: take a complaint."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from amends.cli.language import current
from amends.cli.language import gettext as _
from amends.cli.session import Session, interactive, needed, pass_session, standard
from amends.cli.verb import pairs, show_result

if TYPE_CHECKING:
    from amends.case.values import Case


@click.command("take", help=_("Take a complaint: number it, classify it, find its owner and deadlines."))
@click.option("--text", help=_("the complaint in the customer's words; - reads standard input"))
@click.option("--channel", default="in_person", help=_("in_person, phone, letter, chat, email or platform"))
@click.option("--industry", metavar="NAME", help=_("the trade, where the branch has several"))
@click.option("--name", help=_("the customer's name"))
@click.option("--phone", help=_("the customer's telephone number"))
@click.option("--address", help=_("the customer's address"))
@click.option("--receipt", help=_("the receipt's number: claims on one receipt add up"))
@click.option("--fact", "facts", multiple=True, metavar="NAME=VALUE", help=_("something known already; repeatable"))
@click.option("--category", help=_("the category, where you know better"))
@click.option("--customer-lang", type=click.Choice(["zh", "en"]), help=_("the customer's language"))
@click.option("--escorted-by", metavar="NAME", help=_("the colleague who brought the customer over from a counter"))
@click.option("--confirmed", is_flag=True, help=_("you read it back and the customer agreed"))
@click.option("--key", help=_("a client key: sending the same again gives the same case"))
@standard
@pass_session
def command(
    session: Session,
    text: str | None,
    channel: str,
    industry: str | None,
    name: str | None,
    phone: str | None,
    address: str | None,
    receipt: str | None,
    facts: tuple[str, ...],
    category: str | None,
    customer_lang: str | None,
    escorted_by: str | None,
    confirmed: bool,
    key: str | None,
) -> None:
    """Take a complaint and show the new case."""
    from amends.desk.intake import Intake, take

    asked = text is None and interactive()
    words = needed(text, "--text", _("What happened, in the customer's words"))
    if words == "-":
        words = sys.stdin.buffer.read().decode(sys.stdin.encoding, "replace")
    if asked:
        name = name or click.prompt(_("Name (enter to leave out)"), default="", show_default=False)
        phone = phone or click.prompt(_("Telephone (enter to leave out)"), default="", show_default=False)
        receipt = receipt or click.prompt(_("Receipt (enter to leave out)"), default="", show_default=False) or None
    party = {"name": name or "", "phone": phone or "", "address": address or ""}
    intake = Intake(
        text=words,
        channel=channel,
        branch=session.branch,
        industry=industry,
        language=customer_lang or current(),
        facts=pairs(facts, "--fact"),
        party=party,
        receipt=receipt,
        category=category,
        confirmed=confirmed,
        key=key,
        escorted_by=escorted_by,
    )
    _show(session, take(session.desk, intake, session.actor))


def _show(session: Session, case: Case) -> None:
    """The new case, and what was noticed in its text."""
    from amends.cli.noticed import noticed_json, noticed_lines
    from amends.desk.noticing import noticed

    desk = session.desk
    local = case.received_at.astimezone(desk.zone_of(case.branch))
    found = noticed(case, desk.pack(case.industry, case.branch), local)
    show_result(session, case, {"particulars": noticed_json(found)}, noticed_lines(found, case.number))
