"""`amends recovery`: what others owe us for cases, and what they settled."""

from __future__ import annotations

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session, needed, pass_session, standard
from amends.cli.verb import show_result, verb


@click.group("recovery", help=_("What suppliers, carriers, departments and makers owe us, and what they settled."))
def command() -> None:
    """Hold the recovery commands."""


@command.command("list", help=_("List what is to be recovered, per liable party."))
@click.option("--all", "everything", is_flag=True, help=_("also what is settled"))
@click.option("--kind", help=_("only this kind: supplier, carrier, department, maker or company"))
@click.option("--csv", is_flag=True, help=_("print CSV, for spreadsheets"))
@standard
@pass_session
def listing(session: Session, everything: bool, kind: str | None, csv: bool) -> None:
    """List the sums per case and party."""
    from amends.cli.recovery_list import print_recoveries
    from amends.ledger.connection import opened
    from amends.ledger.reading import recoveries

    path = session.chain.database
    with opened(path) as connection:
        rows = recoveries(connection, path, session.known_branch, kind, everything=everything)
    print_recoveries(rows, session, csv=csv)


@verb("name", _("Name somebody as liable for a case. Nobody who works here can be."))
@click.option("--kind", help=_("supplier, carrier, department, maker or company"))
@click.option("--name", help=_("what they are called"))
@click.option("--percent", type=int, help=_("the share of every cost they bear; usual: what the remedy's payer bears"))
@click.option("--because", help=_("what shows it"))
def naming(
    session: Session, number: str, kind: str | None, name: str | None, percent: int | None, because: str | None
) -> None:
    """Name a liable party."""
    from amends.desk.recovery import name_liable

    what = needed(kind, "--kind", _("supplier, carrier, department, maker or company"))
    who = needed(name, "--name", _("What they are called"))
    why = needed(because, "--because", _("What shows it"))
    show_result(session, name_liable(session.desk, session.target(number), session.actor, what, who, why, percent))


@verb("settle", _("Record what a liable party paid or was settled with."))
@click.option("--amount", help=_("how much"))
@click.option("--party", help=_("whose, where several owe: party.1, or the kind where nobody is named"))
@click.option("--note", default="", help=_("how it was settled"))
@click.option("--key", help=_("a client key: sending the same again counts once"))
def settling(session: Session, number: str, amount: str | None, party: str | None, note: str, key: str | None) -> None:
    """Settle what is owed."""
    from amends.desk.recovery import settle

    paid = needed(amount, "--amount", _("How much"))
    case = settle(session.desk, session.target(number), session.actor, paid, party=party, note=note, key=key)
    show_result(session, case)


command.add_command(naming)
command.add_command(settling)
