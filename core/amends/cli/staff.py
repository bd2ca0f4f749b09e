"""`amends staff`: who works here, and as what."""

from __future__ import annotations

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session, pass_session, standard


@click.group("staff", help=_("Who works here, and as what."))
def command() -> None:
    """Hold the staff commands."""


@command.command("add", help=_("Add a staff member, or give one another role; recorded in the ledger."))
@click.argument("name", metavar=_("NAME"))
@click.option("--role", required=True, help=_("the role, as the industry's pack names it"))
@click.option("--industry", metavar="NAME", help=_("the trade, where the branch has several"))
@standard
@pass_session
def add(session: Session, name: str, role: str, industry: str | None) -> None:
    """Add a staff member."""
    from amends.cli.output import print_json, print_line
    from amends.desk.staff import add_staff

    member = add_staff(session.desk, name, role, session.branch, session.actor, industry)
    if session.json:
        print_json({"name": member.name, "branch": member.branch, "role": member.role})
    else:
        print_line(_("{name} is {role} at {branch}").format(name=member.name, role=member.role, branch=member.branch))


@command.command("list", help=_("List the staff."))
@standard
@pass_session
def listing(session: Session) -> None:
    """List the staff."""
    from amends.cli.output import print_json, print_table
    from amends.ledger.connection import opened
    from amends.ledger.reading import staff

    path = session.chain.database
    with opened(path) as connection:
        members = staff(connection, path)
    if session.json:
        print_json(members)
    else:
        print_table((_("name"), _("branch"), _("role")), [tuple(member.values()) for member in members])
