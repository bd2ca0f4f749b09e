"""`amends staff`: who works here, and as what. PINs, absences, deputies and the rota have files of their own."""

from __future__ import annotations

from typing import Any

import click

from amends.cli.language import gettext as _
from amends.cli.session import Session, pass_session, standard
from amends.cli.sign_in import pin_option, with_sign_in
from amends.cli.staff_presence import away, back, deputy, leave
from amends.cli.staff_rota import off, rota, shift


@click.group("staff", help=_("Who works here, and as what."))
def command() -> None:
    """Hold the staff commands."""


@command.command("add", help=_("Add a staff member, or give one another role; recorded in the ledger."))
@click.argument("name", metavar=_("NAME"))
@click.option("--role", required=True, help=_("the role, as the industry's pack names it"))
@click.option("--industry", metavar="NAME", help=_("the trade, where the branch has several"))
@pin_option
@standard
@pass_session
def add(session: Session, name: str, role: str, industry: str | None) -> None:
    """Add a staff member."""
    from amends.cli.output import print_json, print_line
    from amends.desk.staff import add_staff

    desk, actor = session.desk, session.actor
    member = with_sign_in(session, lambda s: add_staff(desk, name, role, session.branch, actor, industry, signed_in=s))
    if session.json:
        print_json({"name": member.name, "branch": member.branch, "role": member.role})
    else:
        print_line(_("{name} is {role} at {branch}").format(name=member.name, role=member.role, branch=member.branch))


@command.command("list", help=_("List the staff: who is away, on shift, or acts for whom. Who left is listed last."))
@standard
@pass_session
def listing(session: Session) -> None:
    """List the staff."""
    from amends.cli.output import print_json, print_table
    from amends.ledger.connection import opened
    from amends.ledger.staff_reading import staff_now
    from amends.moments import now, stamp

    path = session.chain.database
    with opened(path) as connection:
        members = staff_now(connection, path, stamp(now()))
    if session.json:
        print_json(members)
    else:
        rows = [(each["name"], each["branch"], each["role"], _state(session, each)) for each in members]
        print_table((_("name"), _("branch"), _("role"), _("state")), rows)


@command.command("pin", help=_("Choose your own PIN, or give one to somebody below you, who then chooses their own."))
@click.argument("name", metavar=_("NAME"), required=False)
@pin_option
@standard
@pass_session
def pin(session: Session, name: str | None) -> None:
    """Set a PIN."""
    from amends.cli.output import print_json, print_line
    from amends.cli.sign_in import new_pin, present_pin
    from amends.desk.pins import may_set_pin, set_pin
    from amends.desk.sign_in import sign_in
    from amends.errors import SignInNeeded

    desk, actor = session.desk, session.actor
    whose, proof = name or actor, None
    try:
        may_set_pin(desk, whose, actor)
    except SignInNeeded:
        # Not `with_sign_in`: whoever was given a PIN comes here to choose their own, and is asked for it below.
        proof = sign_in(desk, actor, present_pin(session, actor))
        may_set_pin(desk, whose, actor, proof)
    set_pin(desk, whose, new_pin(session, whose), actor, proof)
    if session.json:
        print_json({"name": whose, "chosen": whose == actor})
    elif whose == actor:
        print_line(_("{name} has a new PIN").format(name=whose))
    else:
        print_line(_("{name} has a PIN, and chooses their own at the next sign-in").format(name=whose))


def _state(session: Session, member: dict[str, Any]) -> str:
    """How things stand with somebody now, in words."""
    from amends.cli.moment import local

    zone = session.chain.zone()
    if member["left_at"]:
        return _("left {date}").format(date=local(member["left_at"], zone, "%Y-%m-%d"))
    parts = []
    if member["away_until"]:
        parts.append(_("away until {date}").format(date=local(member["away_until"], zone, "%Y-%m-%d", last=True)))
    elif member["on_shift_until"]:
        parts.append(_("on until {time}").format(time=local(member["on_shift_until"], zone, "%H:%M")))
    parts += [_("acts for {name}").format(name=name) for name in member["acts_for"]]
    return ", ".join(parts) or "-"


for each in (away, back, deputy, leave, shift, off, rota):
    command.add_command(each)
