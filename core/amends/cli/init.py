"""`amends init`: make amends.toml and the ledger."""

from __future__ import annotations

import os
from pathlib import Path

import click

from amends.cli.language import current
from amends.cli.language import gettext as _
from amends.cli.session import Session, interactive, needed, pass_session, standard


@click.command("init", help=_("Start here: make amends.toml and the ledger in this folder, with one staff member."))
@click.option("--industry", metavar="NAME", help=_("the trade: one of the installed plugins"))
@click.option("--name", help=_("the chain's name"))
@click.option("--staff", default="desk", show_default=True, help=_("who sits at the front desk"))
@click.option("--timezone", default="Asia/Shanghai", show_default=True, help=_("the time zone people here live in"))
@click.option("--yes", is_flag=True, help=_("ask nothing"))
@standard
@pass_session
def command(session: Session, industry: str | None, name: str | None, staff: str, timezone: str, yes: bool) -> None:
    """Set up a chain in the working folder."""
    from amends.cli.output import print_json, print_line
    from amends.desk.setup import set_up

    folder = Path.cwd()
    trade = needed(industry, "--industry", _("Which trade ({known})").format(known=_trades()))
    branch = needed(session.branch, "--branch", _("Code of this branch"), default="N1")
    if name is None and not yes and interactive():
        name = click.prompt(_("The chain's name"), default=trade, err=True)
    chain = set_up(
        folder,
        trade,
        branch,
        name=name or trade,
        staff=staff,
        language=session.given.get("lang") or current(),
        timezone=timezone,
    )
    if session.json:
        print_json({"config": chain.file, "database": chain.database, "branch": branch, "staff": staff})
        return
    print_line(
        _("made {config} and {database}").format(
            config=os.path.basename(chain.file), database=os.path.basename(chain.database)
        )
    )
    print_line(_("next: amends take"))


def _trades() -> str:
    from amends.registry import trades

    return ", ".join(listed.name for listed in trades())
